"""Rates that improve because fewer cases are counted in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.gaming.shrinking_denominators import (
    shrinking_denominator,
)
from hengjian.engines.statistics.gaming.signal import Signal
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.signalling.collecting import Wanted
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.seeing import AT_MOST_EACH, clearest, seen
from hengjian.indicators.signalling.windows import Window


@dataclass(frozen=True)
class Watched:
    """A rate as two measures, and the measure of what could have been counted in it."""

    indicator: str
    numerator: str
    denominator: str
    intake: str
    is_part: bool = True  # the denominator's cards are some of the intake's


WATCHED = (
    Watched(
        "seven_day_reply_rate",
        "complaint.procedural_replies_in_time",
        "complaint.procedural_replies_due",
        "complaint.accepted",
    ),
    Watched(
        "petition_hearing_rate",
        "complaint.reviews_heard",
        "complaint.reviews_closed",
        "complaint.concluded",
    ),
    Watched(
        "recommendation_rate",
        "prosecution_review.recommendations",
        "prosecution_review.leniency_prosecuted",
        "prosecution_review.prosecuted",
    ),
    Watched(
        "administrative_transfer_rate",
        "prosecution_review.punishment_opinions",
        "prosecution_review.punishment_needed",
        "prosecution_review.not_prosecuted",
    ),
    Watched(
        "civil_three_month_conclusion_rate",
        "civil.concluded_in_time",
        "civil.concluded",
        "civil.accepted",
        is_part=False,
    ),
)
WANTED = Wanted(
    monthly=frozenset(
        name for w in WATCHED for name in (w.numerator, w.denominator, w.intake)
    )
)


def shrinking_denominators(figures: Figures) -> Iterator[Seen]:
    """Places whose rate rose on a denominator that no longer follows the intake."""
    for watched in WATCHED:
        indicator = figures.packs.indicators.get(watched.indicator)
        if indicator is None or indicator.direction not in {"up", "down"}:
            continue
        higher = indicator.direction == "up"
        for unit in figures.units:
            found = clearest(
                (window, _signal(figures, watched, unit, window, higher))
                for window in figures.windows(watched.denominator, watched.intake)
            )
            yield from seen(found, watched.indicator, unit)


def _signal(
    figures: Figures, watched: Watched, unit: str, window: Window, higher: bool
) -> Signal | None:
    def rate(months: tuple[str, ...]) -> Count:
        counted = figures.count([watched.denominator], unit, months)
        good = figures.count([watched.numerator], unit, months)
        return Count(min(good, counted), counted)

    return shrinking_denominator(
        rate(window.before),
        rate(window.after),
        intake_before=figures.count([watched.intake], unit, window.before),
        intake_after=figures.count([watched.intake], unit, window.after),
        higher_is_better=higher,
        is_part=watched.is_part,
        at_most=AT_MOST_EACH,
    )
