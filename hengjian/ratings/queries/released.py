"""Results of ratings that are released: what sheets cite, what a person sees."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.urls import reverse

from hengjian.organisation.models import Procuratorate
from hengjian.ratings.models import RatingResult, RatingRound, RoundState
from hengjian.ratings.tallies import Summary, over_criteria, read_tally, summary


@dataclass(frozen=True)
class Rated:
    """One person's rating on a rubric, exact, and what it rests on.

    ``value`` is the mean over the criteria (and over several rounds, each weighing one)
    on 0 to ``scale``; ``raters`` are the fewest who wrote in a round; ``spread`` is the
    variance among raters. ``reference``, ``digest`` and ``address`` are of the last round.
    """

    person_id: int
    value: Fraction
    scale: int
    raters: int
    lowest: int
    highest: int
    spread: Fraction
    rounds: tuple[int, ...]
    reference: str
    digest: str
    address: str


def ratings_given(
    *, unit: Procuratorate, rubric: str, from_on: date, until_on: date
) -> list[Rated]:
    """Everybody's released rating on a rubric, for work rated up to days of the span.

    Of whom too few wrote there is none: missing is not zero. By the persons' keys.
    """
    rounds = RatingRound.objects.filter(
        procuratorate=unit,
        rubric__name=rubric,
        state=RoundState.RELEASED,
        until_on__range=(from_on, until_on),
    ).select_related("rubric")
    ordered = list(rounds.order_by("until_on", "pk"))
    known = {each.pk: each for each in ordered}
    found: dict[int, dict[int, Summary]] = defaultdict(dict)
    for (round_id, person), whole in summaries(known).items():
        found[person][round_id] = whole
    return [
        _rated(
            person, [(known[each.pk], of[each.pk]) for each in ordered if each.pk in of]
        )
        for person, of in sorted(found.items())
    ]


def summaries(rounds: Iterable[int]) -> dict[tuple[int, int], Summary]:
    """Over all criteria, by round and person."""
    gathered: dict[tuple[int, int], list[Summary]] = defaultdict(list)
    results = RatingResult.objects.filter(round__in=list(rounds))
    for each in results.order_by("round_id", "person_id", "criterion"):
        one = summary(read_tally(each.tally))
        if one is not None:
            gathered[each.round_id, each.person_id].append(one)
    whole = {place: over_criteria(each) for place, each in gathered.items()}
    return {place: each for place, each in whole.items() if each is not None}


def _rated(person: int, told: list[tuple[RatingRound, Summary]]) -> Rated:
    last = told[-1][0]
    # rounds on scales that differ are brought to the last one's
    scales: Mapping[int, Fraction] = {
        each.pk: Fraction(last.rubric.scale, each.rubric.scale) for each, _ in told
    }
    number = len(told)
    return Rated(
        person_id=person,
        value=sum((one.mean * scales[each.pk] for each, one in told), Fraction(0))
        / number,
        scale=last.rubric.scale,
        raters=min(one.count for _, one in told),
        lowest=min(one.lowest for _, one in told),
        highest=max(one.highest for _, one in told),
        spread=sum(
            (one.variance * scales[each.pk] ** 2 for each, one in told), Fraction(0)
        )
        / number,
        rounds=tuple(each.pk for each, _ in told),
        reference=f"ratings.ratinground:{last.pk}",
        digest=last.digest,
        address=reverse("ratings:person", args=[last.pk, person]),
    )
