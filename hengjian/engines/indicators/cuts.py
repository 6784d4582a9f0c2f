"""Several cuts of the same cards in one go, each exactly as if it were computed alone.

What can be added up is counted once, by month and by the finest places that are asked
for; only the rest (different values, medians, stocks of the period's own days) is
counted for every cut.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

import numpy as np
import pyarrow as pa

from hengjian.engines.indicators.assembling import Tallies
from hengjian.engines.indicators.cells import PLACES, UNKNOWN, Cells
from hengjian.engines.indicators.computing import Run
from hengjian.engines.indicators.narrowing import Narrowings, among, numbered
from hengjian.engines.indicators.periods import PeriodKind, Periods, free_periods
from hengjian.engines.indicators.plan import Plan
from hengjian.engines.indicators.planning import plan_run, run_periods
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.indicators.results import ResultTable
from hengjian.engines.indicators.rolling_up import Combination, adds_up, rolled_up
from hengjian.engines.indicators.selection import Selection, select
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.indicators.sources import source_files
from hengjian.engines.indicators.tallies import Tally
from hengjian.engines.tables.duckdb_session import Session, literal, session


@dataclass(frozen=True)
class Cut:
    """One table of several: how the months are divided, and by what the rows are."""

    period: PeriodKind
    by: tuple[str, ...]


def compute_cuts(
    request: RunRequest,
    cuts: Sequence[Cut],
    *,
    places: frozenset[str] | None = None,
    only: Mapping[str, Collection[int]] | None = None,
) -> Iterator[ResultTable]:
    """The tables of all cuts, in their order; raises ``UserFault`` as ``compute`` does.

    Both ends of ``request.months`` must be given; ``by`` and ``period`` are not looked at.
    With ``places`` (codes of procuratorates, empty for unknown) only their rows are asked
    for: rows of other places may be missing or wrong. Cards are then few, and it is the
    number of queries that takes time: what does not add up is counted for all kinds of
    period in one. With ``only`` (table → key numbers) no other rows of pinned files are
    counted, and of rolled-up cards those that have such a row; what links find is found
    among all.
    """
    shapes = Shapes(request.packs)
    with session(files=source_files(request.sources)) as engine:
        workshop = _Workshop(request, shapes, engine, places, only)
        workshop.count_months(cuts)
        if places is not None or only is not None:
            workshop.count_periods(cuts)
        for cut in cuts:
            yield workshop.run(cut).result()


@dataclass(frozen=True)
class _Months:
    """What was counted by month for one finest ``by``."""

    cells: Cells
    periods: Periods
    tallies: Mapping[str, Tally]


@dataclass(frozen=True)
class _Several:
    """What was counted for the periods of several cuts with the same ``by`` at once."""

    cells: Cells
    places: Mapping[PeriodKind, range]  # of each cut's periods among all
    tallies: Mapping[str, Tally]

    def only(self, kind: PeriodKind, name: str, *, combination: Combination) -> Tally:
        """One measure's tally over the periods of one cut."""
        tally, places = self.tallies[name], self.places[kind]
        position = tally.cells % tally.width
        chosen = (position >= places.start) & (position < places.stop)
        fine, back = np.unique(tally.cells[chosen] // tally.width, return_inverse=True)
        called = np.array([combination(int(one)) for one in fine], dtype=np.int64)
        cells = called[back] * len(places) + position[chosen] - places.start
        order = np.argsort(cells)
        return replace(
            tally,
            width=len(places),
            cells=cells[order],
            n=tally.n[chosen][order],
            top=None if tally.top is None else tally.top[chosen][order],
        )


class _Workshop:
    """Runs that share a session, the months counted once, and the values of columns."""

    def __init__(
        self,
        request: RunRequest,
        shapes: Shapes,
        engine: Session,
        places: frozenset[str] | None,
        only: Mapping[str, Collection[int]] | None,
    ) -> None:
        self.request = request
        self.shapes = shapes
        self.engine = engine
        self.places = places
        self.only = only
        self.months: list[_Months] = []
        self.several: dict[tuple[str, ...], _Several] = {}
        self.selections: dict[tuple[str, ...], Selection] = {}
        self.different: dict[tuple[str, str], pa.Array] = {}
        self.numbered: dict[str, bool] = {}  # cards that the session knows
        self.ready: dict[str, frozenset[str]] = {}  # rolled-up and linked rows

    def run(self, cut: Cut) -> "_Run":
        """A run of one cut; it must be carried out before the next is made."""
        return self._made(self._asked(cut, self.request.months))

    def _asked(self, cut: Cut, months: MonthRange) -> RunRequest:
        return replace(self.request, period=cut.period, by=cut.by, months=months)

    def _made(self, asked: RunRequest) -> "_Run":
        return _Run(asked, self.shapes, self._selected(asked), self.engine, self)

    def _selected(self, asked: RunRequest) -> Selection:
        """What a cut consists of; the same for every kind of limited period."""
        if asked.period is PeriodKind.ALL:
            return select(asked, self.shapes)
        if asked.by not in self.selections:
            self.selections[asked.by] = select(asked, self.shapes)
        return self.selections[asked.by]

    def count_months(self, cuts: Sequence[Cut]) -> None:
        """Count all that adds up by month, for the finest places first."""
        range_ = self._range_counted(cuts)
        for by in sorted({cut.by for cut in cuts}, key=_finest_first):
            asked = self._asked(Cut(PeriodKind.MONTH, by), range_)
            wanted = [
                measure
                for measure in self._selected(asked).measures
                if adds_up(measure) and self.counted(measure.full_name, by) is None
            ]
            if wanted:
                run = self._made(asked)
                plan = plan_run(asked, (), wanted, self.shapes, run.periods)
                self.months.append(_Months(run.cells, run.periods, run.counted(plan)))

    def count_periods(self, cuts: Sequence[Cut]) -> None:
        """Count what does not add up for all kinds of period of one ``by`` at once."""
        for by in dict.fromkeys(cut.by for cut in cuts):
            kinds = dict.fromkeys(cut.period for cut in cuts if cut.by == by)
            asked = self._asked(Cut(next(iter(kinds)), by), self.request.months)
            wanted = [m for m in self._selected(asked).measures if not adds_up(m)]
            if PeriodKind.ALL in kinds or not wanted:
                continue
            run = self._made(asked)
            places: dict[PeriodKind, range] = {}
            days: list[tuple[date, date]] = []
            for kind in kinds:
                one = run_periods(replace(asked, period=kind), (), run.as_of)
                places[kind] = range(len(days), len(days) + len(one.all))
                days += [(period.start, period.end) for period in one.all]
            plan = plan_run(asked, (), wanted, self.shapes, free_periods(days))
            self.several[by] = _Several(run.cells, places, run.counted(plan))

    def _range_counted(self, cuts: Sequence[Cut]) -> MonthRange:
        """From January where a cut goes from January to date."""
        first = self.request.months.first
        to_date = any(cut.period is PeriodKind.TO_DATE for cut in cuts)
        if first is not None and to_date:
            first = first // 12 * 12
        return MonthRange(first, self.request.months.last)

    def counted(self, name: str, by: tuple[str, ...]) -> _Months | None:
        """Where a measure was counted by month, if these cells can be made of it."""
        for months in self.months:
            if name in months.tallies and _is_made_of(by, months.cells.by):
                return months
        return None


class _Run(Run):
    """A run that adds up what the workshop has counted."""

    def __init__(
        self,
        request: RunRequest,
        shapes: Shapes,
        selection: Selection,
        engine: Session,
        workshop: _Workshop,
    ) -> None:
        self._workshop = workshop
        counted = {s.name: s for s in map(shapes.of_measure, selection.measures)}
        super().__init__(
            request,
            shapes,
            selection,
            engine,
            ready=workshop.ready,
            known=_at_places(counted.values(), workshop.places)
            if workshop.only is None
            else _numbered(counted.values(), workshop.only),
        )

    def registered(self, cards: Iterable[str]) -> frozenset[str]:
        known = self._workshop.numbered
        new = [card for card in cards if card not in known]
        numbered = super().registered(new)
        known |= {card: card in numbered for card in new}
        return frozenset(card for card in cards if known[card])

    def different(self, shape: Shape, column: str) -> pa.Array:
        known = self._workshop.different
        if (shape.name, column) not in known:
            known[shape.name, column] = super().different(shape, column)
        return known[shape.name, column]

    def counted(self, plan: Plan) -> Tallies:
        """Every measure of a plan, from the cards themselves."""
        return super().tallies(plan)

    def tallies(self, plan: Plan) -> Tallies:
        if plan.periods.is_free:
            return self.counted(plan)
        added: dict[str, Tally] = {}
        left = []
        several = self._of_several(plan.periods.kind)
        combinations = {
            months.cells.by: self._combination(months.cells)
            for months in self._workshop.months
            if _is_made_of(self.request.by, months.cells.by)
        }
        for group in plan.groups:
            rest = []
            for measure in group.measures:
                months = self._workshop.counted(measure.full_name, self.request.by)
                if months is None and several is not None:
                    added[measure.full_name] = several(measure.full_name)
                    continue
                if months is None:
                    rest.append(measure)
                    continue
                added[measure.full_name] = rolled_up(
                    months.tallies[measure.full_name],
                    months.periods,
                    plan.periods,
                    combinations[months.cells.by],
                )
            if rest:
                left.append(replace(group, measures=tuple(rest)))
        return {**added, **self.counted(replace(plan, groups=tuple(left)))}

    def _of_several(self, kind: PeriodKind) -> Callable[[str], Tally] | None:
        """The tallies of this cut out of those counted for several; None: there are none."""
        several = self._workshop.several.get(self.request.by)
        if several is None:
            return None
        return partial(several.only, kind, combination=self._combination(several.cells))

    def _combination(self, fine: Cells) -> Combination:
        """How by-values of the fine cells are called in this run's."""

        @cache
        def coarse(number: int) -> int:
            texts = fine.texts(number)
            found = self.cells.combination(
                {name: _text_of(name, texts, fine) for name in self.cells.by}
            )
            if found is None:
                raise ValueError(f"{texts} was never seen in this cut")
            return found

        return coarse


def _at_places(
    shapes: Iterable[Shape], places: frozenset[str] | None
) -> dict[str, Narrowings]:
    """For each counted card that it lies at one of the places."""
    if places is None:
        return {}
    codes = sorted(literal(code) for code in places - {UNKNOWN})
    at = partial(among, literals=codes, unknown=UNKNOWN in places)
    return {s.name: (at(s.card.unit),) for s in shapes if s.card.unit is not None}


def _numbered(
    shapes: Iterable[Shape], only: Mapping[str, Collection[int]]
) -> dict[str, Narrowings]:
    """For each counted card that it is, or is made of, one with such a number."""
    return {
        s.name: (numbered(s.card.key[0], only.get(s.base.name, ())),) for s in shapes
    }


def _finest_first(by: tuple[str, ...]) -> tuple[int, bool, tuple[str, ...]]:
    return -len(by), "procuratorate" not in by, by


def _is_made_of(by: tuple[str, ...], finer: tuple[str, ...]) -> bool:
    """Whether every by-value follows from the finer ones."""
    return all(
        name in finer or (name in PLACES and "procuratorate" in finer) for name in by
    )


def _text_of(name: str, texts: Mapping[str, str], fine: Cells) -> str:
    if name in texts:
        return texts[name]
    code = texts["procuratorate"] or None
    return fine.organisation.above(code, name) or UNKNOWN
