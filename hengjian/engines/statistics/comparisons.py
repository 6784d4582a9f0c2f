"""A value against the same period last year, or against the period before.

Rates differ in percentage points (百分点), counts and sums in percent, ratios by their
difference. What is missing stays missing; nothing is compared with nothing.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text


class Against(StrEnum):
    """What a value is compared with."""

    LAST_YEAR = "last_year"  # 同比
    LAST_PERIOD = "last_period"  # 环比


class ChangeUnit(StrEnum):
    """In what a change is told."""

    POINTS = "points"
    PERCENT = "percent"
    DIFFERENCE = "difference"


SMALL_BASE = 30
"""Below, a change of a count is told in cases, not in percent."""

# By the unit of the indicator: a ratio (1.42 cases for one) is neither a share, whose
# change is in points, nor a count, whose change is in percent; it is told as it stands
CHANGE_UNITS = {
    "percent": ChangeUnit.POINTS,
    "ratio": ChangeUnit.DIFFERENCE,
    "count": ChangeUnit.PERCENT,
    "day": ChangeUnit.PERCENT,
    "yuan": ChangeUnit.PERCENT,
}


@dataclass(frozen=True)
class Change:
    """How much a value has changed, rounded half up once."""

    unit: ChangeUnit
    amount: Decimal

    def in_words(self, against: Against) -> Text:
        """``同比上升2.13个百分点`` · ``up 2.13 percentage points on last year``."""
        zh, en = AGAINST_TEXTS[against].zh, AGAINST_TEXTS[against].en
        if self.amount == 0:
            return Text(f"{zh}持平", f"unchanged on {en}")
        size = abs(self.amount)
        up = self.amount > 0
        amount = {
            ChangeUnit.POINTS: Text(f"{size}个百分点", f"{size} percentage points"),
            ChangeUnit.PERCENT: Text(f"{size}%", f"{size} %"),
            ChangeUnit.DIFFERENCE: Text(f"{size}", f"{size}"),
        }[self.unit]
        return Text(
            f"{zh}{'上升' if up else '下降'}{amount.zh}",
            f"{'up' if up else 'down'} {amount.en} on {en}",
        )


AGAINST_TEXTS = {
    Against.LAST_YEAR: Text("同比", "the same period last year"),
    Against.LAST_PERIOD: Text("环比", "the period before"),
}


def change(
    now: Fraction | None, before: Fraction | None, unit: str, decimals: int = 2
) -> Change | None:
    """The change of an indicator of a unit (``percent ratio count day yuan``).

    Values are in the unit's terms (76.27 for 76.27 %). A share changes in points, a ratio
    by its difference, the rest in percent. None where one is missing, or where a
    percentage would have nothing to stand on. Raises KeyError for other units.
    """
    told_in = CHANGE_UNITS[unit]
    if now is None or before is None:
        return None
    if told_in is not ChangeUnit.PERCENT:
        return Change(told_in, half_up(now - before, decimals))
    if before == 0:
        return None
    return Change(told_in, half_up((now - before) / abs(before) * 100, decimals))
