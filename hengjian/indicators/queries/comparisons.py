"""A value beside another: rates differ in percentage points, counts in percent."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators.queries.values import Value


@dataclass(frozen=True)
class Comparison:
    """The difference to another value; ``kind`` is points or percent."""

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
    if indicator.unit == "percent":
        return Comparison(then, _rounded(now.value - then.value), "points")
    if then.value == 0:
        return Comparison(then, None, "percent")
    return Comparison(
        then, _rounded((now.value - then.value) * 100 / then.value), "percent"
    )


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


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
