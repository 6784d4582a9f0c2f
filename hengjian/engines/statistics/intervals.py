"""How far a rate of few cases could be from what it seems.

Two intervals at a stated confidence: Wilson's, short and usual; Clopper and Pearson's,
exact, never too short. Bounds are floats: they are drawn and rounded, never computed with.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import sqrt

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.distributions import beta_quantile, normal_quantile
from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text


CONFIDENCE = 0.95


@dataclass(frozen=True)
class Interval:
    """Bounds of a rate, between 0 and 1."""

    low: float
    high: float


def wilson(count: Count, confidence: float = CONFIDENCE) -> Interval | None:
    """Wilson's score interval; None where there are no cases."""
    if count.denominator == 0:
        return None
    n, rate = count.denominator, count.numerator / count.denominator
    z = normal_quantile((1 + confidence) / 2)
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    # at 0 and 1 the formula gives the bound itself, but for the last bit
    low = 0.0 if count.numerator == 0 else max(0.0, middle - half)
    high = 1.0 if count.numerator == n else min(1.0, middle + half)
    return Interval(low, high)


def clopper_pearson(count: Count, confidence: float = CONFIDENCE) -> Interval | None:
    """The exact interval; None where there are no cases."""
    if count.denominator == 0:
        return None
    k, n, tail = count.numerator, count.denominator, (1 - confidence) / 2
    low = 0.0 if k == 0 else beta_quantile(tail, k, n - k + 1)
    high = 1.0 if k == n else beta_quantile(1 - tail, k + 1, n - k)
    return Interval(low, high)


def is_small(count: Count, flag_below: int | None) -> bool:
    """Whether a rate has too few cases to be compared (``small_counts.flag_below``)."""
    return flag_below is not None and count.denominator < flag_below


def in_words(count: Count, confidence: float = CONFIDENCE) -> Text | None:
    """The rate with its counts and what chance leaves open; None where there is none."""
    interval = clopper_pearson(count, confidence)
    if count.rate is None or interval is None:
        return None
    rate = half_up(count.rate * 100, 1)
    low, high = (_percent(bound) for bound in (interval.low, interval.high))
    of = f"{count.numerator}/{count.denominator}"
    return Text(
        f"{rate}%({of})，仅按偶然性也可能在{low}%至{high}%之间",
        f"{rate} % ({of}); by chance alone it could be anything from {low} to {high} %",
    )


def _percent(bound: float) -> Decimal:
    return half_up(Fraction(bound) * 100, 1)
