"""How fairly a scheme works: prompts for the appraisal committee, never part of a sheet.

The questions of the dry run, put to the sheets as they are: totals against size of
department, kind of work and department in groups of ten or more; each item's share of the
spread; items that tell nobody apart. Nobody is named.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hengjian.appraisal.canonical import value_of
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.queries.correcting import people_of, scheme_of_round
from hengjian.appraisal.sheet_payload import read_payload
from hengjian.engines.scoring.dry_run.chance import chance_items
from hengjian.engines.scoring.dry_run.deciding import (
    LARGE,
    Decides,
    decides,
    flat_items,
    large_items,
)
from hengjian.engines.scoring.dry_run.favouring import favoured
from hengjian.engines.scoring.dry_run.finding import SMALLEST_GROUP, Finding, percent
from hengjian.engines.scoring.dry_run.moments import Column, covariance
from hengjian.engines.scoring.dry_run.trial import Behind, Events, Trial, tried
from hengjian.engines.scoring.rules import PerOccurrence
from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department
from hengjian.organisation.models.post import PostKind
from hengjian.ratings.models import RatingRound, RoundState
from hengjian.ratings.queries.released import summaries
from hengjian.ratings.tallies import Summary


# bands of departments by how many people they have
SIZES = ((5, "1–5"), (10, "6–10"), (20, "11–20"), (10**9, "21+"))


@dataclass(frozen=True)
class Group:
    """A group of ten or more: how many, mean and spread of their totals."""

    name: str
    people: int
    mean: Decimal
    spread: Decimal


@dataclass(frozen=True)
class Share:
    """One item: its part of the differences between totals, and of the full marks."""

    title: Text
    item: str
    of_spread: Decimal
    of_marks: Decimal
    is_large: bool


@dataclass(frozen=True)
class RaterSpread:
    """A released round: how far its raters lie apart; of anonymous ones the ends alone."""

    round: RatingRound
    people: int
    between: Decimal | None
    within: Decimal | None


@dataclass(frozen=True)
class Fairness:
    """Everything that the page of one round shows."""

    round: AppraisalRound
    people: int
    final: int
    departments: tuple[Group, ...]
    kinds: tuple[Group, ...]
    sizes: tuple[Group, ...]
    left_out: int
    shares: tuple[Share, ...]
    findings: tuple[Finding, ...]
    raters: tuple[RaterSpread, ...]


def fairness(round_: AppraisalRound, titles: Mapping[str, Text]) -> Fairness:
    """Ask the sheets of a round; nothing is written. Raises ``UserFault``."""
    scheme, people = scheme_of_round(round_), list(people_of(round_).values())
    trial = tried(scheme, people)
    behind = _behind(round_)
    shares = decides(trial)
    kinds = {name: one.kind for name, one in behind.items()}
    by_department = _groups(trial, {s.person: s.department for s in trial.final})
    named = _department_names(round_)
    departments = [
        Group(named.get(g.name, g.name), g.people, g.mean, g.spread)
        for g in by_department
    ]
    return Fairness(
        round_,
        len(people),
        len(trial.final),
        tuple(departments),
        tuple(_groups(trial, kinds)),
        tuple(_by_size(trial)),
        len(trial.final) - sum(group.people for group in departments),
        tuple(_share(one, titles) for one in shares),
        (
            *large_items(shares, LARGE),
            *flat_items(trial),
            *chance_items(trial, behind),
            *favoured(trial, behind),
        ),
        tuple(_raters(round_)),
    )


def _share(one: Decides, titles: Mapping[str, Text]) -> Share:
    return Share(
        titles.get(one.item, Text.same(one.item)),
        one.item,
        percent(one.of_spread),
        percent(one.of_marks),
        one.of_spread > LARGE,
    )


def _groups(trial: Trial, of: Mapping[str, str]) -> list[Group]:
    totals: dict[str, list[Fraction]] = {}
    for sheet in trial.final:
        totals.setdefault(of.get(sheet.person, ""), []).append(Fraction(sheet.total))
    return [
        _group(name, found)
        for name, found in sorted(totals.items())
        if name and len(found) >= SMALLEST_GROUP
    ]


def _by_size(trial: Trial) -> list[Group]:
    """Totals by the number of people of the department, in bands."""
    people = Counter(person.department for person in trial.people.values())
    band = {
        sheet.person: next(
            name for most, name in SIZES if people[sheet.department] <= most
        )
        for sheet in trial.final
        if sheet.department
    }
    found = {group.name: group for group in _groups(trial, band)}
    return [found[name] for _, name in SIZES if name in found]


def _group(name: str, totals: Sequence[Fraction]) -> Group:
    column = Column(list(totals))
    return Group(
        name,
        len(totals),
        half_up(column.mean(), 2),
        root(covariance(column, column)),
    )


def root(variance: Fraction) -> Decimal:
    """The standard deviation as it is shown; exact until here."""
    exact = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    return half_up(Fraction(exact), 2)


def _behind(round_: AppraisalRound) -> dict[str, Behind]:
    """Counts behind values, and the kind of work: the case type that makes most of
    somebody's workload; where no cases are counted the post mainly held.
    """
    rules = {
        item.item: item.rule
        for item in scheme_of_round(round_).items
        if isinstance(item.rule, PerOccurrence)
    }
    sheets = round_.sheets.filter(current__isnull=False).select_related(
        "current", "person"
    )
    posts = _posts(round_)
    found = {}
    for sheet in sheets.order_by("person__number"):
        payload = read_payload(sheet.version.payload)
        counts = {item: _count(kept) for item, kept in payload["behind"].items()}
        kind = _main_work(payload, rules) or posts.get(sheet.person_id, "")
        found[payload["person"]] = Behind(kind, counts)
    return found


def _main_work(payload: Mapping[str, Any], rules: Mapping[str, PerOccurrence]) -> str:
    """The case type with most work by coefficient; the first of those alike."""
    weighed: dict[str, Fraction] = {}
    for item, rule in rules.items():
        value = value_of(payload["values"][item]) if item in payload["values"] else None
        if isinstance(value, Mapping):
            for kind, number in value.items():
                work = number * rule.coefficients.get(kind, Fraction(1))
                weighed[kind] = weighed.get(kind, Fraction(0)) + work
    most = max(weighed.values(), default=Fraction(0))
    return next((kind for kind in sorted(weighed) if weighed[kind] == most > 0), "")


def _count(kept: Sequence[int]) -> Count | Events:
    return Count(kept[0], kept[1]) if len(kept) == 2 else Events(kept[0])


def _posts(round_: AppraisalRound) -> dict[int, str]:
    labels = dict(PostKind.choices)
    seats = round_.sheets.filter(
        person__appointments__is_main=True,
        person__appointments__until_on__isnull=True,
    ).order_by("person_id")
    return {
        person: str(labels.get(kind, kind))
        for person, kind in seats.values_list(
            "person_id", "person__appointments__post__kind"
        )
    }


def _department_names(round_: AppraisalRound) -> dict[str, str]:
    found = Department.objects.filter(procuratorate=round_.scheme.procuratorate)
    return {each.code: each.name for each in found} | {
        str(each.pk): each.name for each in found
    }


def _raters(round_: AppraisalRound) -> list[RaterSpread]:
    year = int(round_.period[:4])
    rounds = RatingRound.objects.filter(
        procuratorate=round_.scheme.procuratorate,
        state=RoundState.RELEASED,
        until_on__year=year,
    ).order_by("until_on", "pk")
    known = {each.pk: each for each in rounds}
    told = summaries(known)
    people = Counter(number for number, _ in told)
    return [
        RaterSpread(each, people[number], *_spreads(number, told))
        for number, each in known.items()
    ]


def _spreads(
    number: int, told: Mapping[tuple[int, int], Summary]
) -> tuple[Decimal | None, Decimal | None]:
    """Between the people rated, and within one person's raters (mean variance)."""
    of_round = [one for (which, _), one in told.items() if which == number]
    if len(of_round) < SMALLEST_GROUP:
        return None, None
    means = Column([one.mean for one in of_round])
    within = sum(
        (one.variance for one in of_round),
        Fraction(0),
    )
    return root(covariance(means, means)), root(within / len(of_round))
