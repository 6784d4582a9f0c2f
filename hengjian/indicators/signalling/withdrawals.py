"""Non-prosecution turned into withdrawal by the police."""

from collections.abc import Iterator
from dataclasses import dataclass

from hengjian.engines.statistics.gaming.withdrawals import (
    Endings,
    non_prosecution_into_withdrawal,
)
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.signalling.collecting import Wanted
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.seeing import AT_MOST_EACH, clearest, seen


@dataclass(frozen=True)
class Watched:
    """Persons by how their review ended."""

    indicator: str
    not_prosecuted: str
    withdrawn: str
    concluded: str


WATCHED = (
    Watched(
        "non_prosecution_rate",
        "prosecution_review.not_prosecuted",
        "prosecution_review.withdrawals",
        "prosecution_review.concluded",
    ),
)
WANTED = Wanted(
    monthly=frozenset(
        name for w in WATCHED for name in (w.not_prosecuted, w.withdrawn, w.concluded)
    )
)


def withdrawals(figures: Figures) -> Iterator[Seen]:
    """Places whose withdrawals grew by what their non-prosecutions lost."""
    for watched in WATCHED:
        for unit in figures.units:
            found = clearest(
                (
                    window,
                    non_prosecution_into_withdrawal(
                        _endings(figures, watched, unit, window.before),
                        _endings(figures, watched, unit, window.after),
                        at_most=AT_MOST_EACH,
                    ),
                )
                for window in figures.windows(watched.concluded)
            )
            yield from seen(found, watched.indicator, unit)


def _endings(
    figures: Figures, watched: Watched, unit: str, months: tuple[str, ...]
) -> Endings:
    return Endings(
        *(
            figures.count([measure], unit, months)
            for measure in (
                watched.not_prosecuted,
                watched.withdrawn,
                watched.concluded,
            )
        )
    )
