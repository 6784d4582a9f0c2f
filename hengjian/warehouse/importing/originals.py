"""The cells of rows kept aside, sealed until somebody corrects them."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard, Item
from hengjian.engines.tables.card_table import ROW
from hengjian.engines.tables.card_table import CardTable as ReadCards
from hengjian.warehouse import data_keys, vault_cipher
from hengjian.warehouse.models import Import, RejectedOriginals
from hengjian.warehouse.vault_cipher import Algorithm


SCOPE = "rejected"


def originals(read: ReadCards, blocked: pa.Table) -> pa.Table:
    """Cells as texts under the file's own headers, by row number.

    Rows that could not be typed stand as in the file; those that a check kept aside
    are written from their typed values as an office fills them, which read back
    the same.
    """
    names = [name for name in read.originals.column_names if name != ROW]
    item_of = {header: item for item, header in read.header.matched.items()}
    columns: dict[str, pa.Array | pa.ChunkedArray] = {}
    for name in names:
        item = item_of.get(name)
        columns[name] = (
            _as_text(blocked.column(item), read.card.items[item], read.card)
            if item is not None
            else pa.nulls(blocked.num_rows, pa.string())
        )
    columns[ROW] = blocked.column(ROW)
    both = pa.concat_tables([read.originals, pa.table(columns)])
    return both.sort_by(ROW)


def seal(card_import: Import, cells: pa.Table) -> dict[str, Any] | None:
    """The sealed cells as a row to be; None when no row was kept aside."""
    if not cells.num_rows:
        return None
    buffer = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(buffer, cells.schema, options=options) as stream:
        stream.write_table(cells)
    data_key = data_keys.living_key(card_import.table, SCOPE)
    sealed = vault_cipher.seal(
        Algorithm(data_key.algorithm),
        data_keys.opened(data_key),
        buffer.getvalue().to_pybytes(),
        _bound(card_import),
    )
    return {"data_key_id": data_key.pk, "sealed": sealed}


def unseal(card_import: Import) -> pa.Table | None:
    """The cells of an import's rejected rows; None when there are none."""
    kept = RejectedOriginals.objects.filter(card_import=card_import).first()
    if kept is None:
        return None
    opened = vault_cipher.unseal(
        data_keys.opened(kept.data_key), bytes(kept.sealed), _bound(card_import)
    )
    return pa.ipc.open_stream(opened).read_all()


def _bound(card_import: Import) -> bytes:
    return f"rejected rows\n{card_import.mark.hex}".encode()


def as_filled(item: Item, value: Any) -> str | None:
    """A value as an office fills it: the words of a choice, 是 and 否."""
    if value is None:
        return None
    if value in item.choices:
        return item.choices[value].zh
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _as_text(column: pa.ChunkedArray, item: Item, card: CaseCard) -> pa.ChunkedArray:
    if item.choices or pa.types.is_boolean(column.type):
        values = [as_filled(item, value) for value in column.to_pylist()]
        return pa.chunked_array([pa.array(values, pa.string())])
    if pa.types.is_timestamp(column.type):
        zoned = column.cast(pa.timestamp("s", card.timezone), safe=False)
        return pc.strftime(zoned, format="%Y-%m-%d %H:%M:%S")
    return column.cast(pa.string())
