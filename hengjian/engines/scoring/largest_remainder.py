"""Rounding parts so that they still add up to their rounded sum."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hengjian.engines.statistics.rounding import half_up


def apportion(parts: Sequence[Fraction], decimals: int) -> tuple[Decimal, ...]:
    """Parts with ``decimals`` decimals that sum to the half-up rounded exact sum.

    ``parts`` are not negative. Each is cut off; the units that are then lacking go to
    those that lost most by it, earlier ones first. A sum that needs no rounding of its
    parts leaves them as they are.
    """
    unit = 10**decimals
    cut, lost = [], []
    for part in parts:
        whole, rest = divmod(part.numerator * unit, part.denominator)
        cut.append(whole)
        lost.append(Fraction(rest, part.denominator))
    total = half_up(sum(parts, Fraction(0)), decimals)
    lacking = int(total.scaleb(decimals)) - sum(cut)
    by_loss = sorted(range(len(parts)), key=lambda place: -lost[place])
    for place in by_loss[:lacking]:
        cut[place] += 1
    return tuple(half_up(Fraction(units, unit), decimals) for units in cut)
