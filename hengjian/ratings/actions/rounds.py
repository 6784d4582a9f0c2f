"""Acts on rounds: opened, rated by name, cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.ratings.ballots import Ballot, check
from hengjian.ratings.faults import RatingFault
from hengjian.ratings.models import (
    Direction,
    Ratee,
    Rater,
    Rating,
    RatingRound,
    RoundState,
    Rubric,
    Urn,
)
from hengjian.ratings.tallies import FEWEST
from hengjian.ratings.urn import new_urn
from hengjian.ratings.who import who_rates_whom


@dataclass(frozen=True)
class Wanted:
    """A round as it is asked for."""

    procuratorate: Procuratorate
    department: Department | None
    rubric: Rubric
    title: str
    direction: Direction
    is_anonymous: bool
    from_on: date
    until_on: date
    opens_on: date
    closes_on: date


@journal.action
def open_round(*, wanted: Wanted, by: Actor) -> RatingRound:
    """Open a round with the people who sit there on its first day.

    Raises ``RatingFault``: nobody to rate or to be rated, days the wrong way round, or
    anonymous although somebody could be written about by fewer than five.
    """
    _check_days(wanted)
    found = who_rates_whom(
        wanted.procuratorate, wanted.department, wanted.direction, wanted.opens_on
    )
    _check_people(wanted, found.ratees, found.raters)
    round_ = RatingRound(**vars(wanted), opened_by=by.journal_name)
    round_.save()
    Ratee.objects.bulk_create(
        [Ratee(round=round_, person=each) for each in found.ratees]
    )
    Rater.objects.bulk_create(
        [Rater(round=round_, person=each) for each in found.raters]
    )
    if round_.is_anonymous:
        new_urn(round_)
    journal.enter(
        "ratings.round_opened",
        subject=round_,
        new={
            "rubric": wanted.rubric.name,
            "direction": wanted.direction,
            "anonymous": wanted.is_anonymous,
            "ratees": len(found.ratees),
            "raters": len(found.raters),
            "closes_on": wanted.closes_on,
        },
    )
    return round_


def _check_days(wanted: Wanted) -> None:
    if wanted.closes_on < wanted.opens_on or wanted.until_on < wanted.from_on:
        raise RatingFault(Text("起止日期颠倒。", "The days stand the wrong way round."))
    if wanted.rubric.ended_on is not None:
        raise RatingFault(Text("这份评议表已停用。", "The rubric is out of use."))


def _check_people(
    wanted: Wanted, ratees: Sequence[Person], raters: Sequence[Person]
) -> None:
    numbers = {each.pk for each in raters}
    fewest = min((len(numbers - {each.pk}) for each in ratees), default=0)
    if not fewest:
        raise RatingFault(
            Text("没有人可评，或没有人可以评议。", "Nobody to be rated, or to rate.")
        )
    if wanted.is_anonymous and fewest < FEWEST:
        raise RatingFault(
            Text(
                f"能评议其中某人的不足 {FEWEST} 人，匿名等于具名：请改为具名评议。",
                f"Fewer than {FEWEST} could write about somebody: anonymous would be"
                " named. Open it as a named round.",
            )
        )


@journal.action
def give_ratings(
    *, round_: RatingRound, rater: Person, ballot: Ballot, by: Actor
) -> None:
    """Hand a named ballot in; until the round closes another takes its place.

    Raises ``NotForThem``, ``BallotFault``, ``RatingFault``.
    """
    round_ = RatingRound.objects.select_for_update().get(pk=round_.pk)
    if round_.is_anonymous:
        raise RatingFault(Text("这轮评议是匿名的。", "This round is anonymous."))
    check(round_, rater, ballot)
    ratees = {each.person_id: each for each in Ratee.objects.filter(round=round_)}
    Rating.objects.filter(ratee__round=round_, rater=rater).delete()
    Rating.objects.bulk_create(
        Rating(
            ratee=ratees[person],
            rater=rater,
            criterion=criterion,
            level=mark.level,
            evidence=mark.evidence.strip(),
            given_on=clock.today(),
        )
        for person, marks in ballot.marks.items()
        for criterion, mark in marks.items()
    )
    Rater.objects.filter(round=round_, person=rater).update(has_rated=True)
    journal.enter("ratings.given", subject=round_, new={"people": sorted(ballot.marks)})


@journal.action
def cancel_round(*, round_: RatingRound, reason: str, by: Actor) -> RatingRound:
    """Cancel a round that is not released; what came in is thrown away unread.

    Raises ``RatingFault``.
    """
    reason = reason.strip()[:500]
    if not reason:
        raise RatingFault(Text("请写明理由。", "Say why."), status=422)
    Urn.objects.select_for_update().filter(round=round_).first()
    round_ = RatingRound.objects.select_for_update().get(pk=round_.pk)
    if round_.state != RoundState.OPEN:
        raise RatingFault(
            Text("已公布或作废的评议不能作废。", "It is released or cancelled already.")
        )
    round_.state, round_.cancelled_on = RoundState.CANCELLED, clock.today()
    round_.reason = reason
    round_.save()
    Urn.objects.filter(round=round_).delete()
    Rating.objects.filter(ratee__round=round_).delete()
    journal.enter("ratings.round_cancelled", subject=round_, new={"reason": reason})
    return round_
