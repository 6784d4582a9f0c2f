"""Every door of the product and what it needs: pages, API operations, commands.

Read from the things themselves (``@door``, ``@api_door``, the register of commands), so
that a new one is in the table or is seen to be missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from hengjian.access.permissions import Permission
from hengjian.access.reach import Reach, reach
from hengjian.access.roles import Role
from hengjian.config.api import api
from hengjian.config.commands import COMMANDS, Command, Group
from hengjian.config.who import Who


PAGE, OPERATION, COMMAND = "page", "operation", "command"
API = "api/"
# addresses without a door of ours: why they have none
OPEN_PAGES: dict[str, Who] = {
    "sign-in/": Who.ANYBODY,
    "sign-in/code/": Who.ANYBODY,
    "sign-in/single/": Who.ANYBODY,
    "sign-in/single/back/": Who.ANYBODY,
    "health/live": Who.ANYBODY,
    "health/ready": Who.ANYBODY,
    # from the machine itself, or with the token of the settings
    "metrics": Who.ANYBODY,
    "api/openapi.json": Who.ANYBODY,
    "api/docs": Who.ANYBODY,
    "api/": Who.ANYBODY,
}


@dataclass(frozen=True)
class Door:
    """One way in. ``needs`` is None where nobody has said what it needs."""

    kind: str
    name: str
    needs: Permission | Who | None
    methods: tuple[str, ...] = ()

    def reach_of(self, role: Role | None) -> Reach:
        """How far a role gets; without a role: a stranger, or nobody at all."""
        if self.needs is Who.ANYBODY:
            return Reach.ALLOWED
        if role is None or self.needs is Who.KEY_OWNER or self.needs is None:
            return Reach.REFUSED
        if isinstance(self.needs, Permission):
            return reach(role, self.needs)
        return Reach.ALLOWED


def doors() -> list[Door]:
    """Every door: pages, then operations, then commands."""
    return [*page_doors(), *operation_doors(), *command_doors()]


def page_doors() -> Iterator[Door]:
    """Every address that is no operation of the API."""
    for route, view in _routes(get_resolver().url_patterns):
        if route in OPEN_PAGES:
            yield Door(PAGE, f"/{route}", OPEN_PAGES[route], ("GET",))
        elif not route.startswith(API):
            yield Door(PAGE, f"/{route}", _needed(view), _methods(view))


def operation_doors() -> Iterator[Door]:
    """Every operation of the API."""
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                methods = tuple(operation.methods)
                name = f"/{API}{prefix.strip('/')}{path}"
                yield Door(OPERATION, name, _needed(operation.view_func), methods)


def command_doors() -> Iterator[Door]:
    """Every command."""
    for name, entry in COMMANDS.items():
        acts: dict[str, Command] = (
            entry.acts if isinstance(entry, Group) else {"": entry}
        )
        for act, command in acts.items():
            yield Door(COMMAND, f"hengjian {name} {act}".strip(), command.needs)


def _routes(
    patterns: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, Any]]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        else:
            yield route, each.callback


def _needed(view: Any) -> Permission | Who | None:
    if not hasattr(view, "permission"):
        return None
    needed: Permission | None = view.permission
    return needed or Who.SIGNED_IN


def _methods(view: Any) -> tuple[str, ...]:
    return tuple(each for each in getattr(view, "methods", ()) if each != "HEAD")
