"""p chart: a rate's own course, with limits that widen as the denominator shrinks.

The limits are p ± 3 √(p(1-p)/n) within 0 and 1, floats for drawing; whether a point is
beyond them is decided on exact squares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from hengjian.engines.statistics.counts import Count, total
from hengjian.engines.statistics.run_rules import (
    Rule,
    Standing,
    rules_broken,
    standing,
)
from hengjian.engines.statistics.xmr import FEWEST_POINTS


@dataclass(frozen=True)
class PChart:
    """Centre (exact), limits of each point (floats, None where missing), rules broken."""

    values: tuple[Fraction | None, ...]
    centre: Fraction
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    rules: tuple[frozenset[Rule], ...]


def p_chart(
    counts: Sequence[Count | None], *, baseline: int | None = None, fewest: int = 1
) -> PChart | None:
    """The chart of a rate; None with fewer than eight known points.

    Points with a denominator below ``fewest`` are missing: they stay in the centre's
    sums and out of every rule. ``baseline`` as in ``xmr_chart``.
    """
    base = [one for one in counts[:baseline] if one is not None and one.denominator]
    if len(base) < FEWEST_POINTS:
        return None
    centre = total(base).rate
    assert centre is not None  # noqa: S101 (every denominator above is positive)
    shown = [
        one if one is not None and one.denominator >= max(fewest, 1) else None
        for one in counts
    ]
    variances = [
        None if one is None else centre * (1 - centre) / one.denominator
        for one in shown
    ]
    standings: list[Standing | None] = [
        None
        if one is None or variance is None or one.rate is None
        else standing(one.rate, centre, variance)
        for one, variance in zip(shown, variances, strict=True)
    ]
    distances = [
        None if variance is None else 3 * sqrt(variance) for variance in variances
    ]
    return PChart(
        values=tuple(None if one is None else one.rate for one in shown),
        centre=centre,
        lower=tuple(
            None if one is None else max(0.0, float(centre) - one) for one in distances
        ),
        upper=tuple(
            None if one is None else min(1.0, float(centre) + one) for one in distances
        ),
        rules=rules_broken(standings),
    )
