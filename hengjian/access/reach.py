"""How far a role's permission reaches: not at all, one's own things, or the place's."""

from enum import StrEnum

from hengjian.access.permissions import Permission
from hengjian.access.roles import Role
from hengjian.lib.bilingual import Text


class Reach(StrEnum):
    """As published in ``docs/reference/permissions.md``."""

    REFUSED = "refused"
    OWN = "own only"
    ALLOWED = "allowed"


LABELS: dict[Reach, Text] = {
    Reach.REFUSED: Text("拒绝", "refused"),
    Reach.OWN: Text("限本人", "own only"),
    Reach.ALLOWED: Text("允许", "allowed"),
}

# what one may do with one's own, and what is needed for another's; None: never another's
OTHERS: dict[Permission, Permission | None] = {
    Permission.FINDING_ANSWER: Permission.FINDING_ANSWER_FOR_OTHERS,
    Permission.MATTER_HANDLE: Permission.MATTER_HANDLE_FOR_OTHERS,
    Permission.TARGET_REPORT: Permission.TARGET_REPORT_FOR_OTHERS,
    Permission.TOKEN_MAKE: None,
}


def reach(role: Role, permission: Permission) -> Reach:
    """How far a role's permission reaches, in the places where the role is held."""
    if permission not in role.permissions:
        return Reach.REFUSED
    if permission in OTHERS and OTHERS[permission] not in role.permissions:
        return Reach.OWN
    return Reach.ALLOWED
