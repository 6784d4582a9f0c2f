"""A year's targets are ended: their results are taken once, and nothing changes after."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.targets.model import Described
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.targets.aims import stored
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import (
    PlanState,
    ProposalState,
    TargetPlan,
    TargetResult,
)
from hengjian.targets.queries.in_force import TargetInForce, in_force_of
from hengjian.targets.queries.plans import targets_of


LAST_MONTH = 12


@journal.action
def end_plan(*, plan: TargetPlan, words: str, by: Actor) -> TargetPlan:
    """End a year's targets in its December or later, saying what came of it and why.

    Adopted ones end with each target's result; ones that were never adopted lapse once
    the year is over. Raises ``TargetFault`` without words, before its time, while its
    process or a proposal is under way, or where it was ended.
    """
    plan = (
        TargetPlan.objects.select_for_update(of=("self",))
        .select_related("procuratorate", "matter")
        .get(pk=plan.pk)
    )
    _require_may_end(plan, words)
    before, results = plan.state, []
    if plan.state == PlanState.ADOPTED:
        found = in_force_of(targets_of(plan), date(plan.year, LAST_MONTH, 1))
        results = TargetResult.objects.bulk_create([_result(each) for each in found])
    else:
        plan.state = PlanState.LAPSED
    plan.ended_on, plan.ended_by = clock.today(), by.journal_name
    plan.ending_words = words.strip()
    plan.save()
    standings = sorted({each.standing for each in results})
    journal.enter(
        "targets.plan_ended",
        subject=plan,
        old={"state": before},
        new={
            "state": plan.state,
            "words": plan.ending_words,
            "results": {
                name: sum(each.standing == name for each in results)
                for name in standings
            },
        },
    )
    return plan


def may_end_from(plan: TargetPlan) -> date:
    """From when on: an adopted one in its December, another once its year is over."""
    if plan.state == PlanState.ADOPTED:
        return date(plan.year, LAST_MONTH, 1)
    return date(plan.year + 1, 1, 1)


def _require_may_end(plan: TargetPlan, words: str) -> None:
    if plan.is_ended:
        raise TargetFault(
            Text(f"已于 {plan.ended_on} 结束", f"ended on {plan.ended_on} already"),
            status=409,
        )
    if not words.strip():
        raise TargetFault(
            Text("请写明结果和理由", "say what came of it and why"), where="words"
        )
    if len(words.strip()) > 1000:
        raise TargetFault(Text("不超过一千字", "a thousand characters at most"))
    if plan.matter is not None and plan.matter.is_under_way:
        raise TargetFault(
            Text("制定流程还没有办结", "its process is still under way"), status=409
        )
    first = may_end_from(plan)
    if clock.today() < first:
        raise TargetFault(
            Text(f"{first} 起才能结束", f"it can be ended from {first} on"), status=409
        )
    waiting = plan.proposals.filter(state=ProposalState.PROPOSED).count()
    if waiting:
        raise TargetFault(
            Text(
                f"还有 {waiting} 件调整、新增或终止没有审批",
                f"{waiting} proposals wait for a decision",
            ),
            status=409,
        )


def _result(each: TargetInForce) -> TargetResult:
    actual, asked = each.actual, each.asked
    is_figure = asked is not None and not isinstance(asked, Described)
    return TargetResult(
        target_id=each.target,
        version_id=each.version,
        progress_id=actual.progress if actual else None,
        standing=each.standing.value,
        asked=stored(asked.value) if is_figure else "",  # type: ignore[union-attr]
        value=stored(actual.value) if actual else "",
        rubric_share=stored(actual.rubric_share) if actual else "",
    )
