"""Amounts of work held against the days that somebody worked.

What was done in part of a period counts as much more as the period is longer than the
part: nobody loses marks for days on which they were not to work. Rates, ratings,
deductions and bonuses stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hengjian.engines.scoring.model import Scheme
from hengjian.engines.scoring.rules import PerOccurrence, Value


@dataclass(frozen=True)
class DaysWorked:
    """The working days of a period, and on how many of them somebody was away."""

    days: int
    away: int

    @property
    def part(self) -> Fraction:
        """The part of the period that was worked: from 0 to 1; 1 without working days."""
        return Fraction(self.days - self.away, self.days) if self.days else Fraction(1)


def amounts_of(scheme: Scheme) -> frozenset[str]:
    """The items that count how much was done."""
    return frozenset(
        item.item for item in scheme.items if isinstance(item.rule, PerOccurrence)
    )


def for_days_worked(value: Value, worked: DaysWorked) -> Value:
    """An amount as it would be for the whole period. Raises ``ZeroDivisionError`` where
    no day was worked."""
    if isinstance(value, Mapping):
        return {name: count / worked.part for name, count in value.items()}
    return value / worked.part
