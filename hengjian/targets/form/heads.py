"""Where the columns of the form stand in a sheet."""

from collections.abc import Mapping, Sequence

from hengjian.engines.tables.normalising import header_key, header_key_without_remarks
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.targets.form.columns import COLUMNS


SEARCHED = 20
"""Rows in which the heads may stand: a title and notes often come before them."""


class NoHeads(UserFault):
    """No row has the heads that the form needs, or one head stands twice."""


def heads_of(rows: Sequence[Sequence[str]]) -> tuple[int, Mapping[str, int]]:
    """The row of the heads (from 0) and, by column name, where each column stands.

    Raises ``NoHeads``.
    """
    nearest: Mapping[str, int] = {}
    for place, row in enumerate(rows[:SEARCHED]):
        found = _found(row)
        if all(column.name in found for column in COLUMNS if column.required):
            return place, found
        nearest = max(nearest, found, key=len)
    lacking = [
        column.head
        for column in COLUMNS
        if column.required and column.name not in nearest
    ]
    raise NoHeads(
        Text(
            f"没有找到表头，缺：{'、'.join(head.zh for head in lacking)}",
            f"the heads were not found; lacking: {', '.join(h.en for h in lacking)}",
        )
    )


def _found(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        name = _NAMES.get(header_key(cell)) or _NAMES.get(
            header_key_without_remarks(cell)
        )
        if name is None:
            continue
        if name in found:
            raise NoHeads(
                Text(f"表头“{cell}”出现两次", f"the head “{cell}” stands twice")
            )
        found[name] = place
    return found


_NAMES = {
    header_key(spelling): column.name
    for column in COLUMNS
    for spelling in (column.head.zh, column.head.en, column.name, *column.also)
}
