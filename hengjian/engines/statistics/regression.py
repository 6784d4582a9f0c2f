"""Regression to the mean, said in words where it must be thought of.

The place that was farthest out last time will most likely be nearer the middle this time,
whatever anyone did. So praise and blame for such a move need more than the move.
"""

from collections.abc import Sequence
from fractions import Fraction

from hengjian.lib.bilingual import Text


FEWEST_EARLIER = 4  # periods before the last, to say what is usual


def regression_note(
    earlier: Sequence[Fraction | int | None], now: Fraction | int | None
) -> Text | None:
    """The sentence, where the last earlier value was the farthest of all from the mean
    of those before it and the value now is nearer; else None.

    Needs five earlier values (missing ones are left out).
    """
    known = [Fraction(value) for value in earlier if value is not None]
    if now is None or len(known) <= FEWEST_EARLIER:
        return None
    *usual, last = known
    mean = Fraction(sum(usual), len(usual))
    was_farthest = all(abs(last - mean) > abs(value - mean) for value in usual)
    came_back = abs(Fraction(now) - mean) < abs(last - mean)
    if not (was_farthest and came_back):
        return None
    high = last > mean
    return Text(
        f"上期数值为历期最{'高' if high else '低'}，本期向平均水平"
        f"{'回落' if high else '回升'}往往是自然回归，单凭这一变化不能说明工作好坏",
        f"The last value was the {'highest' if high else 'lowest'} of all; a return "
        "towards the usual level is to be expected in any case (regression to the mean) "
        "and by itself says nothing about the work",
    )
