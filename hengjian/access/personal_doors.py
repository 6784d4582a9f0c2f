"""The door of pages about one's own account: shut while acting for another."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from hengjian.access.doors import View, door
from hengjian.access.faults import NotAllowed
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text


def personal_door(
    permission: Permission | None = None,
    *,
    methods: tuple[str, ...] = ("GET", "HEAD"),
    first_password_allowed: bool = False,
) -> Callable[[View[...]], Callable[..., HttpResponse]]:
    """Like ``door``; nobody changes an account while acting for another."""

    def closed(view: View[...]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def own(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.acting_for is not None:
                raise NotAllowed(
                    Text(
                        "代理他人期间不能改动自己的账号，请先结束代理。",
                        "Your account is not changed while you act for another: stop"
                        " acting first.",
                    )
                )
            return view(request, *args, **kwargs)

        opened = door(
            permission, methods=methods, first_password_allowed=first_password_allowed
        )(own)
        return never_cache(opened)

    return closed
