"""A rate as it is kept: two whole numbers."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Count:
    """``numerator`` of ``denominator`` (persons, cases); raises ValueError on nonsense."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator:
            raise ValueError(f"{self.numerator} of {self.denominator} is no share")

    @property
    def rate(self) -> Fraction | None:
        """The rate, or None where there is nothing to divide by."""
        if self.denominator == 0:
            return None
        return Fraction(self.numerator, self.denominator)


def total(counts: list[Count]) -> Count:
    """The ratio of sums, never the mean of ratios."""
    return Count(
        sum(one.numerator for one in counts), sum(one.denominator for one in counts)
    )
