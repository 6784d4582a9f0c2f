"""Which months and procuratorates an import's changes touch."""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard, ItemType
from hengjian.warehouse.card_merge import Merge


MOST_CELLS = 5_000
"""Above it the whole table counts as touched: computing it anew costs less."""

Cell = tuple[date | None, str]
EVERYTHING: Cell = (None, "")


def touched_cells(merge: Merge, card: CaseCard) -> list[Cell]:
    """Months (first days) and units of the rows that came, and of those they replace."""
    arrived = merge.arriving
    cells: set[Cell] = set()
    for rows in (arrived, merge.before):
        if rows is None or not rows.num_rows:
            continue
        for item in card.items.values():
            is_dated = item.type in {ItemType.DATE, ItemType.DATETIME}
            if is_dated and item.name in rows.column_names:
                cells |= _cells(rows, item.name, card.unit)
        if len(cells) > MOST_CELLS:
            return [EVERYTHING]
    if not cells and arrived.num_rows:  # cards without dates
        return [EVERYTHING]
    return sorted(cells, key=lambda cell: (cell[0] or date.min, cell[1]))


def _cells(rows: pa.Table, dated_by: str, unit: str | None) -> set[Cell]:
    days = rows.column(dated_by)
    if pa.types.is_timestamp(days.type):
        days = pc.local_timestamp(days.cast(pa.timestamp("us", "Asia/Shanghai")))
    months = pc.floor_temporal(days.cast(pa.date32(), safe=False), unit="month")
    units = (
        pc.fill_null(rows.column(unit).cast(pa.string()), "")
        if unit is not None and unit in rows.column_names
        else pa.array([""] * rows.num_rows)
    )
    both = pa.table({"month": months, "unit": units}).filter(pc.is_valid(months))
    pairs = both.group_by(["month", "unit"]).aggregate([])
    return {(_first_day(row["month"]), row["unit"]) for row in pairs.to_pylist()}


def _first_day(value: date | np.datetime64) -> date:
    return date(value.year, value.month, 1)  # type: ignore[union-attr]
