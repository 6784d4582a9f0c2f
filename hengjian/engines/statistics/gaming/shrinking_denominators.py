"""Shrinking denominator: a rate that improves because fewer cases are counted in it."""

from fractions import Fraction

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.distributions import (
    binomial_at_least,
    binomial_at_most,
)
from hengjian.engines.statistics.gaming.signal import AT_MOST, Kind, Signal, signal


CHANGES = {True: ("缩小", "shrank"), False: ("扩大", "swelled")}  # by higher_is_better


def shrinking_denominator(
    before: Count,
    after: Count,
    *,
    intake_before: int,
    intake_after: int,
    higher_is_better: bool,
    at_most: float = AT_MOST,
) -> Signal | None:
    """A better rate on a denominator that no longer follows the intake.

    ``intake``: cases that came in and could have been counted (received, concluded). For
    a rate that should be high the denominator shrinks, for one that should be low it
    swells; and the numerator, measured by the intake, is no better than before.
    """
    if (
        before.rate is None
        or after.rate is None
        or not (intake_before and intake_after)
    ):
        return None
    better = after.rate > before.rate if higher_is_better else after.rate < before.rate
    if not better or _did_more(
        before, after, intake_before, intake_after, higher_is_better
    ):
        return None
    counted = before.denominator + after.denominator
    expected = intake_after / (intake_before + intake_after)
    tail = binomial_at_most if higher_is_better else binomial_at_least
    chance = tail(after.denominator, counted, expected)
    if chance > at_most:
        return None
    change = CHANGES[higher_is_better]
    return signal(
        Kind.SHRINKING_DENOMINATOR,
        chance,
        f"比率好转来自分母{change[0]}:分母由{before.denominator}变为{after.denominator},"
        f"同期受理由{intake_before}变为{intake_after},分子并未好转",
        f"The rate is better because its denominator {change[1]}: from "
        f"{before.denominator} to {after.denominator} while the intake went from "
        f"{intake_before} to {intake_after}; the numerator is no better",
        denominator_before=before.denominator,
        denominator_after=after.denominator,
        intake_before=intake_before,
        intake_after=intake_after,
        rate_before=before.rate,
        rate_after=after.rate,
    )


def _did_more(
    before: Count,
    after: Count,
    intake_before: int,
    intake_after: int,
    higher_is_better: bool,
) -> bool:
    earlier = Fraction(before.numerator, intake_before)
    later = Fraction(after.numerator, intake_after)
    return later > earlier if higher_is_better else later < earlier
