"""Many years, one stretch of months after another: memory for one stretch at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from hengjian.engines.indicators.assembling import Tallies
from hengjian.engines.indicators.computing import Run, as_of_day
from hengjian.engines.indicators.gathering import summed
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.plan import Placement, Plan
from hengjian.engines.indicators.queries import CodeJoin
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.indicators.results import ResultTable
from hengjian.engines.indicators.selection import Selection, select
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.indicators.sources import source_files
from hengjian.engines.indicators.tallies import Tally
from hengjian.engines.tables.duckdb_session import Session, session
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


def compute_stretches(
    request: RunRequest,
    *,
    years: int = 1,
    memory_limit: str | None = None,
    spill_folder: Path | None = None,
) -> Iterator[ResultTable]:
    """The rows of ``compute(request)``, some calendar years at a time.

    Both ends of the range must be given, and periods must not be ``all``; by-values are
    those that have a card in the stretch. Cards are read once for all stretches (for
    ``to_date`` once for each); rows of the result stand in memory for one stretch. Above
    ``memory_limit`` (``"2GiB"``) the engine's own go to ``spill_folder``.
    """
    first, last = request.months.first, request.months.last
    if first is None or last is None or request.period is PeriodKind.ALL:
        raise UserFault(
            Text(
                "分段计算须给出起止月，且统计期不能是 all",
                "stretches need both ends of the range and periods other than all",
            )
        )
    request = replace(request, as_of=as_of_day(request))  # of the whole range
    shapes = Shapes(request.packs)
    ready: dict[str, frozenset[str]] = {}
    with session(
        files=source_files(request.sources),
        memory_limit=memory_limit,
        spill_folder=spill_folder,
    ) as engine:
        whole: Run | None = None
        counted: Tallies = {}
        if request.period is not PeriodKind.TO_DATE:
            whole = Run(request, shapes, select(request, shapes), engine)
            counted = whole.tallies(whole.plan())
        for begin in range(first // 12 * 12, last + 1, 12 * years):
            months = MonthRange(max(begin, first), min(begin + 12 * years - 1, last))
            part = replace(request, months=months)
            selection = select(part, shapes)
            if whole is None:
                yield Run(part, shapes, selection, engine, ready=ready).result()
            else:
                run = _Stretch(part, shapes, selection, engine, whole, counted)
                yield run.result()


class _Stretch(Run):
    """A run that takes its periods out of what was counted for the whole range."""

    def __init__(
        self,
        request: RunRequest,
        shapes: Shapes,
        selection: Selection,
        engine: Session,
        whole: Run,
        counted: Tallies,
    ) -> None:
        self._whole = whole
        self._counted = counted
        super().__init__(request, shapes, selection, engine, keeps_rows=False)

    def registered(self, cards: Iterable[str]) -> frozenset[str]:
        return self._whole.numbered & frozenset(cards)

    def code_joins(self) -> dict[str, list[CodeJoin]]:
        self.cells = self._whole.cells
        return self._whole.joins

    def tallies(self, plan: Plan) -> Tallies:
        if plan.periods.is_free:
            return super().tallies(plan)
        before = self._whole.periods.base_position(self.periods.start)
        if before is None:
            raise ValueError("the stretch does not begin in the range")
        length = len(self.periods.all)
        return {
            name: _part(tally, before, length) for name, tally in self._counted.items()
        }


def _part(tally: Tally, before: int, length: int) -> Tally:
    """Periods ``before`` to ``before + length`` of a tally."""
    combination, position = np.divmod(tally.cells, tally.width)
    is_stock = tally.placement is Placement.STOCK
    inside = position < before + length
    if not is_stock:
        inside &= position >= before
    width = length + 1 if is_stock else length
    place = np.maximum(
        position[inside] - before, 0
    )  # stock from before is there at once
    cells, row_of = np.unique(combination[inside] * width + place, return_inverse=True)
    n = summed(row_of, tally.n[inside], len(cells))
    top = None if tally.top is None else summed(row_of, tally.top[inside], len(cells))
    present = n != 0
    if top is not None and is_stock:
        present = present | np.asarray(top != 0, dtype=bool)
    return replace(
        tally,
        width=width,
        cells=cells[present],
        n=n[present],
        top=None if top is None else top[present],
    )
