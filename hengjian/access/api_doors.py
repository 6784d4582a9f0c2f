"""The doors of the API: the account behind a request, and what it may do there."""

from django.http import HttpRequest

from hengjian.access.faults import NotAllowed
from hengjian.access.models import Account
from hengjian.access.permissions import LABELS, Permission
from hengjian.access.queries import may
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


def caller(
    request: HttpRequest, permission: Permission, *, unit: Procuratorate | None = None
) -> Account:
    """The account of a request that may do this (there). Raises ``NotAllowed`` (403)."""
    account = request.user
    if not isinstance(account, Account) or not may(account, permission, unit=unit):
        label = LABELS[permission]
        raise NotAllowed(
            Text(f"没有“{label.zh}”的权限。", f"Not allowed: {label.en}."), status=403
        )
    return account
