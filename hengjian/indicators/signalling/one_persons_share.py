"""One person's name on far more than others', or than before."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from hengjian.engines.statistics.distributions import higher_share
from hengjian.engines.statistics.gaming.one_persons_share import one_persons_share
from hengjian.engines.statistics.gaming.signal import Signal, percent
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.signalling.collecting import Wanted
from hengjian.indicators.signalling.figures import Figures
from hengjian.indicators.signalling.seeing import AT_MOST_EACH, clearest, seen
from hengjian.indicators.signalling.windows import Window
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Watched:
    """Results of a department's people, and the cases that they had to get them from.

    Without ``caseload`` each person's part is set against the own part a year before.
    """

    indicator: str
    results: tuple[str, ...]
    caseload: tuple[str, ...] = ()


WATCHED = (
    Watched(
        "investigation_correction_rate",
        ("litigation_supervision.investigation_raised",),
        ("prosecution_review.cases_concluded", "arrest_review.cases_concluded"),
    ),
    Watched("clearance_rate", ("prosecution_review.cases_accepted",)),
)
WANTED = Wanted(
    monthly=frozenset(name for w in WATCHED for name in w.results),
    people=frozenset(name for w in WATCHED for name in (*w.results, *w.caseload)),
)


def one_persons_shares(figures: Figures) -> Iterator[Seen]:
    """Places where a department's results stand in one name."""
    for watched in WATCHED:
        for unit in figures.units:
            found = clearest(
                (window, _signal(figures, watched, unit, department, window))
                for window in figures.windows(*watched.results)
                for department in figures.departments(watched.results, unit)
            )
            sentence = None
            if found and not watched.caseload:
                sentence = _against_before(found[1])
            yield from seen(found, watched.indicator, unit, sentence)


def _signal(
    figures: Figures, watched: Watched, unit: str, department: str, window: Window
) -> Signal | None:
    results = figures.by_person(watched.results, unit, department, window.after)
    months = window.after if watched.caseload else window.before
    measures = watched.caseload or watched.results
    caseload = figures.by_person(measures, unit, department, months)
    departments = len(figures.departments(watched.results, unit))
    at_most = AT_MOST_EACH / max(departments, 1)
    found = one_persons_share(results, caseload, at_most=at_most)
    if found is None:
        return None
    # the cases are few themselves in a small department: their share is no certainty
    person, people = str(found.evidence["person"]), len(caseload)
    chance = higher_share(
        caseload.get(person, 0),
        sum(caseload.values()),
        results.get(person, 0),
        sum(results.get(each, 0) for each in caseload),
    )
    return found if chance * people <= at_most else None


def _against_before(signal: Signal) -> Text:
    share, before = signal.evidence["share"], signal.evidence["share_of_cases"]
    now, then = percent(Fraction(share)), percent(Fraction(before))
    total = signal.evidence["results"]
    return Text(
        f"同一部门{total}件案件中有{now}在一人名下，上年同期为{then}。仅供核查，可能另有正当原因",
        f"{now} of a department's {total} cases stand in one name, {then} in the same "
        "months of the year before. To be looked at; there may be good reasons",
    )
