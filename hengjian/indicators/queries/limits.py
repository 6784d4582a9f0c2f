"""An indicator's own course with the limits of its noise, and its place among peers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.statistics import funnel as funnels
from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.p_chart import p_chart
from hengjian.engines.statistics.regression import regression_note
from hengjian.engines.statistics.run_rules import RULE_TEXTS, Rule
from hengjian.engines.statistics.xmr import xmr_chart
from hengjian.indicators.queries.values import Value
from hengjian.lib.bilingual import Text


# cases a period, on average, of a count or of the rarer side of a share: with fewer the
# course is nothing, nothing, one, nothing, and no rule can be asked of it
FEWEST_IN_A_PERIOD = 1


@dataclass(frozen=True)
class Course:
    """Values oldest first; limits (lower, centre, upper) of the last point, if any.

    ``broken`` holds, by period, the rules that its point completes.
    """

    values: tuple[Value, ...]
    limits: tuple[float, float, float] | None
    broken: dict[str, frozenset[Rule]]
    notes: tuple[Text, ...] = ()

    @property
    def marked(self) -> frozenset[str]:
        """Periods that ask for an explanation."""
        return frozenset(self.broken)

    @property
    def sentences(self) -> list[Text]:
        """What the chart says, the newest first, then the notes."""
        said = []
        for period in sorted(self.broken, reverse=True)[:4]:
            rules = sorted(self.broken[period])
            said.append(
                Text(
                    f"{period}:" + "、".join(RULE_TEXTS[r].zh for r in rules),
                    f"{period}: " + ", ".join(RULE_TEXTS[r].en for r in rules),
                )
            )
        return [*said, *self.notes]


@dataclass(frozen=True)
class Funnel:
    """The limits of chance over denominators, in the terms of the values; for drawing."""

    bands: tuple[tuple[int, float, float], ...]
    centre: float | None


def course(indicator: Indicator, values: Sequence[Value]) -> Course:
    """A p chart for shares of counts, an XmR chart for everything else.

    Periods that have not ended and those with too few cases are not judged.
    """
    judged = [None if _is_unjudged(value) else value for value in values]
    if indicator.unit == "percent" and _are_shares(values):
        return _p_course(values, judged)
    exact = [
        None if v is None or v.value is None else Fraction(v.value) for v in judged
    ]
    chart = xmr_chart(exact, are_counts=indicator.unit == "count")
    notes = _notes(exact)
    if chart is None:
        return Course(tuple(values), None, {}, notes)
    # a count that is mostly nothing runs below its mean as a matter of course
    is_sparse = indicator.unit == "count" and chart.centre < FEWEST_IN_A_PERIOD
    return Course(
        tuple(values),
        (max(float(chart.lower), 0.0), float(chart.centre), float(chart.upper)),
        {} if is_sparse else _broken(values, chart.rules),
        notes,
    )


def _p_course(values: Sequence[Value], judged: Sequence[Value | None]) -> Course:
    counts = [_count(value) for value in judged]
    chart = p_chart(counts)
    notes = _notes([None if count is None else count.rate for count in counts])
    if chart is None:
        return Course(tuple(values), None, {}, notes)
    at = max((i for i, low in enumerate(chart.lower) if low is not None), default=None)
    limits = None
    if at is not None:
        low, high = chart.lower[at], chart.upper[at]
        assert low is not None  # noqa: S101 (chosen so)
        assert high is not None  # noqa: S101 (both limits of a point or none)
        limits = (low * 100, float(chart.centre) * 100, high * 100)
    rarer = min(chart.centre, 1 - chart.centre)
    cases = [count.denominator for count in counts if count is not None]
    is_sparse = rarer * sum(cases) < FEWEST_IN_A_PERIOD * len(cases)
    broken = {} if is_sparse else _broken(values, chart.rules)
    return Course(tuple(values), limits, broken, notes)


def _notes(exact: Sequence[Fraction | None]) -> tuple[Text, ...]:
    note = regression_note(exact[:-1], exact[-1]) if exact else None
    return (note,) if note else ()


def _broken(
    values: Sequence[Value], rules: Sequence[frozenset[Rule]]
) -> dict[str, frozenset[Rule]]:
    return {v.period: broken for v, broken in zip(values, rules, strict=True) if broken}


def _is_unjudged(value: Value) -> bool:
    return value.is_small or value.is_provisional or value.value is None


def _are_shares(values: Sequence[Value]) -> bool:
    """Whether every value is a part of a whole, both counted."""
    known = [v for v in values if v.denominator]
    return bool(known) and all(_count(v) is not None for v in known)


def _count(value: Value | None) -> Count | None:
    if value is None or value.numerator is None or not value.denominator:
        return None
    numerator, denominator = value.numerator, value.denominator
    whole = numerator == int(numerator) and denominator == int(denominator)
    if not whole or not 0 <= numerator <= denominator:
        return None
    return Count(int(numerator), int(denominator))


def funnel(indicator: Indicator, peers: Sequence[Value]) -> Funnel | None:
    """The limits of chance around the peers' rate; None where it is no share of counts."""
    if indicator.unit != "percent" or len(peers) < 4:
        return None
    counts = {value.unit: count for value in peers if (count := _count(value))}
    found = funnels.funnel(counts)
    if found is None or found.rate in (0, 1):
        return None
    largest = max(count.denominator for count in counts.values())
    step = max(1, largest // 24)
    bands = []
    for size in range(max(3, step // 2), largest + step, step):
        around = funnels.limits(found.rate, size)
        bands.append((size, around.low * 100, around.high * 100))
    return Funnel(tuple(bands), float(found.rate) * 100)
