"""How the rows of a card table are keyed, partitioned and ordered in its files."""

import zlib
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard
from hengjian.warehouse import row_digests


KEY_COLUMN = "_key"
"""First 64 bits of the key's digest: finds a card's row without reading its texts."""

PERSONAL_COLUMN = "_personal"
"""Keyed digest of the personal items, so that a change in them is a change of the card."""

YEAR_COLUMN = "_year"
BUCKET_COLUMN = "_bucket"
PARTITION_COLUMNS = (YEAR_COLUMN, BUCKET_COLUMN)

BUCKETS = 64
BUCKETED_FROM_ROWS = 1_000_000
MAX_FILE_ROWS = 32_768
"""A correction rewrites whole files; one of this size takes some 40 ms."""

NO_YEAR = 0
NO_BUCKET = 0


@dataclass(frozen=True, order=True)
class Partition:
    """Where a row lies: its year (0: no date) and its bucket (0: not bucketed)."""

    year: int
    bucket: int

    @property
    def folder(self) -> str:
        """Folder below the table's."""
        return f"{YEAR_COLUMN}={self.year}/{BUCKET_COLUMN}={self.bucket}"

    @property
    def values(self) -> dict[str, str | None]:
        """Partition values as the table's log writes them."""
        return {YEAR_COLUMN: str(self.year), BUCKET_COLUMN: str(self.bucket)}


@dataclass(frozen=True)
class Layout:
    """Which stored columns make the key, the partition and the order of the rows."""

    card: str
    key: tuple[str, ...]
    unit: str | None
    date: str | None
    timezone: str = "Asia/Shanghai"


def layout_of(card: CaseCard) -> Layout:
    """The layout of a card's table.

    A personal key item never enters the table; its keyed digest stands for it.
    """
    return Layout(
        card=card.name,
        key=tuple(_stored_name(card, name) for name in card.key),
        unit=card.unit,
        date=card.partition_date,
        timezone=card.timezone,
    )


def key_texts(rows: pa.Table, layout: Layout) -> pa.Array:
    """One text for each row's key: its values joined by ``|``, escaped within."""
    parts = [_escaped(rows.column(name)) for name in layout.key]
    joined = pc.binary_join_element_wise(*parts, "|", null_handling="replace")
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def key_digests(texts: pa.Array) -> np.ndarray:
    """16 bytes for each key text (n × 16); the same in every table and for ever."""
    return row_digests.digests(texts)


def key_digest(text: str) -> bytes:
    """16 bytes for one key text."""
    return row_digests.digest(text)


def key_numbers(digests: np.ndarray) -> np.ndarray:
    """The first 64 bits of each digest as a signed integer (``_key``)."""
    first = np.ascontiguousarray(digests[:, :8])
    return first.view(">i8").reshape(-1).astype(np.int64)


def years(rows: pa.Table, layout: Layout) -> np.ndarray:
    """The year partition of each row; 0 where there is no date."""
    if layout.date is None:
        return np.zeros(rows.num_rows, dtype=np.int32)
    days = rows.column(layout.date)
    if pa.types.is_timestamp(days.type):
        # a moment of New Year's night belongs to the year its office wrote
        days = pc.local_timestamp(days.cast(pa.timestamp("us", layout.timezone)))
    year = pc.fill_null(pc.year(days), NO_YEAR)
    return _numpy(year).astype(np.int32)


def buckets(rows: pa.Table, layout: Layout, *, bucketed: bool) -> np.ndarray:
    """The bucket of each row: 1 to 64 by its procuratorate, 0 in a small table."""
    if not bucketed or layout.unit is None:
        return np.zeros(rows.num_rows, dtype=np.int32)
    coded = rows.column(layout.unit).combine_chunks()
    if isinstance(coded, pa.ChunkedArray):
        coded = pa.concat_arrays(coded.chunks)
    coded = pc.fill_null(coded.cast(pa.string()), "").dictionary_encode()
    of_unit = np.array(
        [bucket_of(unit) for unit in coded.dictionary.to_pylist()], dtype=np.int32
    )
    found: np.ndarray = of_unit[_numpy(coded.indices)]
    return found


def bucket_of(unit: str) -> int:
    """1 to 64 for a procuratorate's code."""
    return zlib.crc32(unit.encode()) % BUCKETS + 1


def order(rows: pa.Table, layout: Layout, positions: np.ndarray) -> np.ndarray:
    """The order of some rows by procuratorate and date: one place's lie together."""
    names = [n for n in (layout.unit, layout.date, KEY_COLUMN) if n is not None]
    keys = [(name, "ascending") for name in names]
    asked = rows.select(names)
    if len(positions) < rows.num_rows:
        asked = asked.take(pa.array(positions))
    return np.asarray(pc.sort_indices(asked, sort_keys=keys)).astype(np.int64)


def _stored_name(card: CaseCard, name: str) -> str:
    item = card.items[name]
    return f"{name}__match" if item.personal else name


def _escaped(column: pa.ChunkedArray) -> pa.ChunkedArray:
    text = pc.fill_null(column.cast(pa.string()), "")
    text = pc.replace_substring(text, "\\", "\\\\")
    return pc.replace_substring(text, "|", "\\|")


def _numpy(values: pa.Array | pa.ChunkedArray) -> np.ndarray:
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    array: np.ndarray = values.to_numpy(zero_copy_only=False)
    return array
