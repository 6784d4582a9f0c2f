"""An indicator in words, as a plan and as SQL, without any cards."""

from dataclasses import dataclass

import pyarrow as pa

from hengjian.engines.indicators.computing import Run
from hengjian.engines.indicators.gathering import (
    distinct_sql,
    filter_sql,
    members_by_value,
    signature_sql,
    values_sql,
)
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.plan import Divide, Way
from hengjian.engines.indicators.planning import dates_of
from hengjian.engines.indicators.queries import GroupQuery
from hengjian.engines.indicators.request import MonthRange, RunRequest, Strategy
from hengjian.engines.indicators.selection import select
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.pack_format.model import Indicator, Loaded, Measure
from hengjian.engines.tables.duckdb_session import session
from hengjian.lib import clock


@dataclass(frozen=True)
class GroupExplanation:
    """One scan: its steps in words and its SQL."""

    title: str
    steps: tuple[str, ...]
    sql: str


@dataclass(frozen=True)
class Explanation:
    """Everything that turns cards into an indicator's value."""

    indicator: Indicator
    measures: tuple[str, ...]
    division: str
    groups: tuple[GroupExplanation, ...]


def explain(
    packs: Loaded,
    indicator: str,
    period: PeriodKind = PeriodKind.MONTH,
    by: tuple[str, ...] = (),
    *,
    months: MonthRange | None = None,
    strategy: Strategy = Strategy.FILTERS,
) -> Explanation:
    """Explain an indicator for this year's periods; raises ``UserFault``.

    The SQL is what a run would execute, over cards named ``source_…``; by-values get
    their codes from tables ``codes_…`` that a run fills.
    """
    january = clock.today().year * 12
    request = RunRequest(
        packs=packs,
        sources={name: pa.table({}) for name in [*packs.packs, *packs.system_cards]},
        indicators=(indicator,),
        period=period,
        months=months or MonthRange(january, january + 11),
        by=by,
        unit_code="" if "procuratorate" in by else None,
    )
    shapes = Shapes(packs)
    selection = select(request, shapes)
    with session() as engine:
        run = Run(request, shapes, selection, engine, keeps_rows=False)
        plan = run.plan()
        groups = tuple(
            GroupExplanation(
                group.title,
                tuple(node.description for node in plan.nodes(group)),
                _sql(run.query(group, plan), strategy),
            )
            for group in plan.groups
        )
    chosen = selection.indicators[0]
    return Explanation(
        chosen,
        tuple(describe(measure) for measure in selection.measures),
        Divide(chosen).description,
        groups,
    )


def describe(measure: Measure) -> str:
    """A measure in one line."""
    what = measure.agg
    if measure.of is not None:
        what += f" of {measure.of.text}"
    if measure.q is not None:
        what += f" (q = {measure.q})"
    where = f" where {measure.where.text}" if measure.where is not None else ""
    dates = dates_of(measure).description
    return f"{measure.full_name}: {what} over {measure.card}{where}, {dates}"


def _sql(query: GroupQuery, strategy: Strategy) -> str:
    way = query.group.way
    if way is Way.SUMS:
        by_filters = strategy is Strategy.FILTERS
        return filter_sql(query) if by_filters else signature_sql(query)
    write = values_sql if way is Way.VALUES else distinct_sql
    members = members_by_value(query.counted())
    return ";\n\n".join(write(query, value, each) for value, each in members.items())
