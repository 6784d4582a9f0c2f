"""Ratchet: results held at the target, so that the next target does not rise.

Work with real cases scatters: a rate of n cases lies √(t(1-t)/n) from its true value, more
or less. Results that all reach their target and lie closer to it than so many cases would
by themselves are held there.
"""

from collections.abc import Sequence
from fractions import Fraction

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.distributions import chi_squared_at_most
from hengjian.engines.statistics.gaming.signal import AT_MOST, Kind, Signal, signal


FEWEST_PERIODS = 6


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
        f"连续{len(pairs)}期结果都恰好达到目标,波动小于案件数所允许的自然波动",
        f"{len(pairs)} results in a row reach their targets exactly, closer than that "
        "many cases would scatter",
        periods=len(pairs),
        scatter=float(scatter),
        expected_scatter=len(pairs),
    )


def _missed(result: Count, target: Fraction, higher_is_better: bool) -> bool:
    wanted = target * result.denominator
    if higher_is_better:
        return result.numerator < wanted
    return result.numerator > wanted


def _squared_distance(result: Count, target: Fraction) -> Fraction:
    expected = target * result.denominator
    return (result.numerator - expected) ** 2 / (expected * (1 - target))
