"""The cards themselves, by their keys, at a pinned version; no personal item in them."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.tables.masking import masked
from hengjian.warehouse import (
    card_files,
    card_layout,
    card_merge,
    personal_payload,
    vault_rows,
)
from hengjian.warehouse.card_layout import KEY_COLUMN, PERSONAL_COLUMN, Layout
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.models import CardTable
from hengjian.warehouse.queries import sealed


_OF_THE_TABLE = (KEY_COLUMN, PERSONAL_COLUMN)


def cards_by_key(
    snapshot: Snapshot, layout: Layout, keys: Sequence[str], unit_code: str = ""
) -> pa.Table:
    """The cards with these key texts, in the order of ``keys``; those absent are left out.

    Sealed cards are left out, whatever the version.

    A key text is the key's values joined by ``|`` (``card_layout.key_texts``).
    ``unit_code`` spares reading other procuratorates' buckets of a large table.
    """
    keys = sealed.shown_keys(keys, layout.card)
    digests = card_layout.key_digests(pa.array(keys, pa.string()))
    wanted = pa.array(card_layout.key_numbers(digests))
    tables = []
    for file in snapshot.files:
        if _elsewhere(file.partition.bucket, unit_code):
            continue
        path = snapshot.location / file.path
        there = pa.array(card_files.read_key_numbers(path))
        hit = pc.is_in(there, value_set=wanted)
        if pc.any(hit).as_py():
            tables.append(card_files.read_rows(path).filter(hit))
    if not tables:
        return pa.table({name: pa.array([], pa.string()) for name in layout.key})
    return _in_order(card_merge.concatenated(tables), layout, keys)


def masked_personal_items(
    table: CardTable, version: int, keys: Sequence[str]
) -> dict[str, dict[str, str]]:
    """Personal items of cards as lists show them (``张*``), by key text; none of sealed."""
    shown = sealed.shown_keys(keys, table.name)
    digests = {card_layout.key_digest(key): key for key in shown}
    found = vault_rows.payloads_at(table, version, digests)
    return {
        digests[digest]: {
            name: masked(value)
            for name, value in personal_payload.values(payload).items()
        }
        for digest, payload in found.items()
    }


def _elsewhere(bucket: int, unit_code: str) -> bool:
    in_buckets = bucket != card_layout.NO_BUCKET
    return bool(unit_code) and in_buckets and bucket != card_layout.bucket_of(unit_code)


def _in_order(rows: pa.Table, layout: Layout, keys: Sequence[str]) -> pa.Table:
    texts = card_layout.key_texts(rows, layout)
    place = pc.index_in(pa.array(list(keys), pa.string()), value_set=texts)
    found = rows.take(place.drop_null())
    present = [name for name in _OF_THE_TABLE if name in found.column_names]
    return found.drop_columns(present)
