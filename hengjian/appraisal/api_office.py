"""The API of appraisal for the office that does the work: the same acts as the pages."""

from decimal import Decimal

from django.http import HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.appraisal.actions import facts, rounds
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.gathering.people import subjects_on
from hengjian.appraisal.models import AppraisalFact, AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.appraisal.queries.open_questions import open_questions
from hengjian.appraisal.queries.sight import round_worked, scheme_worked
from hengjian.lib import clock
from hengjian.lib.cursor import page_of
from hengjian.organisation.models import Person


P = Permission
router = Router(tags=["appraisal"])


class RoundOut(Schema):
    """A month or a year of a scheme, and what keeps it from being closed."""

    id: int
    scheme: int
    period: str
    state: str
    computed: int
    sheets: int
    final: int
    under_objection: int
    waiting_facts: int
    closing_digest: str


class AppraisalRoundsOut(Schema):
    """A page of rounds; ``next`` is the cursor of the following."""

    items: list[RoundOut]
    next: int | None


class ListedSheetOut(Schema):
    """One person's sheet of a round, without its lines."""

    id: int
    person: str
    total: Decimal | None
    status: str
    proposed: str


class ListedSheetsOut(Schema):
    """A page of sheets; ``next`` is the cursor of the following."""

    items: list[ListedSheetOut]
    next: int | None


class FactOut(Schema):
    """A typed fact and how far it is."""

    id: int
    person: str
    item: str
    value: str
    evidence: str
    state: str


class FactsOut(Schema):
    """A page of facts; ``next`` is the cursor of the following."""

    items: list[FactOut]
    next: int | None


class PeriodIn(Schema):
    """A month such as 2026-10, or the year."""

    period: str


class FactIn(Schema):
    """A value with its evidence; ``person`` is a staff number."""

    person: str
    item: str
    value: str
    evidence: str
    evidence_link: str = ""


class FactDecisionIn(Schema):
    """Confirmed, or refused with a reason."""

    confirmed: bool
    reason: str = ""


class AppraisalReasonIn(Schema):
    """Why."""

    reason: str


class ClosingIn(Schema):
    """Why sheets that are still provisional may stay so."""

    with_provisional: str = ""


@router.get("/rounds", response=AppraisalRoundsOut, summary="考核期")
@api_door(P.SHEET_READ_ALL)
def list_rounds(
    request: HttpRequest, after: int | None = None, limit: int = 50
) -> AppraisalRoundsOut:
    """The rounds of the offices where the caller reads everybody's sheets."""
    units = visible_units(caller(request), P.SHEET_READ_ALL)
    found = AppraisalRound.objects.filter(scheme__procuratorate__in=units)
    page, following = page_of(
        found.select_related("scheme__adopted_version"), after, limit
    )
    return AppraisalRoundsOut(items=[_round_out(one) for one in page], next=following)


@router.post("/schemes/{number}/rounds", response=RoundOut, summary="开始一期")
@api_door(P.APPRAISAL_PREPARE)
def open_round(request: HttpRequest, number: int, body: PeriodIn) -> RoundOut:
    """Open a month or the year of an adopted scheme, and have its sheets computed."""
    account = caller(request)
    scheme = scheme_worked(account, number, P.APPRAISAL_PREPARE)
    opened = rounds.open_round(scheme=scheme, period=body.period, by=account)
    rounds.ask_computing(round_=opened, by=account)
    return _round_out(opened)


@router.get("/rounds/{number}/sheets", response=ListedSheetsOut, summary="一期考评表")
@api_door(P.SHEET_READ_ALL)
def sheets_of(
    request: HttpRequest, number: int, after: int | None = None, limit: int = 50
) -> ListedSheetsOut:
    """A round's sheets of people; one of them whole is read under ``/sheets``."""
    found = round_worked(caller(request), number, P.SHEET_READ_ALL)
    sheets = found.sheets.filter(current__isnull=False).select_related("person")
    page, following = page_of(sheets, after, limit)
    items = [
        ListedSheetOut(
            id=one.pk,
            person=one.person.number,
            total=one.total,
            status="final" if one.is_final else "provisional",
            proposed=one.grade,
        )
        for one in page
    ]
    return ListedSheetsOut(items=items, next=following)


@router.post("/rounds/{number}/compute", response=RoundOut, summary="重新计算")
@api_door(P.APPRAISAL_PREPARE)
def compute(request: HttpRequest, number: int) -> RoundOut:
    """Have the worker compute the sheets from what is known now."""
    account = caller(request)
    found = round_worked(account, number, P.APPRAISAL_PREPARE)
    rounds.ask_computing(round_=found, by=account)
    return _round_out(found)


@router.post("/rounds/{number}/close", response=RoundOut, summary="关闭一期")
@api_door(P.APPRAISAL_DECIDE)
def close(request: HttpRequest, number: int, body: ClosingIn) -> RoundOut:
    """Close a round: its sheets are frozen as they are."""
    account = caller(request)
    found = round_worked(account, number, P.APPRAISAL_DECIDE)
    closed = rounds.close_round(
        round_=found, with_provisional=body.with_provisional, by=account
    )
    return _round_out(closed)


@router.get("/rounds/{number}/facts", response=FactsOut, summary="考核事实")
@api_door(P.SHEET_READ_ALL)
def facts_of(
    request: HttpRequest, number: int, after: int | None = None, limit: int = 50
) -> FactsOut:
    """The typed facts of a round, the newest first."""
    found = round_worked(caller(request), number, P.SHEET_READ_ALL)
    page, following = page_of(found.facts.select_related("person"), after, limit)
    return FactsOut(items=[_fact_out(one) for one in page], next=following)


@router.post("/rounds/{number}/facts", response=FactOut, summary="填报事实")
@api_door(P.APPRAISAL_PREPARE)
def enter_fact(request: HttpRequest, number: int, body: FactIn) -> FactOut:
    """Enter a value of a typed item with its evidence; another person confirms it."""
    account = caller(request)
    found = round_worked(account, number, P.APPRAISAL_PREPARE)
    fact = facts.enter(
        round_=found,
        person=_subject(found, body.person),
        item=body.item,
        value=body.value,
        evidence=body.evidence,
        evidence_link=body.evidence_link,
        by=account,
    )
    return _fact_out(fact)


@router.post("/facts/{number}/decide", response=FactOut, summary="核对事实")
@api_door(P.FACT_CONFIRM)
def decide_fact(request: HttpRequest, number: int, body: FactDecisionIn) -> FactOut:
    """Confirm or refuse what another person entered."""
    account = caller(request)
    fact = facts.decide(
        fact=_fact(account, number, P.FACT_CONFIRM),
        confirmed=body.confirmed,
        reason=body.reason,
        by=account,
    )
    return _fact_out(fact)


@router.post("/facts/{number}/withdraw", response=FactOut, summary="撤回事实")
@api_door(P.APPRAISAL_PREPARE)
def withdraw_fact(
    request: HttpRequest, number: int, body: AppraisalReasonIn
) -> FactOut:
    """Take a fact back while its round is open."""
    account = caller(request)
    fact = facts.withdraw(
        fact=_fact(account, number, P.APPRAISAL_PREPARE), reason=body.reason, by=account
    )
    return _fact_out(fact)


def _subject(round_: AppraisalRound, number: str) -> Person:
    until = min(days_of(round_.period)[1], clock.today())
    people = {
        one.person.number: one.person for one in subjects_on(round_.scheme, until)
    }
    if number not in people:
        raise NotTheirs
    return people[number]


def _fact(account: Account, number: int, permission: Permission) -> AppraisalFact:
    fact = AppraisalFact.objects.filter(pk=number).select_related("person").first()
    if fact is None:
        raise NotTheirs
    round_worked(account, fact.round_id, permission)
    return fact


def _round_out(one: AppraisalRound) -> RoundOut:
    questions = open_questions(one)
    return RoundOut(
        id=one.pk,
        scheme=one.scheme_id,
        period=one.period,
        state=one.state,
        computed=one.count,
        sheets=questions.sheets,
        final=questions.final,
        under_objection=questions.frozen,
        waiting_facts=questions.waiting_facts,
        closing_digest=one.closing_digest,
    )


def _fact_out(one: AppraisalFact) -> FactOut:
    return FactOut(
        id=one.pk,
        person=one.person.number,
        item=one.item,
        value=one.value,
        evidence=one.evidence,
        state=one.state,
    )
