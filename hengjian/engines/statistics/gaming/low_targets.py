"""Targets set low (人为压低): a target that any ordinary period would reach.

The own course says what is ordinary: its mean and its sigma, as on an XmR chart.
"""

from collections.abc import Sequence
from fractions import Fraction

from hengjian.engines.statistics.distributions import normal_at_most
from hengjian.engines.statistics.gaming.signal import Kind, Signal, percent, signal
from hengjian.engines.statistics.xmr import xmr_chart


SIGMAS = 2  # a target so many sigmas below the mean is missed once in 44 periods


def low_target(
    history: Sequence[Fraction | int | None],
    target: Fraction | int,
    *,
    higher_is_better: bool,
) -> Signal | None:
    """A target that is worse than the own course by two sigmas or more.

    ``history``: values of earlier periods in the target's terms, eight known at least
    (else None); it is the course before the target was set.
    """
    chart = xmr_chart(history)
    if chart is None:
        return None
    slack = chart.centre - target if higher_is_better else target - chart.centre
    sigma = (chart.upper - chart.centre) / 3
    if slack <= 0 or slack < SIGMAS * sigma:
        return None
    missed = normal_at_most(-float(slack / sigma)) if sigma else 0.0
    reached = sum(
        1
        for value in chart.values
        if value is not None
        and (value >= target if higher_is_better else value <= target)
    )
    known = sum(1 for value in chart.values if value is not None)
    return signal(
        Kind.LOW_TARGET,
        missed,
        f"目标明显低于自身历史水平：过去{known}期中有{reached}期已达到，"
        f"照常工作达到目标的可能性约{percent(1 - Fraction(missed))}",
        f"The target lies well short of the own course: {reached} of the last {known} "
        f"periods reached it, and an ordinary period would with a probability of about "
        f"{percent(1 - Fraction(missed))}",
        target=Fraction(target),
        usual=chart.centre,
        periods=known,
        periods_reaching=reached,
    )
