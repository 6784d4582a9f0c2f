"""Rounds as somebody sees them: asked to rate, rated in them, or holding them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import where_may
from hengjian.lib import clock
from hengjian.organisation.models import Person
from hengjian.ratings.models import (
    Ratee,
    Rater,
    Rating,
    RatingResult,
    RatingRound,
    RoundState,
)
from hengjian.ratings.queries.released import summaries
from hengjian.ratings.tallies import Summary, read_tally, summary


def person_of(account: Account) -> Person | None:
    """Who an account is; nobody while it acts for another: nobody rates in another's name."""
    return None if account.acting_for is not None else account.person


def rounds_held(account: Account) -> QuerySet[Any]:
    """The rounds of the offices where the account holds ratings."""
    where = where_may(
        account, Permission.RATING_HOLD, unit="procuratorate", department="department"
    )
    return _told(RatingRound.objects.filter(where))


def rounds_due(account: Account) -> QuerySet[Any]:
    """The rounds that wait for the account's ballot today."""
    today = clock.today()
    person = person_of(account)
    mine = Rater.objects.filter(round=OuterRef("pk"), person=person, has_rated=False)
    return _told(
        RatingRound.objects.filter(
            Exists(mine),
            state=RoundState.OPEN,
            opens_on__lte=today,
            closes_on__gte=today,
        )
    )


def rounds_about(account: Account) -> QuerySet[Any]:
    """The released rounds in which the account's own person was rated."""
    mine = Ratee.objects.filter(round=OuterRef("pk"), person=account.person)
    return _told(RatingRound.objects.filter(Exists(mine), state=RoundState.RELEASED))


def rounds_seen(account: Account) -> QuerySet[Any]:
    """Every round that the account may open."""
    person = account.person
    asked = Rater.objects.filter(round=OuterRef("pk"), person=person)
    about = Ratee.objects.filter(round=OuterRef("pk"), person=person)
    where = where_may(
        account, Permission.RATING_HOLD, unit="procuratorate", department="department"
    )
    return _told(
        RatingRound.objects.filter(where | Q(Exists(asked)) | Q(Exists(about)))
    )


def _told(rounds: QuerySet[Any]) -> QuerySet[Any]:
    told: QuerySet[Any] = (
        rounds.select_related("rubric", "procuratorate", "department")
        .annotate(
            asked=Count("raters", distinct=True),
            done=Count("raters", filter=Q(raters__has_rated=True), distinct=True),
            rated=Count("ratees", distinct=True),
        )
        .order_by("-opens_on", "-pk")
    )
    return told


@dataclass(frozen=True)
class PersonRow:
    """One person's line of a released round; without a summary it is kept back."""

    person: Person
    is_kept_back: bool
    summary: Summary | None
    by_criterion: Mapping[str, Summary]


def person_rows(round_: RatingRound) -> list[PersonRow]:
    """Everybody who was rated, by staff number: never by what they got."""
    whole = summaries([round_.pk])
    single: dict[int, dict[str, Summary]] = {}
    for each in RatingResult.objects.filter(round=round_):
        one = summary(read_tally(each.tally))
        if one is not None:
            single.setdefault(each.person_id, {})[each.criterion] = one
    ratees = Ratee.objects.filter(round=round_).select_related("person")
    return [
        PersonRow(
            ratee.person,
            ratee.is_kept_back,
            whole.get((round_.pk, ratee.person_id)),
            single.get(ratee.person_id, {}),
        )
        for ratee in ratees.order_by("person__number")
    ]


@dataclass(frozen=True)
class Leniency:
    """How one rater of a named round lies against the others, exact."""

    person: Person
    people: int
    mean: Fraction
    against_others: Fraction | None


def leniency_by_name(round_: RatingRound) -> list[Leniency]:
    """Each rater's mean mark, and its mean distance from what others gave the same people.

    Only of a named round: an anonymous one keeps the ends and the middle alone.
    """
    if round_.is_anonymous:
        return []
    ratings = list(
        Rating.objects.filter(ratee__round=round_)
        .select_related("rater")
        .order_by("rater__number", "ratee_id", "criterion")
    )
    sums: dict[tuple[int, str], list[int]] = {}
    for each in ratings:
        sums.setdefault((each.ratee_id, each.criterion), []).append(each.level)
    given: dict[int, list[Rating]] = {}
    for each in ratings:
        given.setdefault(each.rater_id, []).append(each)
    return [_leniency(marks, sums) for marks in given.values()]


def _leniency(
    marks: list[Rating], sums: Mapping[tuple[int, str], list[int]]
) -> Leniency:
    apart: list[Fraction] = []
    for each in marks:
        levels = sums[each.ratee_id, each.criterion]
        if len(levels) > 1:
            others = Fraction(sum(levels) - each.level, len(levels) - 1)
            apart.append(each.level - others)
    mean = Fraction(sum(each.level for each in marks), len(marks))
    return Leniency(
        marks[0].rater,
        len({each.ratee_id for each in marks}),
        mean,
        sum(apart, Fraction(0)) / len(apart) if apart else None,
    )
