"""年终: a target is ended by approval, a year by its results; what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_name
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.targets.actions import ending, proposing
from hengjian.targets.models import ProposalState
from hengjian.targets.queries.in_force import STANDINGS, Standing
from hengjian.targets.queries.plans import acts_in
from hengjian.targets.queries.results import Result, counts_of, results_of
from hengjian.targets.queries.told_to import sight_of
from hengjian.targets.views.asked import asked_for, month_given, plan_numbered
from hengjian.targets.views.finding import drafted_target
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission


@door(P.TARGET_READ)
def results(request: PageRequest) -> HttpResponse:
    """What each target of a year came to; ``?export=xlsx`` gives it."""
    asked = asked_for(request)
    context: dict[str, object] = {"asked": asked, "here": "results"}
    if asked.plan is None:
        return render(request, "targets/results.html", context)
    plan = asked.plan
    every = results_of(plan, sight_of(request.user, plan))
    may_export = P.EXPORT_MAKE in permissions_of(request.user)
    if request.GET.get("export") and may_export:
        name = f"target-results-{plan.procuratorate.code}-{plan.year}"
        return exported_sheet(request, _sheet(every), name, by=request.user)
    counts = counts_of(every)
    standing = request.GET.get("standing", "")
    shown = [each for each in every if standing in ("", each.standing.value)]
    may_end = acts_in(request.user, P.TARGET_APPROVE, plan.procuratorate)
    context |= {
        "plan": plan,
        "rows": shown,
        "every": every,
        "standing": standing,
        "standings": [
            (each.value, STANDINGS[each], counts[each.value])
            for each in Standing
            if counts[each.value]
        ],
        "ended_by": actor_name(plan.ended_by),
        "may_export": may_export,
        "may_end": may_end and not plan.is_ended,
        "is_time": ending.may_end_from(plan) <= clock.today(),
        "from_on": ending.may_end_from(plan),
        "waiting": plan.proposals.filter(state=ProposalState.PROPOSED).count(),
    }
    return render(request, "targets/results.html", context)


@door(P.TARGET_APPROVE, methods=("POST",))
def end_plan(request: PageRequest, number: int) -> HttpResponse:
    """End a year's targets."""
    plan = plan_numbered(request, number)
    if not acts_in(request.user, P.TARGET_APPROVE, plan.procuratorate):
        raise UserFault(Text("不由您结束", "not yours to end"), status=404)
    ending.end_plan(plan=plan, words=request.POST.get("words", ""), by=request.user)
    messages.success(request, say(Text("已结束，结果已记下。", "Ended; results kept.")))
    return redirect(f"/targets/results/?plan={plan.pk}")


@door(P.TARGET_DRAFT, methods=("POST",))
def end_target(request: PageRequest, number: int) -> HttpResponse:
    """Propose that a target of one's department ends with a month."""
    target = drafted_target(request, number)
    proposing.propose_ending(
        target=target,
        from_on=month_given(request.POST.get("from", "")),
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    messages.success(request, say(Text("已提请，等待批准。", "Proposed.")))
    return redirect(f"/targets/changes/?plan={target.plan_id}")


def _sheet(rows: list[Result]) -> Sheet:
    heads = [
        Text("序号", "No."),
        Text("项目", "Item"),
        Text("责任部门、责任人", "Owner"),
        Text("全年应达", "Asked"),
        Text("结果", "Result"),
        Text("状态", "Standing"),
        Text("分值", "Marks"),
    ]
    return Sheet(
        say(Text("目标结果", "Results of targets")),
        [say(each) for each in heads],
        [
            [
                each.target.number,
                each.target.title,
                each.target.owner_name,
                say(each.asked),
                say(each.actual),
                say(each.standing_text),
                each.marks,
            ]
            for each in rows
        ],
    )
