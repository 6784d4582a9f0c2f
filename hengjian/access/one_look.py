"""Roles are looked up once for a page, and anew within and after every act.

A page asks dozens of times what its reader may do, and the answer cannot change while it
is made, unless by an act of the request itself: that may give or end a role.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date

from django.http import HttpRequest, HttpResponse

from hengjian.access.models import Account, RoleGrant
from hengjian.audit import act


Key = tuple[int | None, bool, int | None, date, int]

_seen: ContextVar[dict[Key, list[RoleGrant]] | None] = ContextVar(
    "hengjian_roles_seen", default=None
)


class OneLook:
    """Middleware: keeps what was looked up until a request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _seen.set({})
        try:
            return self.get_response(request)
        finally:
            _seen.reset(token)


def looked_up_once(
    look: Callable[[Account, date], list[RoleGrant]], account: Account, day: date
) -> list[RoleGrant]:
    """What ``look`` finds; between two acts of a request asked of the database once."""
    seen = _seen.get()
    if seen is None or act.current() is not None:
        return look(account, day)
    acting_for = account.acting_for.pk if account.acting_for is not None else None
    key = (account.pk, account.is_active, acting_for, day, act.begun())
    if key not in seen:
        seen[key] = look(account, day)
    return list(seen[key])
