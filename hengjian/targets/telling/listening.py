"""Told after commit: something of the targets waits for somebody, or was decided."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import holders
from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.matters.people import account_of
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.organisation.models import Procuratorate
from hengjian.targets.models import (
    ProposalState,
    TargetPlan,
    TargetProgress,
    TargetProposal,
)
from hengjian.targets.queries.plans import acts_in


BY = System("notices")


@task
def tell_of_proposal(
    context: JobContext, event: str, event_id: str, proposal: int
) -> dict[str, Any]:
    """Those who may decide on it in that office, but not who proposed it."""
    found = _proposal(proposal)
    to = [
        each
        for each in _acting(Permission.TARGET_APPROVE, found.plan.procuratorate)
        if each.journal_name != found.proposed_by
    ]
    sentence = Text(
        f"{_title(found)}：{found.kind_text.zh}待您审批。",
        f"{_title(found)}: {found.kind_text.en} waits for your decision.",
    )
    return _send(event, event_id, sentence, _changes(found), to)


@task
def tell_of_decision(
    context: JobContext, event: str, event_id: str, proposal: int
) -> dict[str, Any]:
    """Who proposed it."""
    found = _proposal(proposal)
    account = account_of(found.proposed_by_person)
    approved = found.state == ProposalState.APPROVED
    sentence = Text(
        f"{_title(found)}：您提请的{found.kind_text.zh}{'已批准' if approved else '未获批准'}。",
        f"{_title(found)}: your {found.kind_text.en} is "
        f"{'approved' if approved else 'refused'}.",
    )
    to = [account] if account is not None else []
    return _send(event, event_id, sentence, _changes(found), to)


@task
def tell_of_hand_in(
    context: JobContext, event: str, event_id: str, plan: int
) -> dict[str, Any]:
    """The appraisal office, once the last department has handed in."""
    found = TargetPlan.objects.select_related("procuratorate").get(pk=plan)
    sentence = Text(
        f"{found.year} 年目标：各部门均已报送，待审核。",
        f"Targets of {found.year}: all departments have handed in; the review waits.",
    )
    to = _acting(Permission.TARGET_REVIEW, found.procuratorate)
    return _send(
        event, event_id, sentence, f"{reverse('targets:tree')}?plan={found.pk}", to
    )


@task
def tell_of_report(
    context: JobContext, event: str, event_id: str, progress: int
) -> dict[str, Any]:
    """Those who assess described work by its rubric, but not who reported it."""
    found = TargetProgress.objects.select_related("target__plan__procuratorate").get(
        pk=progress
    )
    to = [
        each
        for each in _acting(Permission.TARGET_REVIEW, found.target.plan.procuratorate)
        if each.journal_name != found.entered_by
    ]
    sentence = Text(
        f"目标 {found.target}：已报告完成，待按标准评价。",
        f"Target {found.target}: reported as done; to be assessed by its rubric.",
    )
    address = reverse("targets:target", args=[found.target_id])
    return _send(event, event_id, sentence, address, to)


def _proposal(number: int) -> TargetProposal:
    return TargetProposal.objects.select_related(
        "plan__procuratorate", "target", "proposed_by_person"
    ).get(pk=number)


def _acting(permission: Permission, unit: Procuratorate) -> list[Account]:
    return [
        each for each in holders(permission, unit) if acts_in(each, permission, unit)
    ]


def _title(proposal: TargetProposal) -> str:
    if proposal.target is not None:
        return str(proposal.target)
    return str(proposal.content.get("texts", {}).get("title", ""))


def _changes(proposal: TargetProposal) -> str:
    return f"{reverse('targets:changes')}?plan={proposal.plan_id}"


def _send(
    event: str, event_id: str, sentence: Text, address: str, to: Iterable[Account]
) -> dict[str, Any]:
    telling = Telling(Kind.APPRAISAL, f"{event}:{event_id}", sentence, address)
    return {"told": notices.send(telling=telling, to=to, by=BY)}
