"""Columns that a file does not have keep what the table holds.

An absent column is not an empty one: a correction with five columns must not empty the
other thirty. What is carried over takes part in derived items, limits and checks.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.card_table import MATCH_SUFFIX
from hengjian.engines.tables.card_table import CardTable as ReadCards
from hengjian.engines.tables.deriving import with_derived
from hengjian.engines.tables.options import ReadOptions
from hengjian.warehouse import card_layout, card_merge, personal_payload, vault_rows
from hengjian.warehouse.card_merge import Incoming
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.models import CardTable


def carried_over(
    read: ReadCards, table: CardTable, base: Snapshot, options: ReadOptions
) -> ReadCards:
    """The cards with their absent columns filled from the table's present version."""
    absent = [name for name in read.header.absent if name in read.card.items]
    if not absent or not base.files or not read.table.num_rows:
        return read
    incoming = Incoming.of(read.table, card_layout.layout_of(read.card))
    existing, owners = card_merge.existing_rows(base, incoming)
    if not len(owners):
        return read
    place = np.full(read.table.num_rows, -1, dtype=np.int64)
    place[owners] = np.arange(len(owners))
    rows = _with_stored(read.table, read.card, absent, existing, place)
    personal = [name for name in absent if read.card.items[name].personal]
    if personal:
        digests = [incoming.digest(owner) for owner in owners]
        payloads = vault_rows.payloads_at(table, base.version, digests)
        held = [payloads.get(digest, "") for digest in digests]
        rows = _with_personal(rows, personal, held, place)
    if not _computed_from(read.card, absent):
        return replace(read, table=rows)
    rows = _without_computed(rows, read)
    rows, notices = with_derived(rows, read.card, options.parameters, options.calendar)
    return replace(read, table=rows, notices=(*read.notices, *notices))


def _with_stored(
    rows: pa.Table,
    card: CaseCard,
    absent: Sequence[str],
    existing: pa.Table,
    place: np.ndarray,
) -> pa.Table:
    at = pa.array(place, mask=place < 0)
    for name in absent:
        item = card.items[name]
        column = f"{name}{MATCH_SUFFIX}" if item.personal else name
        if column in existing.column_names and column in rows.column_names:
            wanted = rows.schema.field(column).type
            values = existing.column(column).take(at).cast(wanted)
            rows = _replaced(rows, column, values)
    return rows


def _with_personal(
    rows: pa.Table, personal: Sequence[str], payloads: Sequence[str], place: np.ndarray
) -> pa.Table:
    cards = [personal_payload.values(payload) for payload in payloads]
    at = pa.array(place, mask=place < 0)
    for name in personal:
        texts = pa.array([card.get(name) for card in cards], pa.string()).take(at)
        rows = _replaced(rows, name, texts.cast(rows.schema.field(name).type))
    return rows


def _computed_from(card: CaseCard, names: Sequence[str]) -> bool:
    """Whether some item is computed from one of these."""
    carried = set(names)
    for item in card.items.values():
        read = item.derive.names if item.derive is not None else frozenset()
        start = {item.limit.start} if item.limit is not None else set()
        if carried & (read | start):
            return True
    return False


def _without_computed(rows: pa.Table, read: ReadCards) -> pa.Table:
    """Computed items are computed anew, from what was carried over too."""
    for item in read.card.items.values():
        computed = item.derive is not None or item.limit is not None
        if computed and item.name not in read.header.matched:
            kind = rows.schema.field(item.name).type
            rows = _replaced(rows, item.name, pa.nulls(rows.num_rows, kind))
    return rows


def _replaced(
    rows: pa.Table, name: str, values: pa.Array | pa.ChunkedArray
) -> pa.Table:
    index = rows.column_names.index(name)
    return rows.set_column(index, rows.schema.field(index), values)
