"""The cards behind a number: exactly those that were counted, no more and no fewer.

Every condition of the number stands in the query as it stood in the count; only the cell
is given as plain conditions on columns, so that files and row groups of other places and
times are not even read.
"""

from collections.abc import Mapping, Sequence
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
from hengjian.engines.indicators.formulas import as_quotient, measures_in
from hengjian.engines.indicators.periods import Period, free_periods, read_period
from hengjian.engines.indicators.plan import Group, Placement
from hengjian.engines.indicators.planning import dates_of, way_of
from hengjian.engines.indicators.queries import Counted, GroupQuery
from hengjian.engines.indicators.relations import Steps
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.indicators.selection import select
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.indicators.sources import source_files
from hengjian.engines.pack_format.model import Indicator, ItemType, Measure
from hengjian.engines.tables.duckdb_session import literal, quoted, session
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


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
    with session(files=source_files(request.sources)) as engine:
        run = Run(asked, shapes, selection, engine, keeps_rows=False)
        drill = _Drill(run, cell, _only(request, run, cell))
        chosen = selection.indicators[0]
        return tuple(
            drill.cards(request.packs.measures[name])
            for name in _measures(chosen, run, drill.period, side)
        )


def _only(request: RunRequest, run: Run, cell: Cell) -> Period:
    """The cell's period, cut short where the request's range cuts it."""
    found = [period for period in run.periods.all if period.name == cell.period]
    if not found:
        raise UserFault(
            Text(f"没有统计期“{cell.period}”", f"there is no period “{cell.period}”")
        )
    period = found[0]
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
                    f"{indicator.name} 不是一个除式,没有分子分母",
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


class _Drill:
    """Writes and runs one query for each measure."""

    def __init__(self, run: Run, cell: Cell, period: Period) -> None:
        self.run = run
        self.cell = cell
        self.period = period

    def cards(self, measure: Measure) -> MeasureCards:
        """The cards of one measure."""
        shape = self.run.shapes.of_measure(measure)
        group = Group(
            shape, dates_of(measure), Placement.EACH, way_of(measure), (measure,)
        )
        is_open = self.run.periods.is_open
        periods = free_periods([(self.period.start, self.period.end)])
        plan = replace(
            self.run.plan(),
            periods=replace(periods, is_open=is_open),
            groups=(group,),
        )
        query = self.run.query(group, plan)
        self.run.register_periods(periods)
        sql = self._sql(query, query.counted()[0], shape)
        return MeasureCards(measure, shape, self.run.engine.arrow(sql))

    def _sql(self, query: GroupQuery, counted: Counted, shape: Shape) -> str:
        columns = [
            dimension(shape, n, self.run.shapes, self._unit()) for n in self.cell.by
        ]
        more = {dim.column for dim in columns if dim.column} | set(shape.card.key)
        places = _places(shape)
        more |= set(places.values())
        steps = Steps()
        placed = query.placed(steps, frozenset(more))
        conditions = [self._in_cell(dim, shape) for dim in columns]
        keys = [quoted(key) for key in shape.card.key]
        has_row = not shape.is_rolled and self.run.has_row_numbers(shape)
        row = ["_row"] if has_row else []
        value = f"CAST({counted.value} AS VARCHAR)" if counted.value else "NULL"
        held = [f"{quoted(item)} AS {name}" for name, item in places.items()]
        selected = ", ".join(
            [*keys, *row, *held, "CAST(_w AS BIGINT) AS _weight", f"{value} AS _value"]
        )
        kept = "\n  AND ".join([counted.condition, *conditions])
        order = ", ".join([*row, *keys]) or "1"
        return (
            f"{steps.with_clause()}\n-- the cards of {counted.measure.full_name}"
            f"\nSELECT {selected}\nFROM {quoted(placed)}\nWHERE {kept}\nORDER BY {order}"
        )

    def _unit(self) -> str | None:
        return self.run.request.unit_code

    def _in_cell(self, dim: Dimension, shape: Shape) -> str:
        """The by-value as a condition on the card's own column."""
        wanted = self.cell.by[dim.name]
        cells = Cells((dim.name,), self.run.request.organisation, self._unit())
        unknown_fits = cells.text(dim, None, shape.timezone) == wanted
        if dim.column is None:
            return "TRUE" if unknown_fits else "FALSE"
        column = quoted(dim.column)
        fitting = self._raw_values(dim, shape, wanted, cells)
        choices = [f"{column} IN ({', '.join(fitting)})"] if fitting else []
        if unknown_fits:
            choices.append(f"{column} IS NULL")
        return f"({' OR '.join(choices)})" if choices else "FALSE"

    def _raw_values(
        self, dim: Dimension, shape: Shape, wanted: str, cells: Cells
    ) -> Sequence[str]:
        is_plain = dim.name not in PLACES or dim.name == "procuratorate"
        if is_plain and dim.kind not in _WRITTEN_OTHERWISE:
            empty = [literal("")] if wanted == UNKNOWN or self._unit() == wanted else []
            return [literal(wanted), *empty] if wanted else empty
        raw: pa.Array = self.run.different(shape, str(dim.column))
        return [
            _as_literal(raw, position)
            for position, value in enumerate(raw.to_pylist())
            if cells.text(dim, value, shape.timezone) == wanted
        ]


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
