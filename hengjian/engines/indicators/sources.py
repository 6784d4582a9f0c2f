"""Brings the cards of a run before the engine, one typed column for each item."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from hengjian.engines.indicators.relations import SQL_TYPES, match_column, source_name
from hengjian.engines.indicators.request import CardFiles, CardSource
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.tables.duckdb_session import Session, literal, quoted


def source_files(sources: Mapping[str, CardSource]) -> list[Path]:
    """Every file that the engine must be allowed to read."""
    return [
        file.absolute()
        for source in sources.values()
        if isinstance(source, CardFiles)
        for file in source.files
    ]


def register_sources(
    engine: Session, sources: Mapping[str, CardSource], shapes: Shapes
) -> None:
    """Make every card's rows known as ``source_<card>``.

    Items that older files have no column for are unknown in them; personal items are
    never brought in, only their digests for links.
    """
    for name, source in sources.items():
        shape = shapes.named(name, name)
        if isinstance(source, CardFiles):
            if not source.files:
                source = pa.table({})
            else:
                _register_files(engine, shape, source)
                continue
        engine.register(f"given_{name}", source)
        _make_view(engine, shape, quoted(f"given_{name}"), source.column_names)


def _register_files(engine: Session, shape: Shape, source: CardFiles) -> None:
    listed = ", ".join(literal(str(file.absolute())) for file in source.files)
    relation = f"read_parquet([{listed}], union_by_name = true)"
    described = engine.rows(f"DESCRIBE SELECT * FROM {relation}")  # noqa: S608
    _make_view(engine, shape, relation, [str(row[0]) for row in described])


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
    selected = f"SELECT {', '.join(columns)} FROM {relation}"  # noqa: S608
    engine.execute(f"CREATE VIEW {quoted(source_name(shape.name))} AS {selected}")
