"""Rows of procuratorates that an import has no business with."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.card_table import ROW, RejectedCell
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate
from hengjian.organisation.queries import subtree_codes


RULE = "unit"


def foreign_rows(
    rows: pa.Table, card: CaseCard, place: Procuratorate | None
) -> np.ndarray:
    """Positions of rows whose unit lies outside ``place`` and all below it."""
    if place is None or card.unit is None:
        return np.zeros(0, dtype=np.int64)
    own = pa.array(subtree_codes(place), pa.string())
    inside = pc.is_in(rows.column(card.unit).cast(pa.string()), value_set=own)
    outside: np.ndarray = np.flatnonzero(~inside.to_numpy())
    return outside


def foreign_cells(
    rows: pa.Table, positions: np.ndarray, card: CaseCard
) -> list[RejectedCell]:
    """What is said of each of them."""
    if card.unit is None or not len(positions):
        return []
    taken = rows.take(pa.array(positions))
    numbers = taken.column(ROW).to_pylist()
    units = taken.column(card.unit).to_pylist()
    return [
        RejectedCell(
            row,
            card.unit,
            unit or "",
            RULE,
            Text(
                f"单位 {unit or '(空)'} 不在本次导入的单位范围内，请由该单位导入",
                f"{unit or '(empty)'} is not within the procuratorate of this import:"
                " it imports its own cards",
            ),
        )
        for row, unit in zip(numbers, units, strict=True)
    ]
