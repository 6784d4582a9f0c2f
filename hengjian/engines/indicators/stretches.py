"""Many years, one stretch of months after another: memory for one stretch at a time."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hengjian.engines.indicators.computing import Run, as_of_day
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.request import MonthRange, RunRequest
from hengjian.engines.indicators.results import ResultTable
from hengjian.engines.indicators.selection import select
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.indicators.sources import source_files
from hengjian.engines.tables.duckdb_session import session
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
    those that have a card in the stretch. Rolled-up and linked rows are made once for all
    stretches; above ``memory_limit`` (``"2GiB"``) they go to ``spill_folder``.
    """
    first, last = request.months.first, request.months.last
    if first is None or last is None or request.period is PeriodKind.ALL:
        raise UserFault(
            Text(
                "分段计算须给出起止月,且统计期不能是 all",
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
        for begin in range(first // 12 * 12, last + 1, 12 * years):
            months = MonthRange(max(begin, first), min(begin + 12 * years - 1, last))
            part = replace(request, months=months)
            run = Run(part, shapes, select(part, shapes), engine, ready=ready)
            yield run.result()
