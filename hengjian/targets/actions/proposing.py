"""Amendments, unplanned work, ends: proposed with a reason, decided by somebody else."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department
from hengjian.targets import policy
from hengjian.targets.changes import stored_rows
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import (
    PlanState,
    ProposalKind,
    ProposalState,
    Source,
    Target,
    TargetPlan,
    TargetProposal,
    TargetVersion,
)
from hengjian.targets.own import is_owned_by
from hengjian.targets.queries.plans import current_version, targets_of
from hengjian.targets.rows import (
    OF_TARGET,
    OF_VERSION,
    Row,
    next_number,
    place_of,
    rubric_levels,
    stored_row,
)
from hengjian.targets.typed import row_typed, texts_of, version_typed


PROPOSED, DECIDED = "targets.change_proposed", "targets.change_decided"


@journal.action
def propose_amendment(
    *,
    target: Target,
    from_on: date,
    typed: Mapping[str, str],
    reason: str,
    by: Actor,
) -> TargetProposal:
    """Propose what a target asks from a month on; ``typed`` holds the cells that change.

    Raises ``TargetFault`` for what cannot be read, a month that another version begins
    or that lies before the newest one, a plan that is not adopted, no reason.
    """
    plan = target.plan
    _require_adopted(plan, from_on)
    newest = _newest(target)
    _require_later(newest, from_on)
    row = version_typed(stored_row(target, newest), typed)
    if row == stored_row(target, newest):
        raise TargetFault(Text("没有改动任何内容", "nothing would change"))
    _require_may_be_scored(row)
    return _propose(
        TargetProposal(
            plan=plan,
            kind=ProposalKind.AMENDMENT,
            target=target,
            department=target.department,
            from_on=from_on,
            content={"before": texts_of(stored_row(target, newest)), **_told(row)},
        ),
        reason,
        by,
    )


@journal.action
def propose_unplanned(
    *,
    plan: TargetPlan,
    department: Department | None,
    typed: Mapping[str, str],
    from_on: date,
    entered_from: str,
    reason: str,
    by: Actor,
) -> TargetProposal:
    """Propose work that came up in the year; ``above`` in ``typed`` hangs it below one.

    Raises ``TargetFault`` for what cannot be read or who has no place in the year,
    ``TargetRefused`` for an indicator that may never be a target.
    """
    _require_adopted(plan, from_on)
    if not entered_from.strip():
        raise TargetFault(
            Text("请写明工作来源（文件、部署）", "say where the work came from")
        )
    above = typed.get("above", "").strip()
    number = _next_number(plan, above)
    row = row_typed(plan, {**typed, "number": number}, clock.today())
    _require_complete(row)
    _require_may_be_scored(row)
    return _propose(
        TargetProposal(
            plan=plan,
            kind=ProposalKind.UNPLANNED,
            department=department,
            from_on=from_on,
            content={
                "above": above,
                "entered_from": entered_from.strip(),
                **_told(row),
            },
        ),
        reason,
        by,
    )


@journal.action
def propose_ending(
    *, target: Target, from_on: date, reason: str, by: Actor
) -> TargetProposal:
    """Propose that a target asks nothing more from a month on.

    Raises ``TargetFault`` where targets below it go on, and as ``propose_amendment``.
    """
    plan = target.plan
    _require_adopted(plan, from_on)
    newest = _newest(target)
    _require_later(newest, from_on)
    _require_nothing_below(target)
    return _propose(
        TargetProposal(
            plan=plan,
            kind=ProposalKind.ENDING,
            target=target,
            department=target.department,
            from_on=from_on,
            content={"before": texts_of(stored_row(target, newest)), "texts": {}},
        ),
        reason,
        by,
    )


@journal.action
def decide(
    *, proposal: TargetProposal, approved: bool, words: str, by: Account
) -> TargetProposal:
    """Approve a proposal, which enters it, or refuse it with words.

    Raises ``TargetFault`` where it was decided, by who proposed it or whose target it
    is, or without words for a refusal; ``TargetRefused`` for what may never be a target.
    """
    proposal = (
        TargetProposal.objects.select_for_update(of=("self",))
        .select_related("plan__procuratorate", "target")
        .get(pk=proposal.pk)
    )
    if proposal.state != ProposalState.PROPOSED:
        raise TargetFault(
            Text("这件提请已有决定", "this was decided already"), status=409
        )
    if by.journal_name == proposal.proposed_by or (
        by.person_id is not None and by.person_id == proposal.proposed_by_person_id
    ):
        raise TargetFault(
            Text("提请人不能批准自己的提请", "nobody approves their own proposal"),
            status=403,
        )
    if proposal.target is not None and is_owned_by(proposal.target, by):
        raise TargetFault(
            Text("不能批准自己目标的调整", "nobody decides on their own target"),
            status=403,
        )
    if not approved and not words.strip():
        raise TargetFault(Text("不予批准要写明理由", "a refusal says why"))
    proposal.state = ProposalState.APPROVED if approved else ProposalState.REFUSED
    proposal.decided_by, proposal.decided_on = by.journal_name, clock.today()
    proposal.decision_words = words.strip()
    if approved:
        proposal.version = _enter(proposal, by)
    proposal.save()
    journal.enter(
        "targets.change_decided",
        subject=proposal,
        new={
            "state": proposal.state,
            "version": proposal.version_id,
            "words": proposal.decision_words,
        },
    )
    _tell(DECIDED, proposal, by)
    return proposal


def _propose(proposal: TargetProposal, reason: str, by: Actor) -> TargetProposal:
    if not reason.strip():
        raise TargetFault(Text("请写明理由", "a reason, please"))
    proposal.reason = reason.strip()
    proposal.proposed_by, proposal.proposed_at = by.journal_name, clock.now()
    proposal.proposed_by_person = by.person if isinstance(by, Account) else None
    proposal.save()
    journal.enter(
        "targets.change_proposed",
        subject=proposal,
        new={
            "kind": proposal.kind,
            "target": proposal.target_id,
            "from_on": proposal.from_on,
            "reason": proposal.reason,
        },
    )
    _tell(PROPOSED, proposal, by)
    return proposal


def _tell(event: str, proposal: TargetProposal, by: Actor) -> None:
    """Who decides is told that it waits; who proposed what became of it."""
    key, payload = str(proposal.pk), {"proposal": proposal.pk}
    jobs.tell(event=event, event_id=key, payload=payload, by=by)


def _enter(proposal: TargetProposal, by: Account) -> TargetVersion:
    """The new version, of the old target or of a new one."""
    plan, texts = proposal.plan, dict(proposal.content["texts"])
    _require_adopted(plan, proposal.from_on)
    if proposal.kind != ProposalKind.UNPLANNED:
        target = proposal.target
        assert target is not None  # noqa: S101 (what changes has its target)
        newest = _newest(target)
        _require_later(newest, proposal.from_on)
        row = stored_row(target, newest)
        if proposal.kind == ProposalKind.ENDING:
            _require_nothing_below(target)
        else:
            row = version_typed(row, texts)
            _require_may_be_scored(row)
    else:
        above = proposal.content.get("above", "")
        texts["number"] = _next_number(plan, above)
        row = row_typed(plan, texts, clock.today())
        _require_may_be_scored(row)
        target = _new_target(proposal, row, above)
    version = TargetVersion(target=target, from_on=proposal.from_on)
    for name in OF_VERSION:
        setattr(version, name, getattr(row, name))
    version.rubric_levels = rubric_levels(row)
    version.is_end = proposal.kind == ProposalKind.ENDING
    version.reason = proposal.reason
    version.approved_by, version.approved_on = by.journal_name, clock.today()
    version.entered_by, version.entered_at = proposal.proposed_by, clock.now()
    version.save()
    return version


def _new_target(proposal: TargetProposal, row: Row, above: str) -> Target:
    target = Target(
        plan=proposal.plan,
        number=row.number,
        place=place_of(row.number),
        parent=proposal.plan.targets.filter(number=above).first() if above else None,
        department=row.owner.department,
        person=row.owner.person,
        source=Source.UNPLANNED,
        entered_from=proposal.content["entered_from"],
    )
    for name in OF_TARGET:
        setattr(target, name, getattr(row, name))
    target.save()
    return target


def _newest(target: Target) -> TargetVersion:
    found = current_version(targets_of(target.plan).get(pk=target.pk))
    if found is None:
        raise TargetFault(Text("这项目标没有内容", "this target asks nothing yet"))
    if found.is_end:
        raise TargetFault(
            Text(
                f"这项目标自 {found.from_on:%Y-%m} 起已终止",
                f"this target ends with {found.from_on:%Y-%m}",
            ),
            status=409,
        )
    return found


def _require_nothing_below(target: Target) -> None:
    for each in targets_of(target.plan).filter(parent=target):
        version = current_version(each)
        if version is None or not version.is_end:
            raise TargetFault(
                Text(
                    f"其下 {each.number} 还在执行，先处理下级",
                    f"{each.number} below it goes on: this first",
                ),
                status=409,
            )


def _require_adopted(plan: TargetPlan, from_on: date) -> None:
    if plan.state != PlanState.ADOPTED:
        raise TargetFault(
            Text(
                "目标尚未审定，请直接修改草案",
                "the targets are not adopted yet: change the draft",
            ),
            status=409,
        )
    if plan.is_ended:
        raise TargetFault(
            Text(
                f"{plan.year} 年目标已于 {plan.ended_on} 结束",
                f"the targets of {plan.year} were ended on {plan.ended_on}",
            ),
            status=409,
        )
    if from_on.year != plan.year or from_on.day != 1:
        raise TargetFault(
            Text(f"请写 {plan.year} 年内的月份", f"a month of {plan.year}, please")
        )


def _require_later(newest: TargetVersion, from_on: date) -> None:
    if from_on <= newest.from_on:
        raise TargetFault(
            Text(
                f"现行版本自 {newest.from_on:%Y-%m} 起，调整须晚于该月",
                f"the version in force begins {newest.from_on:%Y-%m}: "
                "an amendment begins later",
            )
        )


def _require_complete(row: Row) -> None:
    if not row.owner or not (row.aim or row.rubric) or row.due_on is None:
        raise TargetFault(
            Text(
                "新增工作要写明责任部门或责任人、目标值和时限",
                "unplanned work has an owner, an aim and a limit",
            )
        )


def _require_may_be_scored(row: Row) -> None:
    listed = policy.never_scored()
    refused = (
        listed.refusal(row.indicator) if row.indicator else None
    ) or listed.refusal_in_words(f"{row.title} {row.rubric}")
    if refused is not None:
        raise refused


def _next_number(plan: TargetPlan, above: str) -> str:
    numbers = stored_rows(plan)
    if above and above not in numbers:
        raise TargetFault(Text(f"没有目标 {above}", f"there is no target {above}"))
    if above.count(".") > 1:
        raise TargetFault(
            Text("个人目标之下不再分解", "nothing stands below a person's target")
        )
    return next_number(numbers, above)


def _told(row: Row) -> dict[str, Any]:
    return {"texts": texts_of(row)}
