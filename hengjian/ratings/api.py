"""The API of ratings: what waits, what came out; the same queries as the pages."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.ratings.models import RoundState
from hengjian.ratings.queries.rounds import (
    PersonRow,
    person_rows,
    rounds_due,
    rounds_seen,
)


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
