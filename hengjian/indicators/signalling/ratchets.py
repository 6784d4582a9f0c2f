"""Counts held still month after month, and rates held at their targets."""

from collections.abc import Iterator

from hengjian.engines.statistics.gaming.ratchets import held_still
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.signalling.collecting import Wanted
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.seeing import seen
from hengjian.indicators.signalling.windows import Window


PERIODS = 12
# acts that an office times itself: indicator, measures that are added up
WATCHED = (
    (
        "civil_trial_supervision_adoption_rate",
        ("civil.trial_suggestions", "civil.enforcement_suggestions"),
    ),
    ("civil_judgment_supervision_rate", ("civil.judgments_supervised",)),
    (
        "investigation_correction_rate",
        ("litigation_supervision.investigation_raised",),
    ),
    ("trial_correction_adoption_rate", ("litigation_supervision.trial_raised",)),
    (
        "execution_correction_adoption_rate",
        (
            "enforcement_supervision.execution_raised",
            "enforcement_supervision.correction_raised",
            "enforcement_supervision.property_raised",
        ),
    ),
    ("public_interest_filing_rate", ("public_interest.filed",)),
    (
        "unlawful_administrative_act_adoption_rate",
        ("administrative.unlawful_act_suggestions",),
    ),
)
WANTED = Wanted(monthly=frozenset(name for _, names in WATCHED for name in names))


def counts_held_still(figures: Figures) -> Iterator[Seen]:
    """Places whose number of acts is the same month after month."""
    months = figures.months[-PERIODS:]
    if len(months) < PERIODS:
        return
    for indicator, measures in WATCHED:
        for unit in figures.units:
            signal = held_still(
                [figures.count(measures, unit, [month]) for month in months]
            )
            if signal is not None:
                yield from seen((Window((), months), signal), indicator, unit)
