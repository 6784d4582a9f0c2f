"""Rows kept aside as files: a list for the record, a workbook to correct and return.

The workbook holds the rows as they stood, personal items included, since only so can
they be corrected: it is for the one who filled them. The list masks personal values.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.card_table import (
    ROW,
    HeaderMatch,
    RejectedCell,
    RejectedRow,
)
from hengjian.engines.tables.errors_columns import ERRORS_COLUMNS
from hengjian.engines.tables.workbook_writing import Sheet, write_workbook
from hengjian.engines.tables.writing import write_csv_rows


LIST_HEADS = ("row", "item", "value", "rule", "message", "message_en")
_SHEET = "挡下的行"
_MIDNIGHT = " 00:00:00"


def write_errors_workbook(
    path: Path,
    originals: pa.Table,
    rejected: Sequence[RejectedRow],
    card: CaseCard,
    header: HeaderMatch,
) -> None:
    """Write rows kept aside with their numbers, what is wrong and how to mend it.

    ``originals``: cells as texts under the file's own headers, and ``_row``. Corrected
    in place, the workbook is imported like any file: the three columns in front are
    left out on the way back.
    """
    by_row = {one.row: one for one in rejected}
    heads = [name for name in originals.column_names if name != ROW]
    place = {name: index for index, name in enumerate(heads, len(ERRORS_COLUMNS))}
    rows, marked = [], set()
    for number, cells in enumerate(originals.to_pylist()):
        row = cells[ROW]
        faults = by_row[row].cells if row in by_row else ()
        told = [_problem(cell, card) for cell in faults]
        mends = dict.fromkeys(cell.message.zh for cell in faults)
        shown = [(cells[name] or "").removesuffix(_MIDNIGHT) for name in heads]
        rows.append([row, "\n".join(told), "\n".join(mends), *shown])
        for cell in faults:
            column = place.get(header.matched.get(cell.item, ""))
            if column is not None:
                marked.add((number, column))
    sheet = Sheet(_SHEET, [*ERRORS_COLUMNS, *heads], rows, marked=frozenset(marked))
    write_workbook(path, [sheet])


def _problem(cell: RejectedCell, card: CaseCard) -> str:
    item = card.items.get(cell.item)
    name = item.label.zh if item is not None else cell.item
    if not name:
        return cell.rule
    return f"{name}：{cell.value}" if cell.value else f"{name}：空"


def write_rejected_list(path: Path, rejected: Iterable[RejectedRow]) -> None:
    """Every fault of every row kept aside as csv, personal values masked."""
    lines = (
        [cell.row, cell.item, cell.value, cell.rule, cell.message.zh, cell.message.en]
        for one in rejected
        for cell in one.cells
    )
    write_csv_rows(path, LIST_HEADS, lines)
