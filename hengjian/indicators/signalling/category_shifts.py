"""Cases that counted against a place and now stand in a neighbouring category."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.model import Measure
from hengjian.engines.statistics.gaming.category_shifts import category_shift
from hengjian.engines.statistics.gaming.signal import Signal
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.signalling.collecting import Wanted
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.seeing import AT_MOST_EACH, clearest, seen
from hengjian.lib.bilingual import Text


# indicator, measures of categories that exclude each other
WATCHED = (
    (
        "investigation_correction_rate",
        (
            "litigation_supervision.investigation_raised",
            "litigation_supervision.trial_raised",
            "litigation_supervision.withdrawal_raised",
        ),
    ),
    (
        "discretionary_non_prosecution_share",
        (
            "prosecution_review.not_prosecuted_discretionary",
            "prosecution_review.not_prosecuted_insufficient_evidence",
            "prosecution_review.not_prosecuted_statutory",
        ),
    ),
    (
        "insufficient_evidence_non_arrest_share",
        (
            "arrest_review.non_arrests_insufficient_evidence",
            "arrest_review.non_arrests_no_danger",
        ),
    ),
)
WANTED = Wanted(monthly=frozenset(name for _, names in WATCHED for name in names))


def category_shifts(figures: Figures) -> Iterator[Seen]:
    """Places where one category lost what another gained."""
    for indicator, measures in WATCHED:
        for unit in figures.units:
            found = clearest(
                (
                    window,
                    category_shift(
                        {m: figures.count([m], unit, window.before) for m in measures},
                        {m: figures.count([m], unit, window.after) for m in measures},
                        at_most=AT_MOST_EACH,
                    ),
                )
                for window in figures.windows(*measures)
            )
            if found:
                sentence = _in_words(found[1], figures.packs.measures)
                yield from seen(found, indicator, unit, sentence)


def _in_words(signal: Signal, measures: Mapping[str, Measure]) -> Text:
    """The sentence with the measures' labels for their names."""
    zh, en = signal.sentence.zh, signal.sentence.en
    for side in ("losing", "gaining"):
        name = str(signal.evidence[side])
        label = measures[name].label or Text.same(name)
        zh, en = zh.replace(name, label.zh), en.replace(name, label.en)
    return Text(zh, en)
