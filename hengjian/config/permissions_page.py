"""``docs/reference/permissions.md``: the roles, and how far each gets at every door."""

from hengjian.access import reach as reaches
from hengjian.access import sensitivity
from hengjian.access.permissions import LABELS, Permission
from hengjian.access.reach import OTHERS, Reach
from hengjian.access.roles import ROLES, Role
from hengjian.access.sensitivity import sensitivity_of
from hengjian.config import who
from hengjian.config.door_table import COMMAND, OPERATION, PAGE, Door, doors
from hengjian.config.who import Who


MARKS: dict[Reach, str] = {Reach.ALLOWED: "●", Reach.OWN: "○", Reach.REFUSED: "–"}
HEADS = {
    PAGE: "## Pages 网页",
    OPERATION: "## Operations of the API 接口",
    COMMAND: "## Commands 命令",
}
INTRODUCTION = """\
A role is held in a procuratorate and all below it, in one department, or (the three
administrators) everywhere; what a role may do it may do *there*. The three
administrators are three accounts, none of which holds any other role, and none of which
sees figures, case content or personal items.

角色在某一院(及其下级院)、某一部门或(三员)全系统内持有，权限只在该范围内有效。三员互不兼任，
也不兼任任何业务角色，看不到业务数据、案件内容和个人信息。

{marks}. A page asked for as a file (`?export=…`) needs `export.make` as well.
A refusal is entered in the journal (`access.refused`).

A paper of a matter is issued and withdrawn by the roles its pack names (`issued_by`), or,
where it names none, by whoever works on the matter; those roles record its seal, service
and receipts as well.

事项的文书由业务包写明的角色(`issued_by`)签发、作废，没有写明的由办理事项的人签发；这些角色也可以
登记用印、送达和回证。
"""


def permissions_page(note: str) -> str:
    """The whole page."""
    marks = ", ".join(
        f"{mark} {reaches.LABELS[each].en} {reaches.LABELS[each].zh}"
        for each, mark in MARKS.items()
    )
    parts = ["# Roles and permissions 角色与权限", "", note]
    parts += [INTRODUCTION.format(marks=marks)]
    parts += ["## Roles 角色", "", *_role_lines()]
    parts += ["## Permissions 权限", "", *_permission_lines()]
    everything = doors()
    for kind, head in HEADS.items():
        table = [door for door in everything if door.kind == kind]
        parts += [head, ""]
        for part, beginning in _by_beginning(table).items():
            parts += [f"### `{part}`", "", *_door_lines(beginning), ""]
    return "\n".join(parts).rstrip("\n") + "\n"


def _role_lines() -> list[str]:
    lines: list[str] = []
    for role in ROLES.values():
        lines += [f"### {role.title.zh} {role.title.en} (`{role.name}`)", ""]
        lines += [role.description.zh, "", role.description.en, ""]
    return lines


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _columns(first: list[str]) -> list[str]:
    heads = [*first, *(role.title.zh for role in ROLES.values())]
    names = ["" for _ in first] + [f"`{name}`" for name in ROLES]
    return [_row(heads), _row(["---"] * len(heads)), _row(names)]


def _permission_lines() -> list[str]:
    lines = _columns(["permission 权限", "说明", "what", "sensitivity 密级类别"])
    for permission in Permission:
        rated = sensitivity.LABELS[sensitivity_of(permission)]
        label = LABELS[permission]
        cells = [f"`{permission.value}`", label.zh, label.en, f"{rated.zh} {rated.en}"]
        cells += [MARKS[reaches.reach(role, permission)] for role in ROLES.values()]
        lines.append(_row(cells))
    own = [f"`{each.value}`" for each in OTHERS]
    return [*lines, "", f"○ is about: {', '.join(own)}.", ""]


def _by_beginning(table: list[Door]) -> dict[str, list[Door]]:
    """Doors that begin alike stand in one table: the pages of one part of the house."""
    found: dict[str, list[Door]] = {}
    for door in table:
        found.setdefault(_beginning(door), []).append(door)
    return found


def _beginning(door: Door) -> str:
    """``/matters``, ``/api/matters``, ``hengjian matters``."""
    if door.kind == COMMAND:
        return " ".join(door.name.split(" ")[:2])
    words = door.name.strip("/").split("/")
    return "/" + "/".join(words[: 2 if door.kind == OPERATION else 1])


def _door_lines(table: list[Door]) -> list[str]:
    lines = _columns(["door 入口", "needs 所需", "stranger 未登录"])
    for door in table:
        shown = " ".join(part for part in (", ".join(door.methods), door.name) if part)
        cells = [f"`{shown}`", _needs(door), MARKS[door.reach_of(None)]]
        columns: list[Role] = list(ROLES.values())
        cells += [MARKS[door.reach_of(role)] for role in columns]
        lines.append(_row(cells))
    return lines


def _needs(door: Door) -> str:
    if isinstance(door.needs, Who):
        return f"{who.LABELS[door.needs].zh} {who.LABELS[door.needs].en}"
    return f"`{door.needs.value}`" if door.needs is not None else "?"
