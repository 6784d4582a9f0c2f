"""XmR chart: one's own course, with limits from the differences of neighbours.

Limits are the mean ± 2.66 × the mean moving range (Wheeler); so they are rational and
computed exactly. Sigma is a third of that distance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isqrt

from hengjian.engines.statistics.run_rules import (
    Rule,
    Standing,
    rules_broken,
    standing,
)


FEWEST_POINTS = 8  # fewer say too little about their own noise
LIMIT_FACTOR = Fraction(266, 100)  # 3 / 1.128, as printed in the tables
ROOT_STEPS = 10**6


@dataclass(frozen=True)
class XmrChart:
    """Centre and limits (exact), and for each point the rules that it breaks."""

    values: tuple[Fraction | None, ...]
    centre: Fraction
    lower: Fraction
    upper: Fraction
    rules: tuple[frozenset[Rule], ...]


def xmr_chart(
    values: Sequence[Fraction | int | None],
    *,
    baseline: int | None = None,
    are_counts: bool = False,
) -> XmrChart | None:
    """The chart of a series; None with fewer than eight known points.

    ``baseline``: how many points from the start make the limits (default: all); later
    ones are only judged. Missing points (None) have no moving range on either side.
    ``are_counts``: a count scatters by the root of its mean at least, however still it
    has been so far, so the limits are never narrower than that.
    """
    points = tuple(None if one is None else Fraction(one) for one in values)
    base = points if baseline is None else points[:baseline]
    known = [one for one in base if one is not None]
    ranges = [
        abs(later - earlier)
        for earlier, later in pairwise(base)
        if earlier is not None and later is not None
    ]
    if len(known) < FEWEST_POINTS or not ranges:
        return None
    centre = Fraction(sum(known), len(known))
    distance = LIMIT_FACTOR * Fraction(sum(ranges), len(ranges))
    variance = (distance / 3) ** 2
    if are_counts and variance < centre:
        variance, distance = centre, 3 * _root(centre)
    standings: list[Standing | None] = [
        None if one is None else standing(one, centre, variance) for one in points
    ]
    return XmrChart(
        points, centre, centre - distance, centre + distance, rules_broken(standings)
    )


def _root(value: Fraction) -> Fraction:
    """The square root to six decimals, for drawing; decisions compare squares."""
    return Fraction(isqrt(int(value * ROOT_STEPS**2)), ROOT_STEPS)
