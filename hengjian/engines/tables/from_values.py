"""Cards from values that are typed already, instead of from a file."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.arrow_alone import keep_pandas_out
from hengjian.engines.tables.card_table import ROW, CardTable, HeaderMatch
from hengjian.engines.tables.conversion.column import TYPES
from hengjian.engines.tables.deriving import with_derived
from hengjian.engines.tables.digests import new_key, with_match_digests
from hengjian.engines.tables.options import ReadOptions


def cards_of_values(
    rows: Sequence[Mapping[str, Any]],
    card: CaseCard,
    options: ReadOptions | None = None,
) -> CardTable:
    """One card for each row, as if read from a file with a column for each item.

    ``rows`` map items to values of their types; items left out are empty. Computed items
    are filled in and personal ones digested as a file's are. Nothing is kept aside here:
    rows without a value for a key item are the caller's to leave out. ``_row`` is the
    row's place from 1.
    """
    keep_pandas_out()
    options = options or ReadOptions()
    columns = {
        name: _column([row.get(name) for row in rows], TYPES[item.type])
        for name, item in card.items.items()
    }
    numbers = pa.array(range(1, len(rows) + 1), pa.int64())
    table = pa.table({**columns, ROW: numbers})
    table, notices = with_derived(table, card, options.parameters, options.calendar)
    return CardTable(
        card=card,
        table=with_match_digests(table, card, options.match_key or new_key()),
        rejected=(),
        header=HeaderMatch({name: name for name in card.items}, (), ()),
        notices=tuple(notices),
        file_digest="",
        rows_read=len(rows),
        originals=pa.table({ROW: numbers.slice(0, 0)}),
    )


def has_key(table: pa.Table, card: CaseCard) -> pa.ChunkedArray:
    """For each row whether it can be kept: its key and its date have values."""
    needed = [*card.key, *([card.partition_date] if card.partition_date else [])]
    held = [pc.is_valid(table.column(name)) for name in needed]
    found = held[0]
    for each in held[1:]:
        found = pc.and_(found, each)
    return found


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        # an older release kept some value otherwise: that one is empty
        return pa.concat_arrays([_cell(value, kind) for value in values])


def _cell(value: Any, kind: pa.DataType) -> pa.Array:
    try:
        return pa.array([value], kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.nulls(1, kind)
