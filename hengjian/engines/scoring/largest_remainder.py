"""Rounding parts so that they still add up to their rounded sum."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm


def apportion(parts: Sequence[Fraction], decimals: int) -> tuple[Decimal, ...]:
    """Parts with ``decimals`` decimals that sum to the half-up rounded exact sum.

    ``parts`` are not negative. Each is cut off; the units that are then lacking go to
    those that lost most by it, earlier ones first. A sum that needs no rounding of its
    parts leaves them as they are.
    """
    unit = 10**decimals
    cut, lost, lossless = [], [], True
    for part in parts:
        whole, rest = divmod(part.numerator * unit, part.denominator)
        cut.append(whole)
        lost.append((rest, part.denominator))
        lossless = lossless and not rest
    if not lossless:
        _give_back(cut, lost)
    # from a text: Decimal arithmetic would round to its context's 28 places
    return tuple(Decimal(f"{units}E-{decimals}") for units in cut)


def _give_back(cut: list[int], lost: list[tuple[int, int]]) -> None:
    """Add one to those that lost most, as often as all that was lost rounds up to."""
    # over one denominator, so that integers are compared
    common = lcm(*(denominator for _, denominator in lost))
    losses = [rest * (common // denominator) for rest, denominator in lost]
    lacking = (2 * sum(losses) + common) // (2 * common)  # half up
    if not lacking:
        return
    by_loss = sorted(range(len(losses)), key=lambda place: -losses[place])
    for place in by_loss[:lacking]:
        cut[place] += 1


def exact_sum(parts: Iterable[Fraction]) -> Fraction:
    """The sum over one common denominator: the same number, much sooner."""
    pairs = [(part.numerator, part.denominator) for part in parts]
    common = lcm(*(denominator for _, denominator in pairs))
    return Fraction(sum(top * (common // bottom) for top, bottom in pairs), common)
