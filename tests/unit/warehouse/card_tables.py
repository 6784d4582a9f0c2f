"""Small card tables for tests: rows written as tuples, imported in one commit."""

from datetime import date
from pathlib import Path

import pyarrow as pa

from hengjian.warehouse import card_merge, card_store
from hengjian.warehouse.card_layout import Layout
from hengjian.warehouse.card_merge import Incoming, Merge, RowState


LAYOUT = Layout(
    "arrest_review", ("case_number", "person_number"), "unit", "accepted_on"
)
COLUMNS = {
    "case_number": pa.string(),
    "person_number": pa.string(),
    "unit": pa.string(),
    "accepted_on": pa.date32(),
    "outcome": pa.string(),
}

A = ("A1", "1", "110101", date(2025, 3, 1), "approved")
B = ("B1", "1", "110101", date(2025, 12, 31), None)
C = ("C1", "1", "110102", date(2024, 7, 9), "not_approved")


def rows_of(*rows: tuple, **extra: list) -> pa.Table:
    arrays = {
        name: pa.array([row[place] for row in rows], kind)
        for place, (name, kind) in enumerate(COLUMNS.items())
    }
    return pa.table({**arrays, **{name: pa.array(v) for name, v in extra.items()}})


def new_table(location: Path) -> int:
    schema = Incoming.of(rows_of(A), LAYOUT).rows.schema
    return card_store.create(location, schema, "table")


def merge_in(location: Path, version: int, rows: pa.Table, name: str) -> int:
    """Import rows on top of a version; the next version, or the same if all stood."""
    incoming = Incoming.of(rows, LAYOUT)
    base = card_store.open_version(location, version)
    base = card_store.add_columns(base, incoming.rows.schema, name)
    merge = card_merge.compare(base, incoming)
    if merge.changes_nothing:
        return base.version
    added, removed = card_merge.write(merge)
    return card_store.commit_files(
        base,
        incoming.rows.schema,
        added=added,
        removed=removed,
        import_id=name,
        written_at_ms=0,
    )


def comparison(location: Path, version: int, rows: pa.Table) -> Merge:
    base = card_store.open_version(location, version)
    return card_merge.compare(base, Incoming.of(rows, LAYOUT))


def counts(merge: Merge) -> tuple[int, int, int]:
    """New, changed, unchanged."""
    return tuple(merge.count(state) for state in RowState)


def cards_at(location: Path, version: int) -> list[tuple]:
    """The cards of a version, by key, read from its Parquet files alone."""
    from hengjian.warehouse import card_files

    snapshot = card_store.open_version(location, version)
    rows = [
        tuple(row.get(name) for name in COLUMNS)
        for path in snapshot.paths
        for row in card_files.read_rows(path).to_pylist()
    ]
    return sorted(rows, key=str)
