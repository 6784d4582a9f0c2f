"""The API of targets: what the year asks and what is known; the same acts as the pages."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.targets import policy
from hengjian.targets.actions import drafting, ending, proposing
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import Target, TargetPlan, TargetProposal
from hengjian.targets.queries.in_force import TargetInForce, in_force_of
from hengjian.targets.queries.plans import (
    acts_in,
    departments_of,
    plans_seen,
    targets_of,
)
from hengjian.targets.queries.told import aim_in_words
from hengjian.targets.queries.told_to import sight_of
from hengjian.targets.typed import row_typed


P = Permission
router = Router(tags=["targets"])


class PlanOut(Schema):
    """A year's targets of one procuratorate."""

    id: int
    unit: str
    year: int
    state: str
    resolution: str
    adopted_on: date | None


class TargetOut(Schema):
    """A target as it stood in a month; numbers are exact texts, null where none is."""

    id: int
    number: str
    title: str
    level: str
    owner: str
    indicator: str
    source: str
    version: int
    version_from_on: date
    marks: str | None
    is_controlled: bool
    is_scored: bool
    aim: str
    asked: str
    standing: str
    value: str | None
    numerator: str | None
    denominator: str | None
    run: int | None
    cell: dict[str, str]
    evidence: list[str]


class TargetRowIn(Schema):
    """One target as the form of targets has it: cells by the names of its columns."""

    cells: dict[str, str]


class AmendIn(Schema):
    """What changes from a month (2026-07) on, and why."""

    from_month: str
    cells: dict[str, str]
    reason: str


class DecideIn(Schema):
    """Approved or refused; a refusal has words."""

    approved: bool
    words: str = ""


class EndIn(Schema):
    """From which month (2026-07) on a target ends, and why."""

    from_month: str
    reason: str


class EndPlanIn(Schema):
    """What came of the year, and why."""

    words: str


class ProposalOut(Schema):
    """A proposal and what became of it."""

    id: int
    kind: str
    state: str
    from_on: date
    version: int | None


@router.get("/plans", response=list[PlanOut], summary="年度目标")
@api_door(P.TARGET_READ)
def plans(request: HttpRequest) -> list[PlanOut]:
    """The plans that the caller may see, the newest first."""
    return [_plan_out(each) for each in plans_seen(caller(request))]


@router.get(
    "/plans/{number}/targets", response=list[TargetOut], summary="某月执行的目标"
)
@api_door(P.TARGET_READ)
def in_force(request: HttpRequest, number: int, month: int = 12) -> list[TargetOut]:
    """A plan's targets by the versions in force at the end of a month (1 to 12)."""
    plan = _plan(caller(request), number)
    if not 1 <= month <= 12:
        raise TargetFault(Text("月份为 1 至 12", "a month is 1 to 12"))
    sight = sight_of(caller(request), plan)
    found = sight.told(in_force_of(targets_of(plan), date(plan.year, month, 1)))
    return [_target_out(each) for each in found]


@router.post("/plans/{number}/rows", response=PlanOut, summary="拟定一项目标")
@api_door(P.TARGET_DRAFT)
def write_row(request: HttpRequest, number: int, body: TargetRowIn) -> PlanOut:
    """Write one row of a draft; what may never be scored is refused and journaled."""
    account = caller(request)
    plan = _plan(account, number)
    words = [f"{body.cells.get('title', '')} {body.cells.get('rubric', '')}"]
    named = [body.cells.get("indicator", "")]
    policy.require_targets(named, channel="api", by=account, words=words)
    row = row_typed(plan, body.cells, clock.today())
    mine = departments_of(account, P.TARGET_DRAFT, plan.procuratorate)
    if row.owner.department not in mine and not acts_in(
        account, P.TARGET_REVIEW, plan.procuratorate
    ):
        raise TargetFault(
            Text("不是您部门的目标", "not a target of your department"), status=403
        )
    drafting.write_rows(plan=plan, rows=[row], by=account)
    return _plan_out(plan)


@router.post("/{number}/amend", response=ProposalOut, summary="提请调整目标")
@api_door(P.TARGET_DRAFT)
def amend(request: HttpRequest, number: int, body: AmendIn) -> ProposalOut:
    """Propose an amendment of a department's target."""
    account = caller(request)
    proposal = proposing.propose_amendment(
        target=_drafted(account, number),
        from_on=_month(body.from_month),
        typed=body.cells,
        reason=body.reason,
        by=account,
    )
    return _proposal_out(proposal)


@router.post("/{number}/end", response=ProposalOut, summary="提请终止目标")
@api_door(P.TARGET_DRAFT)
def end(request: HttpRequest, number: int, body: EndIn) -> ProposalOut:
    """Propose that a target of a department ends with a month."""
    account = caller(request)
    proposal = proposing.propose_ending(
        target=_drafted(account, number),
        from_on=_month(body.from_month),
        reason=body.reason,
        by=account,
    )
    return _proposal_out(proposal)


@router.post("/plans/{number}/end", response=PlanOut, summary="结束年度目标")
@api_door(P.TARGET_APPROVE)
def end_plan(request: HttpRequest, number: int, body: EndPlanIn) -> PlanOut:
    """End a year's targets with their results."""
    account = caller(request)
    plan = _plan(account, number)
    if not acts_in(account, P.TARGET_APPROVE, plan.procuratorate):
        raise _nothing()
    return _plan_out(ending.end_plan(plan=plan, words=body.words, by=account))


@router.post(
    "/proposals/{number}/decide", response=ProposalOut, summary="审批调整或新增"
)
@api_door(P.TARGET_APPROVE)
def decide(request: HttpRequest, number: int, body: DecideIn) -> ProposalOut:
    """Approve or refuse a proposal of the caller's office."""
    account = caller(request)
    found = TargetProposal.objects.filter(pk=number).first()
    if found is None or not acts_in(
        account, P.TARGET_APPROVE, found.plan.procuratorate
    ):
        raise _nothing()
    decided = proposing.decide(
        proposal=found, approved=body.approved, words=body.words, by=account
    )
    return _proposal_out(decided)


def _plan(account: Account, number: int) -> TargetPlan:
    found = plans_seen(account).filter(pk=number).first()
    if found is None:
        raise _nothing()
    return found


def _drafted(account: Account, number: int) -> Target:
    target = Target.objects.filter(pk=number, plan__in=plans_seen(account)).first()
    if target is None:
        raise _nothing()
    mine = departments_of(account, P.TARGET_DRAFT, target.plan.procuratorate)
    if target.department not in mine:
        raise TargetFault(
            Text("不是您部门的目标", "not a target of your department"), status=403
        )
    return target


def _nothing() -> TargetFault:
    return TargetFault(
        Text("没有，或您无权查看", "nothing there, or not for you"), status=404
    )


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise TargetFault(
            Text("月份写成 2026-07", "write a month as 2026-07")
        ) from None


def _plan_out(plan: TargetPlan) -> PlanOut:
    return PlanOut(
        id=plan.pk,
        unit=plan.procuratorate.code,
        year=plan.year,
        state=plan.state,
        resolution=plan.resolution_number,
        adopted_on=plan.adopted_on,
    )


def _target_out(each: TargetInForce) -> TargetOut:
    actual = each.actual
    return TargetOut(
        id=each.target,
        number=each.number,
        title=each.title,
        level=each.level,
        owner=each.owner,
        indicator=each.indicator,
        source=each.source,
        version=each.version,
        version_from_on=each.version_from_on,
        marks=_text(each.full),
        is_controlled=each.is_controlled,
        is_scored=each.is_scored,
        aim=aim_in_words(each.aim).zh,
        asked=aim_in_words(each.asked).zh,
        standing=each.standing.value,
        value=_text(actual.value) if actual else None,
        numerator=_text(actual.numerator) if actual else None,
        denominator=_text(actual.denominator) if actual else None,
        run=actual.run if actual else None,
        cell=dict(actual.cell) if actual else {},
        evidence=list(actual.evidence) if actual else [],
    )


def _text(number: object) -> str | None:
    return None if number is None else str(number)


def _proposal_out(found: TargetProposal) -> ProposalOut:
    return ProposalOut(
        id=found.pk,
        kind=found.kind,
        state=found.state,
        from_on=found.from_on,
        version=found.version_id,
    )
