"""What an import changes in a card table, row by row, and the files that say so.

Rows are found by their keys, wherever they lie: a card whose date moves to another year
leaves its old partition in the same commit. Only files that hold a changed row are
rewritten, with the small ones of the same partition, so that a correction of a hundred
rows touches a few small files and many corrections do not leave many small files.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import IntEnum
from operator import itemgetter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.warehouse import card_files, card_layout
from hengjian.warehouse.card_layout import (
    BUCKETED_FROM_ROWS,
    KEY_COLUMN,
    MAX_FILE_ROWS,
    NO_BUCKET,
    Layout,
    Partition,
)
from hengjian.warehouse.card_store import Snapshot, StoredFile


_WORKERS = 4
_NO_ROWS = np.zeros(0, dtype=np.int64)
_first = itemgetter(0)


class RowState(IntEnum):
    """What an incoming row is to the table."""

    NEW = 0
    CHANGED = 1
    UNCHANGED = 2


class RepeatedKey(Exception):
    """Two incoming rows have one key."""


@dataclass(frozen=True)
class Incoming:
    """Rows to be merged, with their keys; ``rows`` carries ``_key``."""

    rows: pa.Table
    texts: pa.Array
    digests: np.ndarray  # n × 16 bytes
    numbers: np.ndarray
    layout: Layout

    @classmethod
    def of(cls, rows: pa.Table, layout: Layout) -> "Incoming":
        """Compute the keys of ``rows``; raises ``RepeatedKey``."""
        texts = card_layout.key_texts(rows, layout)
        digests = card_layout.key_digests(texts)
        numbers = card_layout.key_numbers(digests)
        if len(np.unique(numbers)) != len(numbers):
            raise RepeatedKey(layout.card)
        keyed = rows.append_column(KEY_COLUMN, pa.array(numbers))
        return cls(keyed, texts, digests, numbers, layout)

    def digest(self, position: int) -> bytes:
        """The digest of one row's key."""
        digest: bytes = self.digests[position].tobytes()
        return digest

    def with_rows(self, rows: pa.Table) -> "Incoming":
        """The same keys with other columns beside them."""
        keyed = rows.append_column(KEY_COLUMN, pa.array(self.numbers))
        return replace(self, rows=keyed)


@dataclass(frozen=True)
class Merge:
    """The outcome of comparing: ``states`` has one ``RowState`` for each incoming row.

    ``replaced`` tells, for each file, the positions of rows that leave it;
    ``before`` holds those rows as they were (for touched cells and re-checks);
    ``before_of`` the incoming row that replaces each of them. ``leaving`` are rows that
    leave the table and are replaced by none.
    """

    base: Snapshot
    incoming: Incoming
    states: np.ndarray
    replaced: dict[str, np.ndarray] = field(default_factory=dict)
    before: pa.Table | None = None
    before_of: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    leaving: pa.Table | None = None

    def count(self, state: RowState) -> int:
        """How many incoming rows are in a state."""
        return int(np.count_nonzero(self.states == state))

    @property
    def arriving(self) -> pa.Table:
        """The rows that enter the table: new ones and changed ones."""
        enters = self.states != RowState.UNCHANGED
        rows = self.incoming.rows
        return rows if enters.all() else rows.filter(pa.array(enters))

    @property
    def changes_nothing(self) -> bool:
        """Whether every row stands in the table already, as it is."""
        arrives_nothing = bool(np.all(self.states == RowState.UNCHANGED))
        return arrives_nothing and self.leaving is None


@dataclass(frozen=True)
class Found:
    """Rows of one file that have the keys of incoming rows."""

    file: StoredFile
    positions: np.ndarray
    incoming: np.ndarray


def find(base: Snapshot, incoming: Incoming) -> Iterator[Found]:
    """Where the incoming keys stand in the table (by 64 bits: verify before use)."""
    order = np.argsort(incoming.numbers, kind="stable")
    wanted = incoming.numbers[order]
    if len(wanted) == 0:
        return

    def look(file: StoredFile) -> Found:
        there = card_files.read_key_numbers(base.location / file.path)
        at = np.minimum(np.searchsorted(wanted, there), len(wanted) - 1)
        hits = np.flatnonzero(wanted[at] == there)
        return Found(file, hits, order[at[hits]])

    with ThreadPoolExecutor(max_workers=_WORKERS) as pool:
        for found in pool.map(look, base.files):
            if len(found.positions):
                yield found


def existing_rows(base: Snapshot, incoming: Incoming) -> tuple[pa.Table, np.ndarray]:
    """The cards that incoming rows would replace, and which row each belongs to."""
    tables, owners = [], []
    for found in find(base, incoming):
        rows = card_files.read_rows(base.location / found.file.path)
        old = rows.take(pa.array(found.positions))
        same = _same_key(old, incoming, found.incoming)
        tables.append(old.filter(pa.array(same)))
        owners.append(found.incoming[same])
    if not tables:
        return incoming.rows.schema.empty_table(), np.zeros(0, dtype=np.int64)
    joined = pa.concat_tables(tables, promote_options="default")
    return joined, np.concatenate(owners)


def compare(base: Snapshot, incoming: Incoming) -> Merge:
    """Tell new, changed and unchanged rows apart; writes nothing."""
    states = np.full(incoming.rows.num_rows, RowState.NEW, dtype=np.int8)
    replaced: dict[str, np.ndarray] = {}
    before: list[pa.Table] = []
    before_of: list[np.ndarray] = []
    for found in find(base, incoming):
        rows = card_files.read_rows(base.location / found.file.path)
        old = rows.take(pa.array(found.positions))
        same_key = _same_key(old, incoming, found.incoming)
        new = incoming.rows.take(pa.array(found.incoming))
        unchanged = same_key & same_rows(old, new)
        changed = same_key & ~unchanged
        states[found.incoming[unchanged]] = RowState.UNCHANGED
        states[found.incoming[changed]] = RowState.CHANGED
        if changed.any():
            replaced[found.file.path] = found.positions[changed]
            before.append(old.filter(pa.array(changed)))
            before_of.append(found.incoming[changed])
    return Merge(
        base=base,
        incoming=incoming,
        states=states,
        replaced=replaced,
        before=concatenated(before) if before else None,
        before_of=(
            np.concatenate(before_of) if before_of else np.zeros(0, dtype=np.int64)
        ),
    )


def without(merge: Merge, keys: Sequence[str]) -> Merge:
    """The merge with the cards of these key texts leaving the table.

    A key that the merge brings stays, and so does one the table does not have.
    """
    brought = set(merge.incoming.texts.to_pylist())
    texts = pa.array(sorted(set(keys) - brought), pa.string())
    if not len(texts):
        return merge
    layout, digests = merge.incoming.layout, card_layout.key_digests(texts)
    numbers = card_layout.key_numbers(digests)
    asked = Incoming(pa.table({}), texts, digests, numbers, layout)
    replaced = dict(merge.replaced)
    leaving: list[pa.Table] = []
    for found in find(merge.base, asked):
        path = found.file.path
        rows = card_files.read_rows(merge.base.location / path)
        old = rows.take(pa.array(found.positions))
        same = _same_key(old, asked, found.incoming)
        if same.any():
            held = replaced.get(path, _NO_ROWS)
            replaced[path] = np.union1d(held, found.positions[same])
            leaving.append(old.filter(pa.array(same)))
    if not leaving:
        return merge
    return replace(merge, replaced=replaced, leaving=concatenated(leaving))


def write(merge: Merge) -> tuple[list[StoredFile], list[StoredFile]]:
    """Write the files of the next version; returns those added and those they replace."""
    base, layout = merge.base, merge.incoming.layout
    arriving = merge.arriving
    is_bucketed = any(file.partition.bucket != NO_BUCKET for file in base.files)
    becomes_bucketed = (
        not is_bucketed
        and layout.unit is not None
        and base.rows + merge.count(RowState.NEW) >= BUCKETED_FROM_ROWS
    )
    if becomes_bucketed:
        return _rewrite_bucketed(merge, arriving)
    by_partition = _by_partition(arriving, layout, bucketed=is_bucketed)
    for file in base.files:
        if file.path in merge.replaced:
            by_partition.setdefault(file.partition, _NO_ROWS)

    def rewrite(
        entry: tuple[Partition, np.ndarray],
    ) -> tuple[list[StoredFile], list[StoredFile]]:
        partition, positions = entry
        leaving = _files_to_rewrite(merge, partition, len(positions))
        if not leaving:
            return _write_rows(
                base.location, partition, arriving, positions, layout
            ), []
        kept = [_kept_rows(merge, file) for file in leaving]
        parts = [*kept, arriving.take(pa.array(positions))]
        return _write_partition(base.location, partition, parts, layout), leaving

    added: list[StoredFile] = []
    removed: list[StoredFile] = []
    with ThreadPoolExecutor(max_workers=_WORKERS) as pool:
        for new, old in pool.map(rewrite, sorted(by_partition.items(), key=_first)):
            added += new
            removed += old
    return added, removed


def _files_to_rewrite(
    merge: Merge, partition: Partition, arriving: int
) -> list[StoredFile]:
    """Files with a replaced row, and small ones while the result stays one file."""
    here = [file for file in merge.base.files if file.partition == partition]
    chosen = [file for file in here if file.path in merge.replaced]
    total = sum(file.rows for file in chosen) + arriving
    small = sorted((f for f in here if f not in chosen), key=lambda file: file.rows)
    for file in small:
        total += file.rows
        if total > MAX_FILE_ROWS:
            break
        chosen.append(file)
    return chosen


def _rewrite_bucketed(
    merge: Merge, arriving: pa.Table
) -> tuple[list[StoredFile], list[StoredFile]]:
    """The table has grown to a million cards: lay all its rows out by procuratorate."""
    layout, location = merge.incoming.layout, merge.base.location
    added: list[StoredFile] = []
    waiting: dict[Partition, list[pa.Table]] = {}
    sources = (_kept_rows(merge, file) for file in merge.base.files)
    for rows in (arriving, *sources):
        for partition, positions in _by_partition(rows, layout, bucketed=True).items():
            part = rows.take(pa.array(positions))
            parts = waiting.setdefault(partition, [])
            parts.append(part)
            if sum(table.num_rows for table in parts) >= MAX_FILE_ROWS:
                added += _write_partition(location, partition, parts, layout)
                waiting[partition] = []
    for partition, parts in sorted(waiting.items(), key=_first):
        added += _write_partition(location, partition, parts, layout)
    return added, list(merge.base.files)


def _kept_rows(merge: Merge, file: StoredFile) -> pa.Table:
    rows = card_files.read_rows(merge.base.location / file.path)
    leaving = merge.replaced.get(file.path)
    if leaving is None:
        return rows
    keep = np.ones(rows.num_rows, dtype=bool)
    keep[leaving] = False
    return rows.filter(pa.array(keep))


def _by_partition(
    rows: pa.Table, layout: Layout, *, bucketed: bool
) -> dict[Partition, np.ndarray]:
    """Positions of the rows of each partition."""
    year = card_layout.years(rows, layout).astype(np.int64)
    bucket = card_layout.buckets(rows, layout, bucketed=bucketed)
    code = year * 1000 + bucket
    return {
        Partition(int(value // 1000), int(value % 1000)): np.flatnonzero(code == value)
        for value in np.unique(code)
    }


def _write_partition(
    location: Path, partition: Partition, parts: Iterable[pa.Table], layout: Layout
) -> list[StoredFile]:
    tables = [part for part in parts if part.num_rows]
    if not tables:
        return []
    rows = concatenated(tables)
    every = np.arange(rows.num_rows)
    return _write_rows(location, partition, rows, every, layout)


def _write_rows(
    location: Path,
    partition: Partition,
    rows: pa.Table,
    positions: np.ndarray,
    layout: Layout,
) -> list[StoredFile]:
    """Some rows of a table in the partition's order; copied a file at a time."""
    ordered = positions[card_layout.order(rows, layout, positions)]
    pieces = -(-len(ordered) // MAX_FILE_ROWS)
    size = -(-len(ordered) // max(1, pieces))
    return [
        card_files.write_file(
            location, partition, rows.take(pa.array(ordered[start : start + size]))
        )
        for start in range(0, len(ordered), max(1, size))
    ]


def concatenated(tables: list[pa.Table]) -> pa.Table:
    """Tables of older releases lack columns; what they lack is empty."""
    return pa.concat_tables(tables, promote_options="default")


def _same_key(old: pa.Table, incoming: Incoming, which: np.ndarray) -> np.ndarray:
    there = card_layout.key_texts(old, incoming.layout)
    here = incoming.texts.take(pa.array(which))
    return np.asarray(pc.equal(there, here).to_numpy(zero_copy_only=False))


def same_rows(old: pa.Table, new: pa.Table) -> np.ndarray:
    """Which rows are the same in every column of ``new``; absent is empty."""
    same = np.ones(new.num_rows, dtype=bool)
    for name in new.column_names:
        here = new.column(name)
        if name in old.column_names:
            there = old.column(name).cast(here.type)
            equal = pc.fill_null(pc.equal(there, here), False)
            both_empty = pc.and_(pc.is_null(there), pc.is_null(here))
            alike = pc.or_(equal, both_empty)
        else:
            alike = pc.is_null(here)
        same &= np.asarray(alike.to_numpy(zero_copy_only=False))
    return same
