"""Checks a name and a password, and the code of a second factor."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from hengjian.access import password_hash, second_factors
from hengjian.access.models import Account, RecoveryCode
from hengjian.audit.keys import journal_linker


class _Accounts(BaseBackend):
    def get_user(self, user_id: int) -> Account | None:
        known = Account.objects.select_related("person")
        account: Account | None = known.filter(pk=user_id, is_active=True).first()
        return account


class AccountBackend(_Accounts):
    """Accounts by name and password; says nothing of whether a name exists."""

    def authenticate(  # type: ignore[override]
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
    ) -> Account | None:
        account = Account.objects.filter(username=plain_name(username)).first()
        if account is None:
            # the same work as for a known name, so that time tells nothing
            with password_hash.in_turn():
                make_password(password)
            return None
        with password_hash.in_turn():
            is_right = account.check_password(password)
        return account if is_right and account.is_active else None


class SecondFactorBackend(_Accounts):
    """The code that follows the password: from the telephone, or one from paper."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, username: str, code: str
    ) -> Account | None:
        account: Account | None = Account.objects.filter(
            username=plain_name(username), is_active=True
        ).first()
        if account is None:
            return None
        factor = second_factors.confirmed_factor(account)
        if factor is None or second_factors.is_paused(factor):
            return None
        if second_factors.fitting_step(factor, code) is not None:
            return account
        on_paper = RecoveryCode.objects.filter(
            account=account,
            used_at__isnull=True,
            digest=second_factors.recovery_digest(code),
        )
        return account if on_paper.exists() else None


def plain_name(username: str | None) -> str:
    """A sign-in name as accounts have it: no spaces around it, lower case."""
    return (username or "").strip().lower()


def counted_name(request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """Under which name failures are counted: a digest, the same whatever the case."""
    given = (credentials or {}).get("username")
    name = given if given is not None else request.POST.get("username", "")
    return journal_linker().digest("sign-in " + plain_name(name))
