"""Everything that the sheets of a round rest on, from all sources."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hengjian.appraisal.gathering.absences import Away, adjust_amounts, away_in
from hengjian.appraisal.gathering.given import Gathered
from hengjian.appraisal.gathering.indicators import Cells, gather_indicators
from hengjian.appraisal.gathering.ledger import gather_ledger
from hengjian.appraisal.gathering.matters import gather_matters
from hengjian.appraisal.gathering.own_department import gather_own_department
from hengjian.appraisal.gathering.papers import gather_papers
from hengjian.appraisal.gathering.people import subjects_on
from hengjian.appraisal.gathering.ratings import gather_ratings
from hengjian.appraisal.gathering.reviews import gather_reviews
from hengjian.appraisal.gathering.targets import gather_targets
from hengjian.appraisal.gathering.typed import gather_typed
from hengjian.appraisal.gathering.vetoes import gather_vetoes
from hengjian.appraisal.item_sources import ItemSource, SourceKind, sources_of
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.engines.scoring.dry_run.trial import Events
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.engines.scoring.rules import Bonus, Deduction
from hengjian.indicators.actions.citing import Cited
from hengjian.indicators.models import Run
from hengjian.indicators.queries.values import latest_run
from hengjian.lib import clock


@dataclass(frozen=True)
class Facts:
    """What was gathered, the run it was read from, and what is to be cited of it."""

    scheme: Scheme
    scheme_digest: str
    gathered: Gathered
    run: Run | None
    cited: tuple[Cited, ...]

    @property
    def people(self) -> list[Person]:
        """The engine's people, by staff number."""
        return [
            Person(
                subject.person.number,
                subject.department_code,
                {
                    item: given.value
                    for item, given in self.gathered.given[subject.person.pk].items()
                },
            )
            for subject in self.gathered.subjects
        ]


def gather(round_: AppraisalRound, shared: Mapping[str, Cells] | None = None) -> Facts:
    """Gather every source of a round's scheme; nothing is written.

    ``shared`` holds, by period, values that were computed for several rounds at once.
    Who was away by leave on every working day of the period has no sheet.
    """
    version = round_.scheme.version  # rounds are opened for adopted schemes only
    scheme = scheme_of(version.text)
    names = {item.item for item in scheme.items}
    sources = sources_of(version.sources, names)
    since, last = days_of(round_.period)
    until = min(last, clock.today())
    subjects = subjects_on(round_.scheme, until)
    keys = [subject.person.pk for subject in subjects]
    away = away_in(round_.scheme.procuratorate, keys, since, until)
    whole = {person for person, one in away.items() if one.is_whole}
    subjects = [subject for subject in subjects if subject.person.pk not in whole]
    gathered = Gathered(subjects, {one.person.pk: {} for one in subjects})

    def of(kind: SourceKind) -> Mapping[str, ItemSource]:
        return {
            item: source
            for item, source in sources.items()
            if source.kind is kind and item in names
        }

    run = latest_run() if of(SourceKind.INDICATOR) else None
    cells = (shared or {}).get(round_.period)
    indicators = of(SourceKind.INDICATOR)
    cited = gather_indicators(round_, indicators, gathered, run, cells)
    targets = of(SourceKind.TARGET)
    if targets:
        gather_targets(round_, targets, gathered, _away_so_far(round_, keys))
    gather_ledger(round_, of(SourceKind.LEDGER), gathered)
    gather_ratings(round_, of(SourceKind.RATING), gathered)
    gather_matters(round_, of(SourceKind.MATTERS), gathered)
    gather_reviews(round_, of(SourceKind.REVIEW), gathered, scheme)
    gather_papers(round_, of(SourceKind.DOCUMENT), gathered)
    gather_own_department(round_, of(SourceKind.DEPARTMENT), gathered)
    gather_vetoes(round_, of(SourceKind.VETO), gathered)
    gather_typed(round_, of(SourceKind.TYPED), gathered)
    _count_events(scheme, gathered)
    adjust_amounts(scheme, gathered, away)
    return Facts(scheme, version.digest, gathered, run, tuple(cited))


def _away_so_far(round_: AppraisalRound, people: list[int]) -> Mapping[int, Away]:
    """Days away from January on: targets are asked from the year's beginning."""
    scheme = round_.scheme
    until = min(days_of(round_.period)[1], clock.today())
    return away_in(scheme.procuratorate, people, date(scheme.year, 1, 1), until)


def _count_events(scheme: Scheme, gathered: Gathered) -> None:
    """What is deducted or added for each occurrence is a number of rare events."""
    counted = {
        item.item for item in scheme.items if isinstance(item.rule, Bonus | Deduction)
    }
    for given in gathered.given.values():
        for item in counted & set(given):
            one = given[item]
            if (
                one.behind is None
                and isinstance(one.value, Fraction)
                and one.value.denominator == 1
            ):
                given[item] = replace(one, behind=Events(int(one.value)))
