"""Open and close accounts, set passwords and the language."""

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from hengjian.access.faults import AccountFault
from hengjian.access.models import Account, OldPassword
from hengjian.access.passwords import hashed
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person


NAME = re.compile(r"[a-z][a-z0-9_.-]{1,59}")
# more than any setting of the history asks for
OLD_PASSWORDS_KEPT = 24
_PASSWORD_FIELDS = ["password", "must_change_password", "first_password_until"]


def add(
    *, username: str, password: str, by: Actor, language: str = "zh-hans", **rest: Any
) -> Account:
    """Open an account with a first password; ``rest`` as in ``open_account``.

    Raises ``AccountFault`` on a name in use or a weak password.
    """
    plain = username.strip().lower()
    password_hash = hashed(password, Account(username=plain))
    return open_account(
        username=plain, password_hash=password_hash, language=language, by=by, **rest
    )


@journal.action
def open_account(
    *,
    username: str,
    password_hash: str,
    by: Actor,
    person: Person | None = None,
    language: str = "zh-hans",
    must_change_password: bool = True,
) -> Account:
    """Open an account whose password was hashed before. Raises ``AccountFault``."""
    if not NAME.fullmatch(username):
        raise AccountFault(
            Text(
                "账号名须以小写字母开头，由字母、数字和 . _ - 组成",
                "an account's name begins with a letter and has letters, digits, . _ -",
            )
        )
    if Account.objects.filter(username=username).exists():
        raise AccountFault(
            Text(f"账号“{username}”已存在", f"the account “{username}” exists"),
            status=409,
        )
    if person is not None and Account.objects.filter(person=person).exists():
        raise AccountFault(
            Text(f"{person}已有账号", f"{person.name} has an account"), status=409
        )
    account = Account(
        username=username,
        password=password_hash,
        person=person,
        language=language,
        must_change_password=must_change_password,
        first_password_until=_first_password_until() if must_change_password else None,
        created_at=clock.now(),
    )
    account.save()
    journal.enter(
        "access.account_opened",
        subject=account,
        new={"username": username, "person": person.number if person else None},
    )
    return account


def set_password(
    *, account: Account, password: str, by: Actor, must_change: bool = True
) -> Account:
    """Give an account a password that somebody else chose, to be changed at once.

    Raises ``AccountFault`` on a weak one.
    """
    password_hash = hashed(password, account)
    return replace_password(
        account=account, password_hash=password_hash, must_change=must_change, by=by
    )


def give_one_time_password(*, account: Account, by: Actor) -> str:
    """Give an account a random password for one sign-in; returned once, never kept."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    set_password(account=account, password=password, by=by)
    return password


@journal.action
def replace_password(
    *, account: Account, password_hash: str, by: Actor, must_change: bool = True
) -> Account:
    """Put another's choice in place of a password; every session of the account ends."""
    _keep_old(account)
    account.password = password_hash
    account.must_change_password = must_change
    account.first_password_until = _first_password_until() if must_change else None
    account.save(update_fields=_PASSWORD_FIELDS)
    ended = account.sessions.all().delete()[0]
    journal.enter("access.password_set", subject=account, new={"sessions": ended})
    return account


def change_own_password(
    *, account: Account, present: str, password: str, by: Actor, session: str = ""
) -> Account:
    """Change one's own password. ``session`` is the key of the one that goes on.

    Raises ``AccountFault``.
    """
    if not account.check_password(present):
        raise AccountFault(Text("现密码不正确", "the present password is wrong"))
    if present == password:
        raise AccountFault(
            Text("新密码须与现密码不同", "the new password must differ from the old")
        )
    password_hash = hashed(password, account)
    return renew_password(
        account=account, password_hash=password_hash, session=session, by=by
    )


@journal.action
def refuse_present_password(*, account: Account, by: Actor) -> None:
    """Enter that the present password was given wrongly where it was to be changed."""
    journal.enter("access.password_refused", subject=account)


@journal.action
def renew_password(
    *, account: Account, password_hash: str, by: Actor, session: str = ""
) -> Account:
    """Put one's own choice in place of a password; one's other sessions end."""
    _keep_old(account)
    account.password = password_hash
    account.must_change_password = False
    account.first_password_until = None
    account.save(update_fields=_PASSWORD_FIELDS)
    ended = account.sessions.exclude(session_key=session).delete()[0]
    journal.enter("access.password_changed", subject=account, new={"sessions": ended})
    return account


@journal.action
def keep_password_anew(*, account: Account, password_hash: str, by: Actor) -> Account:
    """Keep the same password under the hash of today; nobody's session ends by it."""
    account.password = password_hash
    account.save(update_fields=["password"])
    journal.enter("access.password_kept_anew", subject=account)
    return account


@journal.action
def set_language(*, account: Account, language: str, by: Actor) -> Account:
    """Choose the language of one's pages. Raises ``AccountFault`` on an unknown one."""
    if language not in {"zh-hans", "en"}:
        raise AccountFault(Text(f"没有语言“{language}”", f"no language “{language}”"))
    if account.language == language:
        journal.nothing_changed()
        return account
    old, account.language = account.language, language
    account.save(update_fields=["language"])
    journal.enter(
        "access.language_chosen",
        subject=account,
        old={"language": old},
        new={"language": language},
    )
    return account


@journal.action
def close(*, account: Account, by: Actor) -> Account:
    """Close an account: it signs in no more; its sessions and tokens end."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    now = clock.now()
    revoked = account.tokens.filter(revoked_at__isnull=True).update(revoked_at=now)
    ended = account.sessions.all().delete()[0]
    journal.enter(
        "access.account_closed",
        subject=account,
        new={"tokens": revoked, "sessions": ended},
    )
    return account


@journal.action
def reopen(*, account: Account, by: Actor) -> Account:
    """Open a closed account again."""
    account.is_active = True
    account.save(update_fields=["is_active"])
    journal.enter("access.account_reopened", subject=account)
    return account


def _keep_old(account: Account) -> None:
    """Remember the hash of the password that goes, and forget the eldest ones."""
    OldPassword(
        account=account, password=account.password, replaced_at=clock.now()
    ).save()
    kept = account.old_passwords.values_list("pk", flat=True)[:OLD_PASSWORDS_KEPT]
    account.old_passwords.exclude(pk__in=list(kept)).delete()


def _first_password_until() -> datetime:
    return clock.machine_now() + timedelta(days=settings.FIRST_PASSWORD_DAYS)
