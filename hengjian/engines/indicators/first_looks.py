"""What a run must know of the cards before it can plan: their days, their by-values."""

from collections.abc import Iterable
from datetime import date

import pyarrow as pa

from hengjian.engines.indicators.narrowing import taken_from
from hengjian.engines.indicators.planning import dates_of
from hengjian.engines.indicators.relations import Relations, Steps, date_sql
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.pack_format.model import Measure, RolledCard
from hengjian.engines.tables.duckdb_session import Session, quoted


def days_of_data(
    engine: Session, relations: Relations, shapes: Shapes, measures: Iterable[Measure]
) -> list[date]:
    """First and last day of every date by which a measure places its cards."""
    wanted = {
        (shape.name, item): shape
        for measure in measures
        for shape in [shapes.of_measure(measure)]
        for item in (dates_of(measure).start, dates_of(measure).until)
        if item is not None
    }
    days: list[date] = []
    for (_, item), shape in wanted.items():
        steps = Steps()
        rows = relations.rows(shape, [item], steps, numbered=False)
        day = date_sql(shape, item)
        found = engine.rows(
            f"{steps.with_clause()}\nSELECT min({day}), max({day}) FROM {quoted(rows)}"
        )
        days += [value for value in found[0] if value is not None]
    return days


def different_values(
    engine: Session, relations: Relations, shapes: Shapes, shape: Shape, column: str
) -> pa.Array:
    """The different known values of a card's column.

    Of a rolled-up card those of the cards below, where a value is one of theirs.
    """
    below = _below(shapes, shape, column)
    if below is not None:
        return different_values(engine, relations, shapes, *below)
    steps = Steps()
    rows = relations.rows(shape, [column], steps, numbered=False)
    sql = (
        f"{steps.with_clause()}\n"
        f"SELECT DISTINCT {quoted(column)} AS raw FROM {quoted(rows)}"
    )
    found = engine.arrow(f"{sql}\nWHERE raw IS NOT NULL ORDER BY raw")
    return found.column("raw").combine_chunks()


def _below(shapes: Shapes, shape: Shape, column: str) -> tuple[Shape, str] | None:
    """The card and column from which a rolled-up card takes a column's values."""
    card = shape.card
    if not isinstance(card, RolledCard):
        return None
    taken = taken_from(card).get(column)
    return (shapes.named(card.source, shape.pack), taken) if taken else None
