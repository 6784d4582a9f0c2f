"""Acts that hand out what people must see to correct it: rows kept aside."""

from dataclasses import dataclass
from itertools import groupby

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.tables.card_table import (
    ROW,
    HeaderMatch,
    RejectedCell,
    RejectedRow,
)
from hengjian.lib.bilingual import Text
from hengjian.warehouse.actions.vault import ReasonMissing
from hengjian.warehouse.importing import originals
from hengjian.warehouse.models import Import
from hengjian.warehouse.plain_reasons import require_plain
from hengjian.warehouse.queries import sealed
from hengjian.warehouse.queries.imports import rejected_rows


@dataclass(frozen=True)
class RejectedExport:
    """The rows kept aside as they stood, with what is wrong in each."""

    originals: pa.Table
    rejected: tuple[RejectedRow, ...]
    header: HeaderMatch


@journal.action
def take_out_rejected(
    *, card_import: Import, reason: str, by: Actor
) -> RejectedExport | None:
    """Open the rows that an import kept aside, personal items included; journaled.

    Rows of sealed persons are left out. None when it kept none. Raises ``ReasonMissing``,
    ``ReasonNamesSomebody``, ``KeyDestroyed``, ``SearchUnderWay``.
    """
    if not reason.strip():
        raise ReasonMissing(Text("请写明理由", "say the reason"))
    require_plain(reason)
    sealed.require_searched()
    cells = originals.unseal(card_import)
    withheld = sealed.withheld_rows(card_import.pk)
    if cells is not None and withheld:
        hidden = pc.is_in(cells.column(ROW), value_set=pa.array(sorted(withheld)))
        cells = cells.filter(pc.invert(hidden))
    if cells is None or not cells.num_rows:
        journal.nothing_changed()
        return None
    journal.enter(
        "warehouse.rejected_rows_exported",
        subject=card_import,
        detail={"rows": cells.num_rows, "reason": reason.strip()},
    )
    header = card_import.header
    return RejectedExport(
        originals=cells,
        rejected=tuple(_rows(card_import)),
        header=HeaderMatch(
            matched=header.get("matched", {}),
            unmatched=tuple(header.get("unmatched", ())),
            missing=(),
        ),
    )


def _rows(card_import: Import) -> list[RejectedRow]:
    cells = [
        RejectedCell(
            each.row,
            each.item,
            each.value,
            each.rule,
            Text(each.message_zh, each.message_en),
        )
        for each in rejected_rows(card_import)
    ]
    return [
        RejectedRow(row, tuple(faults))
        for row, faults in groupby(cells, key=lambda cell: cell.row)
    ]
