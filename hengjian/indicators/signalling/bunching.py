"""Many dates just inside a limit, few just outside, as nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hengjian.engines.statistics.distributions import higher_share
from hengjian.engines.statistics.gaming import bunching as statistics
from hengjian.engines.statistics.gaming.signal import Signal
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.signalling.collecting import Wanted
from hengjian.indicators.signalling.figures import Figures, Lengths
from hengjian.indicators.signalling.seeing import AT_MOST_EACH, clearest, seen


@dataclass(frozen=True)
class Watched:
    """A limit in days: cards of a measure, from one date to another."""

    indicator: str
    measure: str
    start: str
    end: str
    limit: int

    @property
    def gap(self) -> tuple[str, str, str]:
        return self.measure, self.start, self.end


WATCHED = (
    # rule 163: a procedural reply within seven days
    Watched(
        "seven_day_reply_rate",
        "complaint.accepted",
        "accepted_on",
        "procedural_replied_on",
        7,
    ),
)
WANTED = Wanted(
    monthly=frozenset(w.measure for w in WATCHED),
    gaps=frozenset(w.gap for w in WATCHED),
)


def bunched_dates(figures: Figures) -> Iterator[Seen]:
    """Places whose dates gather at a limit more than the others' do."""
    for watched in WATCHED:
        for unit in figures.units:
            others = [each for each in figures.units if each != unit]
            found = clearest(
                (
                    window,
                    _signal(
                        watched,
                        _values(figures, watched, [unit], window.after),
                        _values(figures, watched, others, window.after),
                    ),
                )
                for window in figures.windows(watched.measure)
            )
            yield from seen(found, watched.indicator, unit)


def _signal(watched: Watched, own: Lengths, others: Lengths) -> Signal | None:
    found = statistics.bunching(
        own.tolist(), watched.limit, favourable_above=False, at_most=AT_MOST_EACH
    )
    if found is None or not len(others):
        return found
    # everybody hurries before a limit: only more than the others' hurry is a prompt
    chance = higher_share(
        int((others == watched.limit).sum()),
        len(others),
        int((own == watched.limit).sum()),
        len(own),
    )
    return found if chance <= AT_MOST_EACH else None


def _values(
    figures: Figures, watched: Watched, units: list[str], months: tuple[str, ...]
) -> Lengths:
    cells = figures.gaps.get(watched.gap, {})
    chosen = [
        cells[unit, month]
        for unit in units
        for month in months
        if (unit, month) in cells
    ]
    return np.concatenate(chosen) if chosen else np.empty(0, dtype=np.int64)
