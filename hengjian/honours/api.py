"""The API of honours: rounds with everybody looked at and why, and the record."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.honours.catalogue import HONOURS
from hengjian.honours.criteria import in_words
from hengjian.honours.models import Award, HonourRound
from hengjian.honours.queries import rounds as queries
from hengjian.honours.queries.findings import Told
from hengjian.indicators.api_schemas import Words
from hengjian.lib.bilingual import Text
from hengjian.lib.cursor import page_of


router = Router(tags=["honours"])


class HonourRoundOut(Schema):
    """One round of an honour."""

    id: int
    honour: str
    title: Words
    period: str
    unit: str
    stage: str
    notice_from_on: date | None
    notice_until_on: date | None
    decided_on: date | None
    matter: int


class RoundsOut(Schema):
    """A page of rounds; ``next`` is the cursor of the following."""

    items: list[HonourRoundOut]
    next: int | None


class CandidateOut(Schema):
    """Somebody looked at, with every criterion in words; ``meets_all`` false says why not.

    Values outside the caller's circle are left out of the words.
    """

    name: str
    meets_all: bool
    has_veto: bool
    is_nominated: bool
    findings: list[Words]


class WholeRoundOut(HonourRoundOut):
    """A round with its criteria and those whom the caller may be told of."""

    criteria: dict[str, int | str]
    criteria_basis: Words
    candidates: list[CandidateOut]
    others_not_met: int


class AwardOut(Schema):
    """An honour in the record."""

    id: int
    honour: str
    period: str
    unit: str
    holder: str
    awarded_on: date
    state: str


class AwardsOut(Schema):
    """A page of the record."""

    items: list[AwardOut]
    next: int | None


@router.get("/rounds", response=RoundsOut, summary="评选轮次")
@api_door(Permission.HONOUR_READ)
def rounds(
    request: HttpRequest, after: int | None = None, limit: int = 50
) -> RoundsOut:
    """The rounds of the caller's places, the newest first."""
    found, following = page_of(queries.rounds_seen(caller(request)), after, limit)
    return RoundsOut(
        items=[HonourRoundOut(**_round(each)) for each in found], next=following
    )


@router.get("/rounds/{number}", response=WholeRoundOut, summary="一轮评选")
@api_door(Permission.HONOUR_READ)
def one_round(request: HttpRequest, number: int) -> WholeRoundOut:
    """One round: who meets the criteria, who does not, and why; in no order of merit."""
    found = queries.round_seen(caller(request), number)
    if found is None:
        raise Http404(str(number))
    shown = queries.shown(found, caller(request))
    return WholeRoundOut(
        **_round(found),
        criteria=found.criteria,
        criteria_basis=_words(found.criteria_basis),
        candidates=[_candidate(each) for each in (*shown.met, *shown.not_met)],
        others_not_met=shown.others_not_met,
    )


@router.get("/awards", response=AwardsOut, summary="荣誉登记簿")
@api_door(Permission.HONOUR_READ)
def awards(
    request: HttpRequest, after: int | None = None, limit: int = 50
) -> AwardsOut:
    """The record of honours, withdrawn ones among them."""
    query = queries.awards_seen(caller(request)).order_by("-id")
    found, following = page_of(query, after, limit)
    return AwardsOut(items=[_award(each) for each in found], next=following)


def _words(text: Text) -> Words:
    return Words(zh=text.zh, en=text.en)


def _round(found: HonourRound) -> dict[str, Any]:
    return {
        "id": found.pk,
        "honour": found.honour,
        "title": _words(HONOURS[found.honour].title),
        "period": found.period,
        "unit": found.procuratorate.code,
        "stage": found.stage,
        "notice_from_on": found.notice_from_on,
        "notice_until_on": found.notice_until_on,
        "decided_on": found.decided_on,
        "matter": found.matter_id,
    }


def _candidate(told: Told) -> CandidateOut:
    each = told.candidate
    return CandidateOut(
        name=each.name,
        meets_all=each.meets_all,
        has_veto=bool(told.vetoes),
        is_nominated=each.is_nominated,
        findings=[_words(in_words(finding)) for finding in told.findings],
    )


def _award(each: Award) -> AwardOut:
    return AwardOut(
        id=each.pk,
        honour=each.round.honour,
        period=each.round.period,
        unit=each.round.procuratorate.code,
        holder=each.candidate.name,
        awarded_on=each.awarded_on,
        state=each.state,
    )
