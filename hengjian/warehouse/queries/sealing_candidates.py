"""Records that a card's own rule says are to be sealed: prompts, a person decides.

A card proposes itself by an item ``sealing_from_on`` (the juvenile pack derives it from
the law's conditions); cards that are sealed are no candidates any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.engines.pack_format.model import CaseCard
from hengjian.lib import clock
from hengjian.warehouse import card_layout, card_store
from hengjian.warehouse.definitions import cards_in_force
from hengjian.warehouse.models import NO_VERSION, CardTable, SealingKind
from hengjian.warehouse.queries import sealed


ITEM = "sealing_from_on"
SENTENCED = "judgment_effective_on"


@dataclass(frozen=True)
class Candidate:
    """A card whose record is to be sealed from a day on, and as what."""

    card: str
    key: str
    unit_code: str
    from_on: date
    kind: SealingKind


def candidates(account: Account) -> list[Candidate]:
    """Cards of the account's places that propose themselves, the longest due first.

    Raises ``StoreFault``.
    """
    units = visible_units(account, Permission.SEALING_CHANGE)
    codes = set(units.values_list("code", flat=True))
    tables = {table.name: table for table in CardTable.objects.all()}
    found = [
        each
        for name, card in cards_in_force().items()
        if ITEM in card.items and name in tables
        for each in _of_table(tables[name], card)
        if each.unit_code in codes
    ]
    return sorted(found, key=lambda each: (each.from_on, each.card, each.key))


def _of_table(table: CardTable, card: CaseCard) -> Iterator[Candidate]:
    if table.current_version == NO_VERSION:
        return
    snapshot = card_store.open_version(table.location, table.current_version)
    layout = card_layout.layout_of(card)
    if ITEM not in snapshot.columns:
        return
    wanted = dict.fromkeys([*layout.key, ITEM, card.unit or ITEM, SENTENCED])
    names = [name for name in wanted if name in snapshot.columns]
    today = pa.scalar(clock.today(), pa.date32())
    for path in snapshot.paths:
        file = pq.ParquetFile(path)
        if ITEM not in file.schema_arrow.names:
            continue  # written before the item came
        rows = file.read([n for n in names if n in file.schema_arrow.names])
        due = pc.fill_null(pc.less_equal(rows.column(ITEM), today), False)
        rows = rows.filter(due)
        texts = card_layout.key_texts(rows, layout).to_pylist()
        shown = sealed.shown(texts, card.name).to_pylist()
        for text, row, is_open in zip(texts, rows.to_pylist(), shown, strict=True):
            if is_open:
                yield Candidate(
                    card.name,
                    text,
                    str(row.get(card.unit or "", "") or ""),
                    row[ITEM],
                    SealingKind.CRIMINAL_RECORD
                    if row.get(SENTENCED) is not None
                    else SealingKind.NON_PROSECUTION,
                )
