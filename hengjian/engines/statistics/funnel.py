"""Funnel plot: a rate among its peers, with exact binomial limits around theirs.

For a peer rate θ and a denominator n, the lower limit at probability p is found as
Spiegelhalter (2005) does: r is the smallest count with P(R ≤ r) ≥ p, and between r - 1
and r the limit is interpolated, (r - a) / n with a = (P(R ≤ r) - p) / P(R = r), so that
the curve has no steps. The upper limit mirrors it: 1 less the lower limit of 1 - θ. So a
count beyond a limit, on either side, has a chance below p to be as far out or farther.

The limits hold for places that differ by chance alone; real places differ more, so that
many points beyond them say that the group is mixed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hengjian.engines.statistics.counts import Count, total
from hengjian.engines.statistics.distributions import (
    binomial_at_most,
    binomial_quantile,
)


WARNING = 0.025  # 95 % of places lie within, by chance alone
ACTION = 0.001  # 99.8 %


class Position(StrEnum):
    """Where a place lies in the funnel."""

    FAR_BELOW = "far_below"
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    FAR_ABOVE = "far_above"


@dataclass(frozen=True)
class Limits:
    """Limits for one denominator, as rates; floats, for drawing and placing."""

    far_low: float
    low: float
    high: float
    far_high: float


@dataclass(frozen=True)
class FunnelPoint:
    """One place: its rate (None without cases), its limits and where it lies."""

    count: Count
    rate: Fraction | None
    limits: Limits | None
    position: Position | None


@dataclass(frozen=True)
class Funnel:
    """The peer rate, exact, and each place by its key."""

    rate: Fraction
    points: Mapping[str, FunnelPoint]


def lower_limit(rate: Fraction, denominator: int, probability: float) -> float:
    """The interpolated lower limit, from 0 to the rate."""
    theta = float(rate)
    if rate in (0, 1):
        return theta  # what never varies has no width
    count = binomial_quantile(probability, denominator, theta)
    up_to = binomial_at_most(count, denominator, theta)
    chance = up_to - binomial_at_most(count - 1, denominator, theta)
    found = (count - (up_to - probability) / chance) / denominator
    # with few cases the interpolation may cross 0 or the rate: a limit never does
    return min(max(found, 0.0), theta)


def limits(rate: Fraction, denominator: int) -> Limits:
    """The four limits around the peer rate for a denominator above 0."""
    return Limits(
        far_low=lower_limit(rate, denominator, ACTION),
        low=lower_limit(rate, denominator, WARNING),
        high=1 - lower_limit(1 - rate, denominator, WARNING),
        far_high=1 - lower_limit(1 - rate, denominator, ACTION),
    )


def funnel(places: Mapping[str, Count]) -> Funnel | None:
    """Each place among all; None where no place has a case."""
    rate = total(list(places.values())).rate
    if rate is None:
        return None
    return Funnel(rate, {key: _point(count, rate) for key, count in places.items()})


def _point(count: Count, peer_rate: Fraction) -> FunnelPoint:
    if count.rate is None:
        return FunnelPoint(count, None, None, None)
    around = limits(peer_rate, count.denominator)
    return FunnelPoint(count, count.rate, around, _position(float(count.rate), around))


def _position(rate: float, around: Limits) -> Position:
    if rate < around.far_low:
        return Position.FAR_BELOW
    if rate < around.low:
        return Position.BELOW
    if rate > around.far_high:
        return Position.FAR_ABOVE
    if rate > around.high:
        return Position.ABOVE
    return Position.WITHIN
