"""Exact second moments: whole numbers over a common denominator, no rounding."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


class Column:
    """Values as whole numbers over one denominator, so that sums stay quick."""

    def __init__(self, values: Sequence[Fraction]) -> None:
        self.scale = lcm(*{value.denominator for value in values})
        self.units = [v.numerator * (self.scale // v.denominator) for v in values]
        self.sum = sum(self.units)

    def __len__(self) -> int:
        return len(self.units)

    def mean(self) -> Fraction:
        """The exact mean."""
        return Fraction(self.sum, self.scale * len(self))


def covariance(first: Column, second: Column) -> Fraction:
    """The exact covariance, over n."""
    number = len(first)
    products = sum(a * b for a, b in zip(first.units, second.units, strict=True))
    return Fraction(
        number * products - first.sum * second.sum,
        number * number * first.scale * second.scale,
    )


def squared_correlation(first: Column, second: Column) -> tuple[Fraction, int] | None:
    """r² and the sign of r, exact; None where one of the two never varies."""
    both = covariance(first, second)
    spread = covariance(first, first) * covariance(second, second)
    if not spread:
        return None
    return both * both / spread, (both > 0) - (both < 0)
