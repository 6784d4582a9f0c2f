"""The API of ratings: what waits, ballots, rounds, what came out; as the pages do."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.doors import visible_unit
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate
from hengjian.ratings.actions import releasing, rounds
from hengjian.ratings.actions.rounds import Wanted
from hengjian.ratings.ballots import Ballot, Mark
from hengjian.ratings.faults import BallotFault
from hengjian.ratings.models import Direction, Ratee, Rater, RoundState, Rubric
from hengjian.ratings.putting_in import put_in
from hengjian.ratings.queries.rounds import (
    PersonRow,
    person_of,
    person_rows,
    rounds_due,
    rounds_held,
    rounds_seen,
)
from hengjian.ratings.telling import tell_raters
from hengjian.ratings.wording import DIRECTIONS


router = Router(tags=["ratings"])


class RatingRoundOut(Schema):
    """A round of ratings; how many have rated, never who."""

    id: int
    title: str
    rubric: str
    direction: str
    is_anonymous: bool
    closes_on: date
    state: str
    asked: int
    done: int


class ResultOut(Schema):
    """One person's released result, exact (``"17/5"``); null where it is kept back."""

    person: str
    is_kept_back: bool
    raters: int | None
    mean: str | None
    variance: str | None
    criteria: dict[str, str]


class ResultsOut(Schema):
    """A released round as far as the caller sees it."""

    round: RatingRoundOut
    scale: int
    digest: str
    items: list[ResultOut]


class DoneOut(Schema):
    """It is in; nothing of it is told back."""

    done: bool


class MarkIn(Schema):
    """One mark; the ends of the scale ask for a fact."""

    level: int
    evidence: str = ""


class BallotIn(Schema):
    """Marks by staff number and criterion; who is not in it was not judged."""

    marks: dict[str, dict[str, MarkIn]]


class RoundIn(Schema):
    """A round to be opened; without a department all of the office."""

    unit: str
    rubric: str
    title: str = ""
    direction: str
    department: str = ""
    is_anonymous: bool
    from_on: date
    until_on: date
    closes_on: date


class RatingReasonIn(Schema):
    """Why."""

    reason: str


@router.get("/due", response=list[RatingRoundOut], summary="等我评议的")
@api_door(Permission.RATING_GIVE)
def due(request: HttpRequest) -> list[RatingRoundOut]:
    """The rounds that wait for the caller's ballot today."""
    return [_round(each) for each in rounds_due(caller(request))]


@router.get("/{number}", response=ResultsOut, summary="一轮评议的结果")
@api_door(Permission.RATING_GIVE)
def results(request: HttpRequest, number: int) -> ResultsOut:
    """What came out of a released round: the caller's own, or all for who holds ratings."""
    account = caller(request)
    found = rounds_seen(account).filter(pk=number, state=RoundState.RELEASED).first()
    if found is None:
        raise Http404
    rows = person_rows(found)
    if not may(account, Permission.RATING_HOLD, unit=found.procuratorate):
        rows = [row for row in rows if row.person.pk == account.person_id]
    return ResultsOut(
        round=_round(found),
        scale=found.rubric.scale,
        digest=found.digest,
        items=[_result(row) for row in rows],
    )


@router.post("/{number}/ballot", response=DoneOut, summary="交评议")
@api_door(Permission.RATING_GIVE)
def ballot(request: HttpRequest, number: int, body: BallotIn) -> DoneOut:
    """Hand a ballot in; an anonymous one is part of sums from then on."""
    account = caller(request)
    rater = person_of(account)
    round_ = rounds_seen(account).filter(pk=number).first()
    if (
        round_ is None
        or rater is None
        or not Rater.objects.filter(round=round_, person=rater).exists()
    ):
        raise Http404
    given = _ballot(round_, body)
    if round_.is_anonymous:
        put_in(round_, rater, given)
    else:
        rounds.give_ratings(round_=round_, rater=rater, ballot=given, by=account)
    return DoneOut(done=True)


@router.post("", response={201: RatingRoundOut}, summary="发起评议")
@api_door(Permission.RATING_HOLD)
def open_round(request: HttpRequest, body: RoundIn) -> Any:
    """Open a round; who is asked to rate is told."""
    account = caller(request)
    unit = visible_unit(account, Permission.RATING_HOLD, body.unit)
    found = rounds.open_round(wanted=_wanted(unit, body), by=account)
    tell_raters(found, by=account)
    return 201, _round(rounds_held(account).get(pk=found.pk))


@router.post("/{number}/release", response=RatingRoundOut, summary="公布评议结果")
@api_door(Permission.RATING_HOLD)
def release(request: HttpRequest, number: int) -> RatingRoundOut:
    """Release what came out, whole."""
    account = caller(request)
    releasing.release_round(round_=_held(account, number), by=account)
    return _round(_held(account, number))


@router.post("/{number}/cancel", response=RatingRoundOut, summary="作废评议")
@api_door(Permission.RATING_HOLD)
def cancel(request: HttpRequest, number: int, body: RatingReasonIn) -> RatingRoundOut:
    """Cancel a round; what came in is thrown away unread."""
    account = caller(request)
    rounds.cancel_round(round_=_held(account, number), reason=body.reason, by=account)
    return _round(_held(account, number))


def _held(account: Account, number: int) -> Any:
    found = rounds_held(account).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _ballot(round_: Any, body: BallotIn) -> Ballot:
    """By staff numbers; raises ``BallotFault`` for one that is not in the round."""
    known = dict(
        Ratee.objects.filter(round=round_).values_list("person__number", "person_id")
    )
    unknown = sorted(body.marks.keys() - known.keys())
    if unknown:
        raise BallotFault(
            Text(
                f"被评人中没有工号 {unknown[0]}。",
                f"Nobody with the number {unknown[0]} is rated in this round.",
            ),
            where=unknown[0],
        )
    return Ballot(
        {
            known[number]: {
                name: Mark(mark.level, mark.evidence) for name, mark in marks.items()
            }
            for number, marks in body.marks.items()
        }
    )


def _wanted(unit: Procuratorate, body: RoundIn) -> Wanted:
    rubric = Rubric.objects.filter(
        procuratorate=unit, name=body.rubric, ended_on__isnull=True
    ).first()
    department = unit.departments.filter(code=body.department).first()
    if rubric is None or body.direction not in DIRECTIONS:
        raise BallotFault(
            Text("请选评议表和方式。", "Choose a rubric and who rates whom.")
        )
    if body.department and department is None:
        raise BallotFault(Text("没有这个部门。", "There is no such department."))
    return Wanted(
        procuratorate=unit,
        department=department,
        rubric=rubric,
        title=(body.title or rubric.title).strip()[:100],
        direction=Direction(body.direction),
        is_anonymous=body.is_anonymous,
        from_on=body.from_on,
        until_on=body.until_on,
        opens_on=clock.today(),
        closes_on=body.closes_on,
    )


def _round(found: Any) -> RatingRoundOut:
    return RatingRoundOut(
        id=found.pk,
        title=found.title,
        rubric=found.rubric.name,
        direction=found.direction,
        is_anonymous=found.is_anonymous,
        closes_on=found.closes_on,
        state=found.state,
        asked=found.asked,
        done=found.done,
    )


def _result(row: PersonRow) -> ResultOut:
    whole = row.summary
    return ResultOut(
        person=row.person.number,
        is_kept_back=row.is_kept_back,
        raters=whole.count if whole else None,
        mean=str(whole.mean) if whole else None,
        variance=str(whole.variance) if whole else None,
        criteria={name: str(one.mean) for name, one in row.by_criterion.items()},
    )
