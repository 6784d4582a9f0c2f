"""What an account has been told."""

from django.db.models import QuerySet
from django.http import HttpRequest

from hengjian.access.models import Account
from hengjian.notices.models import Kind, Notice


def notices_of(
    account: Account, *, unread: bool = False, kind: str = ""
) -> QuerySet[Notice]:
    """An account's notices, newest first; an unknown kind narrows nothing."""
    found = Notice.objects.filter(account=account).order_by("-pk")
    if unread:
        found = found.filter(read_at__isnull=True)
    if kind in Kind.values:
        found = found.filter(kind=kind)
    return found


def unread_count(account: Account) -> int:
    """How many notices the account has not read."""
    return notices_of(account, unread=True).count()


def bell(request: HttpRequest) -> dict[str, object]:
    """Context processor: the count at the bell, asked for only where it is shown."""
    account = getattr(request, "user", None)
    if not isinstance(account, Account):
        return {}
    return {"unread_notices": lambda: unread_count(account)}
