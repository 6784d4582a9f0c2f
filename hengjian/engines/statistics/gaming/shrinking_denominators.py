"""Shrinking denominator: a rate that improves because fewer cases are counted in it."""

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.distributions import (
    binomial_at_least,
    binomial_at_most,
    higher_share,
)
from hengjian.engines.statistics.gaming.signal import AT_MOST, Kind, Signal, signal


MORE_THAN_CHANCE = 0.1  # good work that grew with less chance than this has grown
CHANGES = {True: ("缩小", "shrank"), False: ("扩大", "swelled")}  # by higher_is_better


def shrinking_denominator(
    before: Count,
    after: Count,
    *,
    intake_before: int,
    intake_after: int,
    higher_is_better: bool,
    is_part: bool = False,
    at_most: float = AT_MOST,
) -> Signal | None:
    """A better rate on a denominator that no longer follows the intake.

    ``intake``: cases that came in and could have been counted (received, concluded). For
    a rate that should be high the denominator shrinks, for one that should be low it
    swells; and the numerator, measured by the intake, is no better than before, chance
    apart. ``is_part`` says that the denominator's cases are some of the intake's: then
    the counted share is compared exactly, else the two only grow and shrink together.
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
    chance = (_chance_as_part if is_part else _chance_beside)(
        before.denominator,
        after.denominator,
        intake_before,
        intake_after,
        shrinks=higher_is_better,
    )
    if chance > at_most:
        return None
    change = CHANGES[higher_is_better]
    return signal(
        Kind.SHRINKING_DENOMINATOR,
        chance,
        f"比率好转来自分母{change[0]}：分母由{before.denominator}变为{after.denominator}，"
        f"同期受理由{intake_before}变为{intake_after}，分子并未好转",
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


def _chance_beside(
    before: int, after: int, intake_before: int, intake_after: int, *, shrinks: bool
) -> float:
    """Chance of so small (or large) a denominator, did it follow the intake."""
    tail = binomial_at_most if shrinks else binomial_at_least
    expected = intake_after / (intake_before + intake_after)
    return tail(after, before + after, expected)


def _chance_as_part(
    before: int, after: int, intake_before: int, intake_after: int, *, shrinks: bool
) -> float:
    """Chance of so small (or large) a counted share, were it the same in both periods."""
    # an intake of neighbouring days may hold a little less than what was counted
    counted, later = min(before, intake_before), min(after, intake_after)
    if shrinks:
        counted, later = intake_before - counted, intake_after - later
    return higher_share(counted, intake_before, later, intake_after)


def _did_more(
    before: Count,
    after: Count,
    intake_before: int,
    intake_after: int,
    higher_is_better: bool,
) -> bool:
    """Whether there is more good work (or less bad) for the intake than chance allows."""
    earlier = min(before.numerator, intake_before)
    later = min(after.numerator, intake_after)
    if not higher_is_better:
        earlier, later = intake_before - earlier, intake_after - later
    chance = higher_share(earlier, intake_before, later, intake_after)
    return chance < MORE_THAN_CHANCE
