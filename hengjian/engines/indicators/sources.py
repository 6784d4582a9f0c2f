"""Brings the cards of a run before the engine, one typed column for each item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from hengjian.engines.indicators.relations import SQL_TYPES, match_column, source_name
from hengjian.engines.indicators.request import CardFiles, CardSource
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.tables.duckdb_session import Session, literal, quoted


# A card table's rows keep their place however its files are laid out anew
_PLACE_BY_KEY = "_key AS _n"
# No file has so many rows; a column of the engine's own, so that nothing is counted
_PLACE_IN_FILES = "file_index * 1000000000000 + file_row_number AS _n"


def source_files(sources: Mapping[str, CardSource]) -> list[Path]:
    """Every file that the engine must be allowed to read."""
    return [
        file.absolute()
        for source in sources.values()
        if isinstance(source, CardFiles)
        for file in source.files
    ]


def register_sources(
    engine: Session,
    sources: Mapping[str, CardSource],
    needed: Iterable[str],
    shapes: Shapes,
) -> frozenset[str]:
    """Make the rows of every needed card known as ``source_<card>``; names those with ``_row``.

    Items that older files have no column for are unknown in them; personal items are
    never brought in, only their digests for links. ``_n`` is the place of a row among
    all rows of its card: the card's key number in a card table, else where it stands.
    """
    numbered = set()
    for name in needed:
        source = sources[name]
        shape = shapes.named(name, name)
        state = _state(source, shape)
        known = engine.notes.get(source_name(name))
        if state is not None and isinstance(known, _Known) and known.state == state:
            present = known.present
        else:
            relation, present = _relation(engine, name, source)
            _make_view(engine, shape, relation, present)
            engine.notes[source_name(name)] = _Known(state, present)
        if "_row" in present:
            numbered.add(name)
    return frozenset(numbered)


@dataclass(frozen=True)
class _Known:
    """Of what a view was made, and the columns that were there."""

    state: object
    present: list[str]


def _state(source: CardSource, shape: Shape) -> object:
    """All that a view depends on; None where it must be made anew."""
    if not isinstance(source, CardFiles) or not source.files:
        return None
    try:
        stats = [file.stat() for file in source.files]
    except OSError:
        return None  # the engine tells it better
    files = [(s.st_mtime_ns, s.st_size) for s in stats]
    return source.files, files, list(shape.items.items()), shape.personal


def _relation(engine: Session, name: str, source: CardSource) -> tuple[str, list[str]]:
    """What to read from, and the columns that are there."""
    if isinstance(source, CardFiles) and source.files:
        listed = ", ".join(literal(str(file.absolute())) for file in source.files)
        relation = f"read_parquet([{listed}], union_by_name = true)"
        described = engine.rows(f"DESCRIBE SELECT * FROM {relation}")  # noqa: S608
        return relation, [str(row[0]) for row in described]
    table = _nothing() if isinstance(source, CardFiles) else source
    table = table if table.num_columns else _nothing()
    places = pa.array(np.arange(table.num_rows, dtype=np.int64))
    engine.register(f"given_{name}", table.append_column("_n", places))
    return quoted(f"given_{name}"), [*table.column_names, "_n"]


def _nothing() -> pa.Table:
    return pa.table({"_row": pa.array([], pa.int64())})


def _place(present: Sequence[str]) -> str:
    """What breaks ties between rows: the same for a card in every version of its table."""
    if "_n" in present:
        return "_n"
    return _PLACE_BY_KEY if "_key" in present else _PLACE_IN_FILES


def _make_view(
    engine: Session, shape: Shape, relation: str, present: list[str]
) -> None:
    columns = []
    for item, kind in shape.items.items():
        wanted = match_column(shape, item) if item in shape.personal else item
        if item in shape.personal and wanted == item:
            continue
        if wanted in present:
            columns.append(quoted(wanted))
        else:
            sql_type = "VARCHAR" if item in shape.personal else SQL_TYPES[kind]
            columns.append(f"CAST(NULL AS {sql_type}) AS {quoted(wanted)}")
    if "_row" in present:
        columns.append("_row")
    columns.append(_place(present))
    selected = f"SELECT {', '.join(columns)} FROM {relation}"  # noqa: S608
    view = quoted(source_name(shape.name))
    engine.execute(f"CREATE OR REPLACE VIEW {view} AS {selected}")
