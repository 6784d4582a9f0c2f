"""The cards behind a number: exactly those that were counted, no more and no fewer.

Every condition of the number stands in the query as it stood in the count; only the cell
is given as plain conditions on columns, so that files and row groups of other places and
times are not even read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from hengjian.engines.indicators.assembling import parts_of
from hengjian.engines.indicators.cells import (
    PLACES,
    UNKNOWN,
    Cells,
    Dimension,
    dimension,
)
from hengjian.engines.indicators.computing import Run
from hengjian.engines.indicators.crew import each_at_once
from hengjian.engines.indicators.formulas import as_quotient, measures_in
from hengjian.engines.indicators.narrowing import (
    Narrowing,
    Narrowings,
    among,
    dated,
)
from hengjian.engines.indicators.periods import Period, free_periods, read_period
from hengjian.engines.indicators.plan import Dates, Dating, Group, Placement
from hengjian.engines.indicators.planning import dates_of, way_of
from hengjian.engines.indicators.queries import Counted, GroupQuery, day_sql
from hengjian.engines.indicators.relations import Steps
from hengjian.engines.indicators.request import CardFiles, MonthRange, RunRequest
from hengjian.engines.indicators.selection import select
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.indicators.sources import source_files
from hengjian.engines.pack_format.model import Indicator, ItemType, Measure
from hengjian.engines.tables.card_table import ROW
from hengjian.engines.tables.duckdb_session import (
    Session,
    literal,
    quoted,
    session,
)
from hengjian.engines.tables.kept_sessions import kept_session
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_MANY = 4  # queries that are worth threads of their own


@dataclass(frozen=True)
class Cell:
    """One value's place: the period by its name, by-values by their dimension."""

    period: str
    by: Mapping[str, str]


@dataclass(frozen=True)
class MeasureCards:
    """The cards of one measure in a cell.

    ``cards`` has the card's key items, ``_row`` where the source has it, ``_unit`` and
    ``_department`` where the card names them, ``_weight`` (for how many cards the row
    stands) and ``_value`` (what a sum or a median took from it, as text; null for a count).
    """

    measure: Measure
    shape: Shape
    cards: pa.Table


def cards_behind(
    request: RunRequest, indicator: str, cell: Cell, *, side: str = "all"
) -> tuple[MeasureCards, ...]:
    """The cards of an indicator's measures in a cell.

    ``side`` is ``numerator`` or ``denominator`` of a division, else ``all`` measures.
    Raises ``UserFault`` for an unknown indicator, period or by-value. ``request.by`` and
    ``request.period`` are not looked at: the cell says both.
    """
    kind, months = read_period(cell.period)
    asked = replace(
        request,
        indicators=(indicator,),
        by=(),
        period=kind,
        months=request.months if months is None else MonthRange(*months),
    )
    shapes = Shapes(request.packs)
    selection = select(replace(asked, by=tuple(cell.by)), shapes)
    with _engine(request) as engine:
        known = _Known(request, shapes, cell)
        run = Run(
            asked,
            shapes,
            selection,
            engine,
            known=known.by_card(selection.measures),
            also=known.columns(selection.measures),
        )
        drill = _Drill(run, cell, _only(request, run, cell))
        names = _measures(selection.indicators[0], run, drill.period, side)
        measures = [request.packs.measures[name] for name in names]
        queries = [drill.query(measure) for measure in measures]
        found = _asked(engine, queries)
        return tuple(
            MeasureCards(measure, shapes.of_measure(measure), cards)
            for measure, cards in zip(measures, found, strict=True)
        )


def _asked(engine: Session, queries: Sequence[str]) -> list[pa.Table]:
    """The answers; threads for a few queries would take longer than these."""
    if len(queries) < _MANY:
        return [engine.arrow(query) for query in queries]
    return each_at_once(engine, Session.arrow, queries)


def _engine(request: RunRequest) -> AbstractContextManager[Session]:
    """A session for the request's cards; one that is kept where all are files."""
    files = source_files(request.sources)
    are_files = all(isinstance(one, CardFiles) for one in request.sources.values())
    return kept_session(files=files) if are_files else session(files=files)


def _only(request: RunRequest, run: Run, cell: Cell) -> Period:
    """The cell's period, cut short where the request's range cuts it."""
    period = next(one for one in run.periods.all if one.name == cell.period)
    if run.periods.overlap:
        return period
    first, last = request.months.first, request.months.last
    start = (
        max(period.start, request.cutoff.first_day(first)) if first else period.start
    )
    end = min(period.end, request.cutoff.last_day(last)) if last else period.end
    return replace(period, start=start, end=end)


def _measures(
    indicator: Indicator, run: Run, period: Period, side: str
) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for part in parts_of(indicator, 0, period):
        if part.formula < 0:
            continue
        formula = indicator.value[part.formula].formula
        quotient = as_quotient(formula)
        if side == "all":
            names |= dict.fromkeys(formula.measures)
            continue
        if quotient is None:
            raise UserFault(
                Text(
                    f"{indicator.name} 不是一个除式，没有分子分母",
                    f"{indicator.name} is not one division: it has no {side}",
                )
            )
        tree = quotient.numerator if side == "numerator" else quotient.denominator
        names |= dict.fromkeys(measures_in(tree))
    return tuple(names)


def _places(shape: Shape) -> dict[str, str]:
    """The items that say where a card lies, by the column that gives them."""
    items = {"_unit": shape.card.unit, "_department": shape.card.department}
    return {name: item for name, item in items.items() if item is not None}


class _Known:
    """What a cell says of a card's rows before they are rolled up or joined."""

    def __init__(self, request: RunRequest, shapes: Shapes, cell: Cell) -> None:
        self._request = request
        self._shapes = shapes
        self._cell = cell

    def by_card(self, measures: Iterable[Measure]) -> dict[str, Narrowings]:
        """For each card that is counted, the by-values that its own texts tell."""
        cards = {s.name: s for m in measures for s in [self._shapes.of_measure(m)]}
        return {name: tuple(self._of(shape)) for name, shape in cards.items()}

    def columns(self, measures: Iterable[Measure]) -> dict[str, frozenset[str]]:
        """For each card that is counted, the columns that name a card and its cell."""
        found = {}
        for measure in measures:
            shape = self._shapes.of_measure(measure)
            names = {*shape.card.key, *_places(shape).values()}
            for name in self._cell.by:
                unit = self._request.unit_code
                column = dimension(shape, name, self._shapes, unit).column
                names |= {column} if column is not None else set()
            found[shape.name] = frozenset(names)
        return found

    def _of(self, shape: Shape) -> Iterator[Narrowing]:
        unit = self._request.unit_code
        for name, wanted in self._cell.by.items():
            dim = dimension(shape, name, self._shapes, unit)
            if dim.column is not None and _is_plain(dim):
                yield among(dim.column, *_plain_texts(dim, wanted, unit))


class _Drill:
    """Writes one query for each measure."""

    def __init__(self, run: Run, cell: Cell, period: Period) -> None:
        self.run = run
        self.cell = cell
        self.period = period
        run.register_periods(free_periods([(period.start, period.end)]))

    def query(self, measure: Measure) -> str:
        """The query of one measure's cards."""
        shape = self.run.shapes.of_measure(measure)
        dates = dates_of(measure)
        group = Group(shape, dates, Placement.EACH, way_of(measure), (measure,))
        periods = replace(
            free_periods([(self.period.start, self.period.end)]),
            is_open=self.run.periods.is_open,
        )
        plan = replace(self.run.plan(), periods=periods, groups=(group,))
        cell = [
            self._in_cell(dimension(shape, name, self.run.shapes, self._unit()), shape)
            for name in self.cell.by
        ]
        when = _dated(dates, self.period)
        self.run.narrow(shape.name, when)
        query = self.run.query(group, plan)
        sql = self._sql(query, query.counted()[0], shape, cell)
        self.run.widen(shape.name, when)
        return sql

    def _sql(
        self, query: GroupQuery, counted: Counted, shape: Shape, cell: list[Narrowing]
    ) -> str:
        steps = Steps()
        places = _places(shape)
        row = [ROW] if self.run.has_row_numbers(shape) else []
        more = {one.item for one in cell if one.item} | {*shape.card.key, *row}
        placed = query.placed(steps, frozenset(more | set(places.values())))
        keys = [quoted(key) for key in shape.card.key]
        value = f"CAST({counted.value} AS VARCHAR)" if counted.value else "NULL"
        held = [f"{quoted(item)} AS {name}" for name, item in places.items()]
        selected = ", ".join(
            [*keys, *row, *held, "CAST(_w AS BIGINT) AS _weight", f"{value} AS _value"]
        )
        conditions = [one.sql(quoted(one.item)) for one in cell]
        kept = "\n  AND ".join([counted.condition, *conditions])
        order = ", ".join([*row, *keys]) or "1"
        return (
            f"{steps.with_clause()}\n-- the cards of {counted.measure.full_name}"
            f"\nSELECT {selected}\nFROM {quoted(placed)}\nWHERE {kept}\nORDER BY {order}"
        )

    def _unit(self) -> str | None:
        return self.run.request.unit_code

    def _in_cell(self, dim: Dimension, shape: Shape) -> Narrowing:
        """The by-value as a condition on the card's own column."""
        wanted = self.cell.by[dim.name]
        if dim.column is not None and _is_plain(dim):
            return among(dim.column, *_plain_texts(dim, wanted, self._unit()))
        cells = Cells((dim.name,), self.run.request.organisation, self._unit())
        unknown = cells.text(dim, None, shape.timezone) == wanted
        if dim.column is None:  # the same for all cards
            return Narrowing("", lambda _: "TRUE" if unknown else "FALSE")
        raw = self.run.different(shape, dim.column)
        fitting = [
            _as_literal(raw, position)
            for position, value in enumerate(raw.to_pylist())
            if cells.text(dim, value, shape.timezone) == wanted
        ]
        return among(dim.column, fitting, unknown)


def _is_plain(dim: Dimension) -> bool:
    """Whether the by-value is the column's text as it stands."""
    is_own = dim.name not in PLACES or dim.name == "procuratorate"
    return is_own and dim.kind not in _WRITTEN_OTHERWISE


def _plain_texts(
    dim: Dimension, wanted: str, unit_code: str | None
) -> tuple[list[str], bool]:
    """The texts of a plain column that make the by-value, and whether unknown does."""
    filled = unit_code if dim.is_place else None
    is_unknown = wanted == (filled or UNKNOWN)
    texts = [wanted] if wanted else []
    texts += [""] if is_unknown else []
    return [literal(text) for text in texts], is_unknown


def _dated(dates: Dates, period: Period) -> Narrowings:
    """What the period says of the day by which cards are placed."""
    if dates.start is None:
        return ()
    start = day_sql(period.start) if dates.kind is Dating.ON else None
    return (dated(dates.start, start, day_sql(period.end)),)


_WRITTEN_OTHERWISE = frozenset(
    {
        ItemType.INTEGER,
        ItemType.DECIMAL,
        ItemType.MONEY,
        ItemType.DATE,
        ItemType.DATETIME,
        ItemType.BOOLEAN,
    }
)


def _as_literal(raw: pa.Array, position: int) -> str:
    value: Any = raw[position].as_py()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return literal(value)
    if hasattr(value, "tzinfo"):
        return f"TIMESTAMPTZ {literal(value.isoformat())}"
    if hasattr(value, "isoformat"):
        return f"DATE {literal(value.isoformat())}"
    return f"{value:f}" if hasattr(value, "as_tuple") else str(value)
