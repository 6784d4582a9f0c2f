"""Which cards differ between two versions of a table, as they were and as they are."""

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from hengjian.engines.indicators.reach import Changed
from hengjian.warehouse import card_files, card_merge
from hengjian.warehouse.card_layout import KEY_COLUMN
from hengjian.warehouse.card_store import Snapshot, StoredFile


MOST_ROWS = 400_000
"""Of the files that differ: above it looking for the changed rows is not worth it."""

_NONE = pa.table({KEY_COLUMN: pa.array([], pa.int64())})


def changed_cards(before: Snapshot, after: Snapshot) -> Changed | None:
    """The rows of all cards that came, went or changed between two versions.

    A changed card stands there twice, as it was and as it is. Files that both versions
    have are not read: they are named by their content. None: too many to say.
    """
    kept = {file.path for file in before.files} & {file.path for file in after.files}
    old = [file for file in before.files if file.path not in kept]
    new = [file for file in after.files if file.path not in kept]
    if sum(file.rows for file in (*old, *new)) > MOST_ROWS:
        return None
    return differing(_rows(before, old), _rows(after, new), KEY_COLUMN)


def differing(before: pa.Table, after: pa.Table, key: str) -> Changed:
    """Rows of two tables that the other does not have just so, by a column of keys."""
    both = card_merge.concatenated([before, after])
    old, new = both.slice(0, before.num_rows), both.slice(before.num_rows)
    old_keys, old_at = _once_each(old, key)
    new_keys, new_at = _once_each(new, key)
    _, in_old, in_new = np.intersect1d(
        old_keys, new_keys, assume_unique=True, return_indices=True
    )
    same_old, same_new = old_at[in_old], new_at[in_new]
    there, here = old.take(pa.array(same_old)), new.take(pa.array(same_new))
    alike = card_merge.same_rows(there, here)
    changed = np.ones(both.num_rows, dtype=bool)
    changed[same_old[alike]] = False
    changed[before.num_rows + same_new[alike]] = False
    rows = both.filter(pa.array(changed))
    moved = len(in_old) - int(np.count_nonzero(alike))
    if rows.num_rows != 2 * moved:  # some came or went
        return Changed(rows)
    was, now = there.filter(pa.array(~alike)), here.filter(pa.array(~alike))
    return Changed(rows, frozenset(_differing_columns(was, now)))


def _differing_columns(was: pa.Table, now: pa.Table) -> Iterator[str]:
    for name in was.column_names:
        if not card_merge.same_rows(was.select([name]), now.select([name])).all():
            yield name


def _rows(snapshot: Snapshot, files: Iterable[StoredFile]) -> pa.Table:
    tables = [card_files.read_rows(snapshot.location / file.path) for file in files]
    return card_merge.concatenated(tables) if tables else _NONE


def _once_each(rows: pa.Table, key: str) -> tuple[np.ndarray, np.ndarray]:
    """Keys that stand there once, ascending, and where they stand."""
    keys = rows.column(key).to_numpy()
    found, first, count = np.unique(keys, return_index=True, return_counts=True)
    return found[count == 1], first[count == 1]
