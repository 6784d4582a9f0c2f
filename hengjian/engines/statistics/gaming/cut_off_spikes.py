"""Spike before the cut-off: work that is closed in the last days of the period."""

import numpy as np
import numpy.typing as npt

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.distributions import higher_share
from hengjian.engines.statistics.gaming.signal import (
    AT_MOST,
    Kind,
    Signal,
    percent,
    signal,
)


LAST_DAYS = 3
TIMES_USUAL = 2  # a share below twice the usual one is not worth a person's time

Days = npt.NDArray[np.datetime64]


def near_cut_off(days: Days, cut_offs: Days, last_days: int = LAST_DAYS) -> Count:
    """How many days lie in the last days up to a cut-off (included), of how many.

    ``days`` and ``cut_offs`` are datetime64[D]; days after the last cut-off are left out.
    """
    ordered = np.sort(cut_offs)
    places = np.searchsorted(ordered, days, side="left")
    within = places < len(ordered)
    left = (ordered[places[within]] - days[within]).astype(np.int64)
    return Count(int((left < last_days).sum()), int(within.sum()))


def cut_off_spike(
    own: Count, usual: Count, *, at_most: float = AT_MOST
) -> Signal | None:
    """Own share of work closed just before cut-offs, against a usual one.

    ``usual`` is that of the peers, or the own of an earlier year: month's ends are busy
    everywhere. Give cases, not persons: persons of one case are closed together.
    """
    if own.rate is None or usual.rate is None or own.rate < TIMES_USUAL * usual.rate:
        return None
    chance = higher_share(
        usual.numerator, usual.denominator, own.numerator, own.denominator
    )
    if chance > at_most:
        return None
    return signal(
        Kind.CUT_OFF_SPIKE,
        chance,
        f"截止日前几天办结{own.numerator}件，占{percent(own.rate)}，"
        f"通常为{percent(usual.rate)}",
        f"{own.numerator} were closed in the last days before the cut-off, "
        f"{percent(own.rate)} where {percent(usual.rate)} is usual",
        near=own.numerator,
        closed=own.denominator,
        usual_share=usual.rate,
    )
