"""Ratchet: results held at the target, so that the next target does not rise.

Work with real cases scatters: a rate of n cases lies √(t(1-t)/n) from its true value, more
or less, a count of n from its mean by √n. Results that all reach their target and lie
closer to it than so many cases would by themselves are held there; so are counts that
come out the same month after month, whatever the target is.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import exp, factorial, isqrt, lgamma, log

import numpy as np

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.distributions import chi_squared_at_most
from hengjian.engines.statistics.gaming.signal import AT_MOST, Kind, Signal, signal


FEWEST_PERIODS = 6
FEWEST_COUNTED = 8  # periods of a count whose target is not known
FEWEST_CASES = 16
EXACT_UP_TO = 100  # cases; above that chi-squared is as good


def ratchet(
    results: Sequence[Count | None],
    targets: Sequence[Fraction | None],
    *,
    higher_is_better: bool = True,
    at_most: float = AT_MOST,
) -> Signal | None:
    """Results period by period against their targets (shares from 0 to 1).

    None with fewer than six periods that have both, or where one missed its target.
    """
    pairs = [
        (result, target)
        for result, target in zip(results, targets, strict=True)
        if result is not None and result.denominator and target is not None
    ]
    if len(pairs) < FEWEST_PERIODS:
        return None
    if any(_missed(result, target, higher_is_better) for result, target in pairs):
        return None
    if any(not 0 < target < 1 for _, target in pairs):
        return None  # at 0 or 1 there is no scatter to miss
    scatter = sum(_squared_distance(result, target) for result, target in pairs)
    # as near as this on either side, times each landing on the better side: wherever
    # the true rate lies, honest results do not do both more often
    chance = chi_squared_at_most(float(scatter), len(pairs)) * 0.5 ** len(pairs)
    if chance > at_most:
        return None
    return signal(
        Kind.RATCHET,
        chance,
        f"连续{len(pairs)}期结果都恰好达到目标，波动小于案件数所允许的自然波动",
        f"{len(pairs)} results in a row reach their targets exactly, closer than that "
        "many cases would scatter",
        periods=len(pairs),
        scatter=float(scatter),
        expected_scatter=len(pairs),
    )


def held_still(
    counts: Sequence[int | None], *, at_most: float = AT_MOST
) -> Signal | None:
    """Counts period by period that are more alike than independent cases could be.

    The chance is exact: that so many cases, each as likely in one period as in another,
    divide at least so evenly. None with fewer than eight known periods or sixteen cases.
    """
    known = [count for count in counts if count is not None]
    total = sum(known)
    if len(known) < FEWEST_COUNTED or total < FEWEST_CASES:
        return None
    chance = _chance_so_even(sum(count**2 for count in known), total, len(known))
    if chance > at_most:
        return None
    usual = Fraction(total, len(known))
    return signal(
        Kind.RATCHET,
        chance,
        f"连续{len(known)}期数量几乎不变(最少{min(known)}、最多{max(known)}),"
        "波动小于独立发生的案件所应有的自然波动",
        f"The count hardly changed over {len(known)} periods (from {min(known)} to "
        f"{max(known)}): cases that come by themselves scatter more",
        periods=len(known),
        cases=total,
        mean=usual,
        least=min(known),
        most=max(known),
    )


def _chance_so_even(squares: int, total: int, periods: int) -> float:
    """P(Σ n² ≤ squares) for ``total`` cases thrown into ``periods`` equal boxes."""
    if total > EXACT_UP_TO:
        scatter = (squares - total**2 / periods) / (total / periods)
        return chi_squared_at_most(scatter, periods - 1)
    # ways[n, s]: of the boxes so far with n cases whose squares sum to s, 1/Π nᵢ!
    ways = np.zeros((total + 1, squares + 1))
    ways[0, 0] = 1.0
    most = min(total, isqrt(squares))
    for _ in range(periods):
        added = np.zeros_like(ways)
        for n in range(most + 1):
            square = n * n
            added[n:, square:] += ways[
                : total + 1 - n, : squares + 1 - square
            ] / factorial(n)
        ways = added
    logarithm = lgamma(total + 1) - total * log(periods)
    found = float(ways[total].sum())
    return min(1.0, exp(logarithm + log(found))) if found else 0.0


def _missed(result: Count, target: Fraction, higher_is_better: bool) -> bool:
    wanted = target * result.denominator
    if higher_is_better:
        return result.numerator < wanted
    return result.numerator > wanted


def _squared_distance(result: Count, target: Fraction) -> Fraction:
    expected = target * result.denominator
    return (result.numerator - expected) ** 2 / (expected * (1 - target))
