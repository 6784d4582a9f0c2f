"""Roles are looked up once for a page that is only read.

A page asks dozens of times what its reader may do, and the answer cannot change while it
is made. Requests that change something look anew each time: an act may itself give or end
a role.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date

from django.http import HttpRequest, HttpResponse

from hengjian.access.models import Account, RoleGrant


Key = tuple[int | None, bool, int | None, date]

_seen: ContextVar[dict[Key, list[RoleGrant]] | None] = ContextVar(
    "hengjian_roles_seen", default=None
)


class OneLook:
    """Middleware: keeps what was looked up until a reading request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _seen.set({} if request.method in {"GET", "HEAD"} else None)
        try:
            return self.get_response(request)
        finally:
            _seen.reset(token)


def looked_up_once(
    look: Callable[[Account, date], list[RoleGrant]], account: Account, day: date
) -> list[RoleGrant]:
    """What ``look`` finds; within one reading request asked of the database once."""
    seen = _seen.get()
    if seen is None:
        return look(account, day)
    acting_for = account.acting_for.pk if account.acting_for is not None else None
    key = (account.pk, account.is_active, acting_for, day)
    if key not in seen:
        seen[key] = look(account, day)
    return list(seen[key])
