"""What of the cards enters their table, and what enters the vault."""

from dataclasses import dataclass

import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.card_table import ROW
from hengjian.warehouse import card_layout, data_keys, personal_payload
from hengjian.warehouse.card_layout import PERSONAL_COLUMN
from hengjian.warehouse.card_merge import Incoming


@dataclass(frozen=True)
class Stored:
    """Cards ready for the table; ``payloads`` go to the vault, row by row."""

    incoming: Incoming
    payloads: pa.Array  # texts
    row_numbers: pa.Array  # of the file


def stored(rows: pa.Table, card: CaseCard) -> Stored:
    """Part the personal items from the rest; only keyed digests stay with the cards."""
    personal = [item.name for item in card.items.values() if item.personal]
    payloads = personal_payload.payloads(rows, personal)
    kept = rows.drop_columns([*personal, ROW])
    if personal:
        marks = personal_payload.fingerprints(payloads, data_keys.fingerprint_key())
        kept = kept.append_column(PERSONAL_COLUMN, marks)
    return Stored(
        incoming=Incoming.of(kept, card_layout.layout_of(card)),
        payloads=payloads,
        row_numbers=rows.column(ROW).combine_chunks(),
    )
