"""Every source of signals, and what they all need to be counted."""

from collections.abc import Callable, Iterable

from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.signalling import (
    bunching,
    category_shifts,
    cut_off_spikes,
    one_persons_share,
    ratchets,
    shrinking_denominators,
    withdrawals,
)
from hengjian.indicators.signalling.collecting import Wanted
from hengjian.indicators.signalling.counter_indicators import counter_indicators
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.run_rules import run_rules


Source = Callable[[Figures], Iterable[Seen]]

GAMING: tuple[Source, ...] = (
    bunching.bunched_dates,
    category_shifts.category_shifts,
    counter_indicators,
    cut_off_spikes.cut_off_spikes,
    one_persons_share.one_persons_shares,
    ratchets.counts_held_still,
    shrinking_denominators.shrinking_denominators,
    withdrawals.withdrawals,
)
SOURCES: tuple[Source, ...] = (run_rules, *GAMING)

_MODULES = (
    bunching,
    category_shifts,
    cut_off_spikes,
    one_persons_share,
    ratchets,
    shrinking_denominators,
    withdrawals,
)


def wanted() -> Wanted:
    """What the sources look at, together."""
    each = [module.WANTED for module in _MODULES]
    return Wanted(
        monthly=frozenset().union(*(one.monthly for one in each)),
        people=frozenset().union(*(one.people for one in each)),
        days=frozenset().union(*(one.days for one in each)),
        gaps=frozenset().union(*(one.gaps for one in each)),
    )
