"""From measures to a plan: which of them one scan can compute together."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hengjian.engines.indicators.periods import (
    PeriodKind,
    Periods,
    periods_between,
    undated,
)
from hengjian.engines.indicators.plan import (
    Dates,
    Dating,
    Group,
    Placement,
    Plan,
    Way,
)
from hengjian.engines.indicators.request import RunRequest
from hengjian.engines.indicators.shapes import Shapes
from hengjian.engines.pack_format.model import Indicator, Measure


PERIOD_CONSTANTS = frozenset({"period_start", "period_end"})
SUMMED_UP = frozenset({"count", "sum", "mean"})  # over base periods, exactly


def plan_run(
    request: RunRequest,
    indicators: tuple[Indicator, ...],
    measures: Iterable[Measure],
    shapes: Shapes,
    periods: Periods,
) -> Plan:
    """Group measures by card, date, placement and way; the order is stable."""
    groups: dict[tuple[str, Dates, Placement, Way], list[Measure]] = {}
    for measure in measures:
        shape = shapes.of_measure(measure)
        dates = dates_of(measure)
        key = (shape.name, dates, placement_of(measure, periods), way_of(measure))
        groups.setdefault(key, []).append(measure)
    made = tuple(
        Group(shapes.of_measure(members[0]), dates, placement, way, tuple(members))
        for (_, dates, placement, way), members in groups.items()
    )
    return Plan(indicators, made, periods, request.by, request.where)


def run_periods(request: RunRequest, days: Iterable[date], as_of: date) -> Periods:
    """The periods of a run; a side of the range that was not given comes from ``days``.

    ``days`` are the dates by which the chosen measures place their cards. Where there
    is neither a range nor a date, as in a file of a header alone, there is no period:
    only the base of one that is not told.
    """
    asked, cutoff, kind = request.months, request.cutoff, request.period
    months = {cutoff.month_of(day) for day in days}
    months |= {month for month in (asked.first, asked.last) if month is not None}
    if not months:
        if kind is PeriodKind.ALL:
            return undated(as_of)
        month = cutoff.month_of(as_of)
        return replace(
            periods_between(kind, month, month, cutoff, is_asked=False), all=()
        )
    first = asked.first if asked.first is not None else min(months)
    last = asked.last if asked.last is not None else max(months)
    return periods_between(kind, first, last, cutoff, is_asked=asked.is_given)


def dates_of(measure: Measure) -> Dates:
    """How a measure's cards come into a period."""
    if measure.open is not None:
        kind = Dating.OPEN_AT_START if measure.at == "start" else Dating.OPEN_AT_END
        return Dates(kind, measure.open.start, measure.open.until)
    if measure.dated_by is None:
        return Dates(Dating.NEVER)
    return Dates(Dating.ON, measure.dated_by)


def way_of(measure: Measure) -> Way:
    """What is computed for the measure's kind of aggregate."""
    if measure.agg == "count_distinct":
        return Way.DISTINCT
    return Way.VALUES if measure.agg in {"median", "quantile"} else Way.SUMS


def placement_of(measure: Measure, periods: Periods) -> Placement:
    """The cheapest placement that gives the measure's exact value.

    A measure that reads the period's own days is evaluated for each period. What cannot
    be summed up over months is too, where periods overlap.
    """
    if uses_period(measure) or periods.is_free:
        return Placement.EACH
    additive = measure.agg in SUMMED_UP
    if measure.open is not None:
        return Placement.STOCK if additive else Placement.EACH
    if periods.overlap and not additive:
        return Placement.EACH
    return Placement.BASE


def uses_period(measure: Measure) -> bool:
    """Whether ``period_start`` or ``period_end`` stands in the measure."""
    expressions = [e for e in (measure.of, measure.where) if e is not None]
    return any(e.constants & PERIOD_CONSTANTS for e in expressions)


def is_dated(measure: Measure) -> bool:
    """Whether the measure exists in other periods than ``all``."""
    return measure.dated_by is not None or measure.open is not None


def fits_period(measures: Iterable[Measure], kind: PeriodKind) -> bool:
    """Whether all measures exist for this kind of period."""
    return kind is PeriodKind.ALL or all(is_dated(measure) for measure in measures)
