"""Targets from the rows of an office's form.

The numbers make the tree: 1 is the procuratorate's, 1.1 a department's, 1.1.1 a
person's. Rows come as texts, the heads first; a row is told by its place in the sheet.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hengjian.engines.targets.model import Level, Target
from hengjian.lib.bilingual import Text
from hengjian.targets.form.cells import CellFault, Cells
from hengjian.targets.form.columns import COLUMNS
from hengjian.targets.form.heads import heads_of


LEVELS = (Level.PROCURATORATE, Level.DEPARTMENT, Level.PERSON)
_NUMBER = re.compile(r"[1-9]\d*(?:\.[1-9]\d*){0,2}")


@dataclass(frozen=True)
class TargetsForm:
    """The targets at the top, the row of each by its number, and every fault."""

    tops: tuple[Target, ...]
    rows: Mapping[str, int]
    faults: tuple[CellFault, ...]


def read_form(rows: Sequence[Sequence[str]]) -> TargetsForm:
    """The targets of a sheet; rows with a fault are left out and told, all of them.

    Raises ``NoHeads`` where no row has the heads of the form.
    """
    first, heads = heads_of(rows)
    found: dict[str, Target] = {}
    places: dict[str, int] = {}
    faults: list[CellFault] = []
    for place, row in enumerate(rows[first + 1 :], start=first + 2):
        cells = Cells(
            {
                name: row[column].strip() if column < len(row) else ""
                for name, column in heads.items()
            },
            place,
        )
        if cells.is_empty():
            continue
        target = target_of(cells)
        if target is not None and target.name in found:
            cells.fault(
                "number",
                f"序号 {target.name} 与第 {places[target.name]} 行重复",
                f"No. {target.name} stands in row {places[target.name]} already",
            )
        elif target is not None and not cells.faults:
            found[target.name], places[target.name] = target, place
        faults += cells.faults
    # a row whose own fault is told already is not told once more as lacking
    named = {fault.row for fault in faults}
    faults += _orphans(found, places, skipped=bool(named))
    return TargetsForm(_tree(found), places, tuple(faults))


def target_of(cells: Cells) -> Target | None:
    """The target of one row; None where it has no number."""
    number = cells.text("number").rstrip(".、")
    if not _NUMBER.fullmatch(number):
        cells.fault("number", "序号应为 1、1.1 或 1.1.1", "a number is 1, 1.1 or 1.1.1")
        return None
    title = cells.text("title")
    if not title:
        cells.fault("title", "没有写项目", "the item has no name")
    level = LEVELS[number.count(".")]
    department, person = cells.text("department"), cells.text("person")
    controlled, why_not = cells.is_controlled("controlled")
    return Target(
        name=number,
        title=Text.same(title),
        level=level,
        owner=(person or department) if level is Level.PERSON else department or person,
        aim=cells.aim(),
        due_on=cells.day("due_on"),
        person="" if level is Level.PERSON or not department else person,
        measures=cells.text("measures"),
        answerable=cells.text("answerable"),
        indicator=cells.text("indicator") or None,
        marks=cells.fraction("marks"),
        weight=cells.fraction("weight"),
        controlled=controlled,
        why_not_controlled=why_not,
        shares=cells.shares("shares"),
        split=cells.split("split"),
    )


def _orphans(
    found: Mapping[str, Target], places: Mapping[str, int], *, skipped: bool
) -> list[CellFault]:
    head = next(column.head for column in COLUMNS if column.name == "number")
    hint = (
        Text("(或该行有误)", " (or its row has a fault)") if skipped else Text("", "")
    )
    return [
        CellFault(
            places[name],
            head,
            Text(
                f"序号 {name} 的上级 {_above(name)} 不在表中{hint.zh}",
                f"No. {name} stands below {_above(name)}, which is not there{hint.en}",
            ),
        )
        for name in found
        if "." in name and _above(name) not in found
    ]


def _tree(found: Mapping[str, Target]) -> tuple[Target, ...]:
    def grown(name: str) -> Target:
        below = [each for each in found if "." in each and _above(each) == name]
        return replace(found[name], below=tuple(grown(each) for each in below))

    return tuple(grown(name) for name in found if "." not in name)


def _above(name: str) -> str:
    return name.rpartition(".")[0]
