"""Everything one indicator's page tells: course with limits, peers, parts, companions."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hengjian.engines.pack_format.model import Indicator, Loaded
from hengjian.indicators import charts
from hengjian.indicators.queries import limits, periods
from hengjian.indicators.queries.comparisons import Comparison, compare
from hengjian.indicators.queries.limits import Course
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Place:
    """Whose values: a procuratorate alone, or a city with all below it."""

    code: str
    level: str


@dataclass(frozen=True)
class Detail:
    """One indicator at one place and period."""

    indicator: Indicator
    value: Value | None
    before: Comparison | None
    year_before: Comparison | None
    course: Course
    peers: Sequence[Value]
    funnel: "limits.Funnel | None"
    departments: Sequence[Value]
    companions: Sequence[tuple[Indicator, Value | None]]

    @property
    def course_chart(self) -> dict[str, Any]:
        return charts.course_option(
            self.indicator, self.course.values, self.course.limits, self.course.marked
        )

    @property
    def funnel_chart(self) -> dict[str, Any] | None:
        if self.funnel is None:
            return None
        return charts.funnel_option(
            self.indicator,
            self.peers,
            self.value,
            self.funnel.bands,
            self.funnel.centre,
        )


def detail(
    packs: Loaded,
    values: RunValues,
    indicator: Indicator,
    place: Place,
    kind: str,
    period: str,
) -> Detail:
    """Read it all; peers stay unnamed, at the level of the place."""
    series = values.series(indicator.name, place.code, kind, level=place.level)
    until = [value for value in series if value.period <= period][-24:]
    by_period = {value.period: value for value in series}
    now = by_period.get(period)
    previous = periods.before(period, values.periods(kind))
    peers = (
        values.peers(indicator.name, period, kind)
        if place.level == "procuratorate"
        else []
    )
    found = values.of_unit(
        place.code,
        kind,
        level=place.level,
        indicators=indicator.read_with or [indicator.name],
        periods=[period],
    )
    known = packs.indicators
    return Detail(
        indicator=indicator,
        value=now,
        before=compare(indicator, now, by_period.get(previous or "")),
        year_before=compare(
            indicator, now, by_period.get(periods.a_year_before(period))
        ),
        course=limits.course(indicator, until),
        peers=peers,
        funnel=limits.funnel(indicator, peers),
        departments=values.departments(indicator.name, place.code, period, kind)
        if place.level == "procuratorate"
        else [],
        companions=[
            (known[name], found.get((name, period)))
            for name in indicator.read_with
            if name in known
        ],
    )


def sentence_of(indicator: Indicator, value: Value | None) -> Text:
    """The value said as a sentence with its counts."""
    if value is None or value.denominator is None or value.value is None:
        return Text("", "")
    numerator, denominator = _plain(value.numerator), _plain(value.denominator)
    return Text(f"{denominator} 中有 {numerator}", f"{numerator} of {denominator}")


def _plain(number: Decimal | None) -> str:
    return "—" if number is None else f"{number:,}"
