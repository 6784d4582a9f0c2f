"""Work that is dated in the last days before a month's cut-off."""

from collections.abc import Iterator

import numpy as np

from hengjian.engines.statistics.counts import Count, total
from hengjian.engines.statistics.gaming.cut_off_spikes import (
    cut_off_spike,
    near_cut_off,
)
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.signalling.collecting import Wanted
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.seeing import AT_MOST_EACH, clearest, seen


# acts that an office times itself: indicator, measure with the date of the act
WATCHED = (
    ("investigation_correction_rate", "litigation_supervision.investigation_raised"),
    ("trial_correction_adoption_rate", "litigation_supervision.trial_raised"),
    ("case_withdrawal_supervision_rate", "litigation_supervision.withdrawal_raised"),
    ("execution_correction_adoption_rate", "enforcement_supervision.execution_raised"),
    ("community_correction_adoption_rate", "enforcement_supervision.correction_raised"),
    ("civil_trial_supervision_adoption_rate", "civil.trial_suggestions"),
    ("civil_enforcement_supervision_adoption_rate", "civil.enforcement_suggestions"),
    ("public_interest_filing_rate", "public_interest.filed"),
    ("clearance_rate", "prosecution_review.cases_concluded"),
)
WANTED = Wanted(
    monthly=frozenset(measure for _, measure in WATCHED),
    days=frozenset(measure for _, measure in WATCHED),
)


def cut_off_spikes(figures: Figures) -> Iterator[Seen]:
    """Places whose share of acts just before cut-offs is far above the others'."""
    for indicator, measure in WATCHED:
        for unit in figures.units:
            found = clearest(
                (
                    window,
                    cut_off_spike(
                        _near(figures, measure, [unit], window.after),
                        _usual(figures, measure, unit, window.before, window.after),
                        at_most=AT_MOST_EACH,
                    ),
                )
                for window in figures.windows(measure)
            )
            yield from seen(found, indicator, unit)


def _usual(
    figures: Figures,
    measure: str,
    unit: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
) -> Count:
    """The share of all other places together; alone in the house, the own of last year."""
    others = [each for each in figures.units if each != unit]
    if others:
        return _near(figures, measure, others, after)
    return _near(figures, measure, [unit], before)


def _near(
    figures: Figures, measure: str, units: list[str], months: tuple[str, ...]
) -> Count:
    days = figures.days.get(measure, {})
    counts = [
        near_cut_off(days[unit, month], figures.cutoff_days)
        for unit in units
        for month in months
        if (unit, month) in days and np.size(days[unit, month])
    ]
    return total(counts)
