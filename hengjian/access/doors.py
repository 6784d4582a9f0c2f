"""The door of every page: signed in, allowed, the right method; said once, kept everywhere.

A refusal at the door or behind it (not allowed, not there, not theirs) is journaled.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from hengjian.access.actions import refusals
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate


P = ParamSpec("P")


class PageRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Account
    htmx: HtmxDetails


View = Callable[Concatenate[PageRequest, P], HttpResponse]
REFUSALS = (403, 404)
PASSWORD_PAGE = "administration:password"  # noqa: S105 (an address)


def door(
    permission: Permission | None,
    *,
    methods: tuple[str, ...] = ("GET", "HEAD"),
    first_password_allowed: bool = False,
) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Let in who is signed in, may do this somewhere, and asks by one of the methods.

    Whoever asks a page for a file (``?export=…``) must be allowed to export as well.
    """

    def closed(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not isinstance(request.user, Account):
                return redirect_to_login(request.get_full_path())
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if request.user.must_change_password and not first_password_allowed:
                return redirect(PASSWORD_PAGE)
            try:
                _require(request, permission)
                return view(request, *args, **kwargs)
            except (PermissionDenied, Http404, UserFault) as refused:
                note_refusal(request, permission, refused)
                raise

        opened.permission = permission  # type: ignore[attr-defined]
        opened.methods = methods  # type: ignore[attr-defined]
        opened.is_door = True  # type: ignore[attr-defined]
        return opened

    return closed


def _require(request: PageRequest, permission: Permission | None) -> None:
    needed = [permission] if permission is not None else []
    if request.GET.get("export"):
        needed.append(Permission.EXPORT_MAKE)
    for each in needed:
        if not may(request.user, each):
            raise PermissionDenied(each.value)


def note_refusal(
    request: PageRequest, permission: Permission | None, refused: Exception
) -> None:
    """Enter a refusal; a fault of what was typed in is none, a journaled one not twice.

    A door does it for what its view lets through; a view that shows its own page for a
    fault does it itself.
    """
    if isinstance(refused, UserFault) and (
        refused.is_journaled or not (refused.is_refusal or refused.status in REFUSALS)
    ):
        return
    is_denied = isinstance(refused, PermissionDenied) or (
        isinstance(refused, UserFault) and refused.status != REFUSALS[1]
    )
    missing = str(refused) if isinstance(refused, PermissionDenied) else ""
    needed = missing or (permission.value if permission is not None else "signed_in")
    match = request.resolver_match
    refusals.note(
        door=f"{request.method} {match.view_name if match else ''}",
        asked=request.path,
        why=needed if is_denied else "not_found",
        by=request.user,
    )


class UnitNotVisible(UserFault):
    """The place does not exist or is not the viewer's; both read the same."""

    status = 404


def visible_unit(
    account: Account, permission: Permission, code: str | None
) -> Procuratorate:
    """The place with a code where the account may do this; without a code its first.

    Raises ``UnitNotVisible``.
    """
    units = visible_units(account, permission)
    if code:
        found = units.filter(code=code).first()
    else:
        own = (
            account.person and account.person.appointments.order_by("-from_on").first()
        )
        found = (own and units.filter(pk=own.procuratorate_id).first()) or (
            units.order_by("level", "code").first()
        )
    if found is None:
        raise UnitNotVisible(
            Text("没有这个单位，或您无权查看。", "No such place, or not for you.")
        )
    return found
