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
    for rows in (arrived, merge.before, merge.leaving):
        if rows is None or not rows.num_rows:
            continue
        units, unit_of = _units(rows, card.unit)
        for item in card.items.values():
            is_dated = item.type in {ItemType.DATE, ItemType.DATETIME}
            if is_dated and item.name in rows.column_names:
                cells |= _cells(rows.column(item.name), units, unit_of)
        if len(cells) > MOST_CELLS:
            return [EVERYTHING]
    leaves = merge.leaving is not None
    if not cells and (arrived.num_rows or leaves):  # cards without dates
        return [EVERYTHING]
    return sorted(cells, key=lambda cell: (cell[0] or date.min, cell[1]))


def _units(rows: pa.Table, unit: str | None) -> tuple[list[str], np.ndarray]:
    """The units there are, and for each row the place of its unit among them."""
    if unit is None or unit not in rows.column_names:
        return [""], np.zeros(rows.num_rows, dtype=np.int64)
    texts = pc.fill_null(rows.column(unit).cast(pa.string()), "")
    coded = pa.chunked_array(texts.dictionary_encode()).combine_chunks()
    return coded.dictionary.to_pylist(), np.asarray(coded.indices).astype(np.int64)


def _cells(days: pa.ChunkedArray, units: list[str], unit_of: np.ndarray) -> set[Cell]:
    if pa.types.is_timestamp(days.type):
        days = pc.local_timestamp(days.cast(pa.timestamp("us", "Asia/Shanghai")))
    given = np.asarray(pc.is_valid(days))
    if not given.any():
        return set()
    numbers = np.asarray(
        days.cast(pa.date32(), safe=False).drop_null().cast(pa.int32())
    )
    months = numbers.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    found = np.unique(months * len(units) + unit_of[given])
    return {
        (_first_day(int(code // len(units))), units[code % len(units)])
        for code in found.tolist()
    }


def _first_day(month: int) -> date:
    """The first day of a month counted from January 1970."""
    return date(1970 + month // 12, month % 12 + 1, 1)
