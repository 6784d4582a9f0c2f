"""Cards of the national system from which a matter may be registered here."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.forms.cells import Stored, as_stored
from hengjian.engines.pack_format.model import CaseCard, Overlay
from hengjian.matters.kinds import Kind
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse import card_files, card_layout, card_merge, card_store
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.definitions import CardUnknown, in_force
from hengjian.warehouse.models import NO_VERSION, CardTable
from hengjian.warehouse.queries import sealed


YEARS = 2  # of cards that are offered: the newest


def offered(
    kind: Kind, unit: Procuratorate, taken: set[str], most: int
) -> list[tuple[str, str, dict[str, Stored]]]:
    """Table, key and values (by the matter's items) of an office's cards, newest first.

    Those whose key is among ``taken`` are left out, and sealed ones.
    """
    found = []
    for overlay in kind.pack.overlays:
        table = CardTable.objects.filter(name=overlay.card).first()
        if table is None or table.current_version == NO_VERSION:
            continue
        try:
            card = in_force(overlay.card).card
        except CardUnknown:
            continue
        found += [
            (overlay.card, key, _values(overlay, row))
            for key, row in _newest(table, card, unit, taken, most)
        ]
    return found[:most]


def _newest(
    table: CardTable, card: CaseCard, unit: Procuratorate, taken: set[str], most: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    layout = card_layout.layout_of(card)
    snapshot = card_store.open_version(table.location, table.current_version)
    rows = _of_unit(snapshot, card, unit)
    if not rows.num_rows:
        return
    if card.partition_date:
        rows = rows.sort_by([(card.partition_date, "descending")])
    keys = card_layout.key_texts(rows, layout).to_pylist()
    shown = set(sealed.shown_keys([k for k in keys if k not in taken], card.name))
    places = [at for at, key in enumerate(keys) if key in shown][:most]
    for at, row in zip(places, rows.take(pa.array(places)).to_pylist(), strict=True):
        yield keys[at], row


def _of_unit(snapshot: Snapshot, card: CaseCard, unit: Procuratorate) -> pa.Table:
    years = sorted({file.partition.year for file in snapshot.files})[-YEARS:]
    buckets = {card_layout.NO_BUCKET, card_layout.bucket_of(unit.code)}
    tables = []
    for file in snapshot.files:
        if file.partition.year not in years or file.partition.bucket not in buckets:
            continue
        rows = card_files.read_rows(snapshot.location / file.path)
        if card.unit is not None:
            own = pc.equal(rows.column(card.unit).cast(pa.string()), unit.code)
            rows = rows.filter(own)
        tables.append(rows)
    return card_merge.concatenated(tables) if tables else pa.table({})


def _values(overlay: Overlay, row: dict[str, Any]) -> dict[str, Stored]:
    pairs = {**overlay.items, **overlay.key}
    return {
        own: as_stored(row[there])
        for own, there in pairs.items()
        if row.get(there) is not None
    }
