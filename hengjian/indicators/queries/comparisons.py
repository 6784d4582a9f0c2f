"""A value beside another, compared on pages as in reports.

Rates differ in percentage points, ratios as they stand, counts in percent (on a small
base as they stand).
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.statistics.comparisons import SMALL_BASE, change
from hengjian.indicators.queries.values import Value


@dataclass(frozen=True)
class Comparison:
    """The difference to another value; ``kind`` is points, percent or difference."""

    other: Value
    difference: Decimal | None
    kind: str


def compare(
    indicator: Indicator, now: Value | None, then: Value | None
) -> Comparison | None:
    """Compare two values of one indicator; without one of them there is nothing to say."""
    if now is None or then is None:
        return None
    if now.value is None or then.value is None:
        return Comparison(then, None, "points")
    if indicator.unit == "count" and then.value < SMALL_BASE:
        return Comparison(then, now.value - then.value, "difference")
    decimals = indicator.decimals if indicator.unit == "ratio" else 2
    found = change(Fraction(now.value), Fraction(then.value), indicator.unit, decimals)
    if found is None:
        return Comparison(then, None, "percent")
    return Comparison(then, found.amount, found.unit.value)


def direction_of(indicator: Indicator, comparison: Comparison | None) -> str:
    """``better``, ``worse`` or empty: only where the definition gives a direction."""
    if comparison is None or not comparison.difference:
        return ""
    rises = comparison.difference > 0
    if indicator.direction == "up":
        return "better" if rises else "worse"
    if indicator.direction == "down":
        return "worse" if rises else "better"
    return ""
