"""The doors of the API: the account behind a request, and what it may do there."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest

from hengjian.access.actions import refusals
from hengjian.access.faults import NotAllowed
from hengjian.access.models import Account
from hengjian.access.permissions import LABELS, Permission
from hengjian.access.queries import may
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate


P = ParamSpec("P")
R = TypeVar("R")
_SHOWN = 40  # characters of a name nobody knows


def api_door(
    permission: Permission | None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let an operation be asked by accounts that may do this somewhere; None: by all.

    Stands below ``@router.get``; what may be done *there* the operation asks itself.
    """

    def closed(operation: Callable[P, R]) -> Callable[P, R]:
        known = set(signature(operation).parameters)

        @wraps(operation)
        def opened(*args: P.args, **kwargs: P.kwargs) -> R:
            request: Any = args[0]
            caller(request, permission)
            _refuse_unknown(set(request.GET) - known)
            return operation(*args, **kwargs)

        opened.permission = permission  # type: ignore[attr-defined]
        return opened

    return closed


class UnknownParameter(UserFault):
    """The query names something that the operation does not know: it would be ignored."""


def _refuse_unknown(names: set[str]) -> None:
    if names:
        listed = sorted(name[:_SHOWN] for name in names)
        raise UnknownParameter(
            Text(
                f"没有这样的查询参数：{'、'.join(listed)}",
                f"no such query parameter: {', '.join(listed)}",
            )
        )


def caller(
    request: HttpRequest,
    permission: Permission | None = None,
    *,
    unit: Procuratorate | None = None,
) -> Account:
    """The account of a request that may do this (there). Raises ``NotAllowed`` (403).

    Without a permission: the account that the operation's door let in.
    """
    account = request.user
    if not isinstance(account, Account):
        raise NotAllowed(status=403)
    if permission is not None and not may(account, permission, unit=unit):
        label = LABELS[permission]
        raise NotAllowed(
            Text(f"没有“{label.zh}”的权限。", f"Not allowed: {label.en}."),
            status=403,
            permission=permission,
        )
    return account


def note_refusal(request: HttpRequest, why: str) -> None:
    """Enter a refusal of the API in the journal; a stranger's has nobody to name."""
    account = request.user
    if not isinstance(account, Account):
        return
    match = request.resolver_match
    route = match.route if match else ""
    refusals.note(
        door=f"{request.method} /{route}", asked=request.path, why=why, by=account
    )
