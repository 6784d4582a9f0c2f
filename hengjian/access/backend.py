"""Checks a name and a password."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from hengjian.access.models import Account


class AccountBackend(BaseBackend):
    """Accounts by name and password; says nothing of whether a name exists."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> Account | None:
        name = (username or "").strip().lower()
        account = Account.objects.filter(username=name).first()
        if account is None:
            # the same work as for a known name, so that time tells nothing
            make_password(password)
            return None
        known = account.check_password(password) and account.is_active
        return account if known else None

    def get_user(self, user_id: int) -> Account | None:
        known = Account.objects.select_related("person")
        account: Account | None = known.filter(pk=user_id, is_active=True).first()
        return account
