"""Computes a run: selection, periods, plan, queries, tallies, rows."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from hengjian.engines.indicators.assembling import (
    Assembler,
    Part,
    Tallies,
    adds_up,
    straddling_parts,
)
from hengjian.engines.indicators.cells import (
    Cells,
    Dimension,
    dimension,
    mapping_table,
    unknown_code,
)
from hengjian.engines.indicators.crew import each_at_once
from hengjian.engines.indicators.first_looks import days_of_data, different_values
from hengjian.engines.indicators.gathering import gather
from hengjian.engines.indicators.narrowing import Narrowings, narrowings_of
from hengjian.engines.indicators.periods import (
    Periods,
    free_periods,
)
from hengjian.engines.indicators.plan import Group, Plan
from hengjian.engines.indicators.planning import plan_run, run_periods
from hengjian.engines.indicators.queries import CodeJoin, GroupQuery
from hengjian.engines.indicators.ready import ReadyRelations, Use
from hengjian.engines.indicators.relations import Relations
from hengjian.engines.indicators.request import RunRequest, Strategy
from hengjian.engines.indicators.results import ResultTable
from hengjian.engines.indicators.selection import Selection, select
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.indicators.sheet_counting import count_sheet
from hengjian.engines.indicators.sheets import (
    CELLS_AT_ONCE,
    Sheet,
    day_column,
    day_items,
    fits_sheet,
    sheet_of,
)
from hengjian.engines.indicators.sources import register_sources, source_files
from hengjian.engines.indicators.tallies import Tally
from hengjian.engines.indicators.wandering import confined
from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.tables.card_table import ROW
from hengjian.engines.tables.duckdb_session import Session, session
from hengjian.lib import clock


def compute(
    request: RunRequest,
    *,
    memory_limit: str | None = None,
    spill_folder: Path | None = None,
) -> ResultTable:
    """Compute the asked-for indicators; raises ``UserFault`` for what cannot be.

    Cards are streamed; in memory stand the rolled-up and linked rows (above
    ``memory_limit``, ``"2GiB"``, they go to ``spill_folder``) and the cells that have
    cards. For many years see ``stretches``.
    """
    shapes = Shapes(request.packs)
    selection = select(request, shapes)
    with session(
        files=source_files(request.sources),
        memory_limit=memory_limit,
        spill_folder=spill_folder,
    ) as engine:
        return Run(request, shapes, selection, engine).result()


def as_of_day(request: RunRequest) -> date:
    """The day as of which cards are judged: as asked, the range's last day, or today."""
    if request.as_of is not None:
        return request.as_of
    if request.months.last is None:
        return clock.today()
    return min(request.cutoff.last_day(request.months.last), clock.today())


class Run:
    """One computation within its session."""

    def __init__(
        self,
        request: RunRequest,
        shapes: Shapes,
        selection: Selection,
        engine: Session,
        *,
        ready: dict[str, frozenset[str]] | None = None,
        keeps_rows: bool = True,
        known: Mapping[str, Narrowings] | None = None,
        also: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """``keeps_rows``: rolled-up and linked rows are made once, as tables.

        ``ready`` is to be shared by runs that read the same cards in one session.
        ``known``: what is known of the rows asked for, by the card's full name;
        ``also``: columns that are read besides those that measures read.
        """
        self.request = request
        self.shapes = shapes
        self.selection = selection
        self.engine = engine
        self.as_of = as_of_day(request)
        self.cells = Cells(request.by, request.organisation, request.unit_code)
        self._relations: Relations = Relations(
            request.packs, shapes, f"DATE '{self.as_of.isoformat()}'"
        )
        self._parameters = {
            pack: request.packs.parameters_in(pack) for pack in request.packs.packs
        }
        self.numbered = self.registered(selection.sources)
        self.periods = self._periods()
        for name, where in selection.conditions.items():
            self.narrow(name, narrowings_of(where))
        for name, narrowings in (known or {}).items():
            self.narrow(name, narrowings)
        if known is not None:
            self._confine()
        self.joins = self.code_joins()
        if keeps_rows:
            relations = ReadyRelations(
                self._relations,
                {} if ready is None else ready,
                is_shared=ready is not None,
            )
            more = {
                name: columns | ({ROW} if name in self.numbered else set())
                for name, columns in (also or {}).items()
            }
            relations.prepare(engine, self._uses(by_measure=also is not None), more)
            self._relations = relations

    def _uses(self, *, by_measure: bool) -> list[Use]:
        """What each query of the run will read of its card."""
        plan = self.plan()
        if by_measure:
            groups = [
                [replace(g, measures=(m,))] for g in plan.groups for m in g.measures
            ]
        else:
            groups = self._together(plan) + [[g] for g in self._groups_alone(plan)]
        return [
            (
                members[0].shape,
                frozenset[str]().union(*(self.query(g, plan).names() for g in members)),
            )
            for members in groups
        ]

    def result(self) -> ResultTable:
        """All rows of all chosen indicators."""
        indicators = self.selection.indicators
        measures = {m.full_name: m for m in self.selection.measures}
        tallies = self.tallies(self.plan())
        part_plans = {
            indicator.name: self._parts_plan(indicator, parts)
            for indicator in indicators
            if (parts := straddling_parts(indicator, self.periods))
        }
        assembler = Assembler(
            self.cells,
            self.periods,
            measures,
            tallies,
            {name: self.tallies(plan) for name, plan in part_plans.items()},
            {name: plan.periods for name, plan in part_plans.items()},
            self.as_of,
        )
        return ResultTable(
            rows=tuple(assembler.rows(indicator) for indicator in indicators),
            by=self.request.by,
            periods=self.periods,
            as_of=self.as_of,
            left_out=self.selection.left_out,
        )

    def plan(self) -> Plan:
        """The plan of the whole run."""
        return plan_run(
            self.request,
            self.selection.indicators,
            self.selection.measures,
            self.shapes,
            self.periods,
        )

    def query(self, group: Group, plan: Plan, *, on: str = "_on") -> GroupQuery:
        """The writer of one group's SQL."""
        return GroupQuery(
            group,
            plan,
            self._relations,
            self._parameters,
            self.selection.conditions.get(group.shape.name),
            self.as_of,
            self.joins[group.shape.name],
            on,
        )

    def narrow(self, card: str, known: Narrowings) -> None:
        """Say more of the rows of a counted card that are asked for."""
        before = self._relations.narrowings.get(card, ())
        self._relations.narrowings[card] = (*before, *known)

    def widen(self, card: str, known: Narrowings) -> None:
        """Take back what was said last."""
        kept = self._relations.narrowings[card]
        self._relations.narrowings[card] = kept[: len(kept) - len(known)]

    def _confine(self) -> None:
        """For rolled-up cards of one place, know where the cards below may lie."""
        for shape in self._shapes():
            known = self._relations.narrowings.get(shape.name, ())
            below = confined(self.engine, self.shapes, shape, known)
            if below:
                self._relations.confined[shape.name] = below

    def registered(self, cards: Iterable[str]) -> frozenset[str]:
        """Let the session know the rows of cards; names those whose rows have numbers."""
        return register_sources(self.engine, self.request.sources, cards, self.shapes)

    def has_row_numbers(self, shape: Shape) -> bool:
        """Whether a card's rows carry their number in the file."""
        return shape.name in self.numbered and not shape.is_rolled

    def tallies(self, plan: Plan) -> Tallies:
        """Every measure of a plan, gathered."""
        self.register_periods(plan.periods)

        def gathered(engine: Session, group: Group) -> list[Tally]:
            return list(gather(engine, self.query(group, plan), self.request.strategy))

        def counted(engine: Session, task: Group | Sheet) -> list[Tally]:
            if isinstance(task, Group):
                return gathered(engine, task)
            return list(count_sheet(engine, task, self._combinations()))

        tasks: list[Group | Sheet] = [*self._sheets(plan), *self._groups_alone(plan)]
        found = each_at_once(self.engine, counted, tasks)
        return {tally.measure.full_name: tally for each in found for tally in each}

    def _sheets(self, plan: Plan) -> list[Sheet]:
        """The sheets of the cards whose groups can be counted together."""
        return [self.sheet(groups, plan) for groups in self._together(plan)]

    def _together(self, plan: Plan) -> list[list[Group]]:
        together: dict[str, list[Group]] = {}
        for group in plan.groups:
            if self._is_on_sheet(group, plan):
                together.setdefault(group.shape.name, []).append(group)
        return list(together.values())

    def sheet(self, groups: Sequence[Group], plan: Plan) -> Sheet:
        """The sheet from which several groups of one card are counted."""
        days = day_items(groups)
        queries = [
            self.query(group, plan, on=day_column(days, group.dates.start) or "_on")
            for group in groups
        ]
        return sheet_of(groups[0].shape, queries, self._relations)

    def _groups_alone(self, plan: Plan) -> list[Group]:
        return [group for group in plan.groups if not self._is_on_sheet(group, plan)]

    def _is_on_sheet(self, group: Group, plan: Plan) -> bool:
        is_wanted = self.request.strategy in {None, Strategy.SHEETS}
        if not is_wanted or not plan.periods.all:
            return False
        width = len(plan.periods.all) + 1
        measures = len(self.selection.measures)
        is_small = self._combinations() * width * measures <= CELLS_AT_ONCE * 16
        return is_small and fits_sheet(group, plan.periods)

    def _combinations(self) -> int:
        return math.prod(self.cells.sizes())

    def _parts_plan(self, indicator: Indicator, parts: list[Part]) -> Plan:
        """A plan over the parts of straddling periods, for what can be added up."""
        all_measures = self.request.packs.measures
        names: dict[str, None] = {}
        for part in parts:
            if part.formula >= 0:
                formula = indicator.value[part.formula].formula
                if adds_up(formula, all_measures):
                    names |= dict.fromkeys(formula.measures)
        return plan_run(
            self.request,
            (indicator,),
            [all_measures[name] for name in names],
            self.shapes,
            free_periods([(part.start, part.end) for part in parts]),
        )

    # Periods ------------------------------------------------------------------------

    def _periods(self) -> Periods:
        months = self.request.months
        is_closed = months.first is not None and months.last is not None
        days = [] if is_closed else self._days_of_data()
        return run_periods(self.request, days, self.as_of)

    def _days_of_data(self) -> list[date]:
        return days_of_data(
            self.engine, self._relations, self.shapes, self.selection.measures
        )

    def register_periods(self, periods: Periods) -> None:
        """Let SQL see the periods of a plan."""
        table = pa.table(
            {
                "position": pa.array(range(len(periods.all)), pa.int64()),
                "first": pa.array([p.first for p in periods.all], pa.int64()),
                "last": pa.array([p.last for p in periods.all], pa.int64()),
                "start_on": pa.array([p.start for p in periods.all], pa.date32()),
                "end_on": pa.array([p.end for p in periods.all], pa.date32()),
            }
        )
        self.engine.register("given_periods", table)
        self.engine.execute("CREATE OR REPLACE TABLE periods AS FROM given_periods")

    # Codes of by-values -------------------------------------------------------------

    def code_joins(self) -> dict[str, list[CodeJoin]]:
        """For every card the codes of its by-columns; sizes are known only at the end."""
        coded = {
            shape.name: [
                self._code(shape, position) for position in range(len(self.request.by))
            ]
            for shape in self._shapes()
        }
        sizes = self.cells.sizes()
        return {
            name: [
                CodeJoin(dim, table, sizes[position], unknown)
                for position, (dim, table, unknown) in enumerate(joins)
            ]
            for name, joins in coded.items()
        }

    def _shapes(self) -> list[Shape]:
        """The cards that the measures count."""
        shapes = [self.shapes.of_measure(m) for m in self.selection.measures]
        return list({shape.name: shape for shape in shapes}.values())

    def _code(self, shape: Shape, position: int) -> tuple[Dimension, str, int]:
        dim = dimension(
            shape, self.request.by[position], self.shapes, self.request.unit_code
        )
        table = f"codes_{shape.name}_{position}"
        raw: list[Any] = [None]
        column = pa.array([], pa.string())
        if dim.column is not None:
            column = self.different(shape, dim.column)
            raw += column.to_pylist()
        codes = self.cells.mapping(position, dim, raw, shape.timezone)
        if dim.column is not None:
            self.engine.register(table, mapping_table(column, codes[1:]))
        return dim, table, unknown_code(raw, codes)

    def different(self, shape: Shape, column: str) -> pa.Array:
        """The different known values of a card's column.

        Of a rolled-up card those of the cards below, where a value is one of theirs.
        """
        return different_values(
            self.engine, self._relations, self.shapes, shape, column
        )
