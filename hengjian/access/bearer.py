"""Tokens in the API: ``Authorization: Bearer hj_…``, and for whom the caller acts."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from hengjian.access import acting
from hengjian.access.faults import TokenRefused
from hengjian.access.models import Account
from hengjian.access.token_check import token_for


READING = {"GET", "HEAD", "OPTIONS"}


class TokenBearer(HttpBearer):
    """Reading needs the scope ``read``, anything else ``write``."""

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        scope = "read" if request.method in READING else "write"
        try:
            account: Account = token_for(token, scope=scope).account
        except TokenRefused:
            return None
        acting.put_on_from_header(request, account)
        request.user = account
        return account
