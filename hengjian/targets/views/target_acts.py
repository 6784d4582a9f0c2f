"""What is done on one target: drafted, amended, reported on, assessed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.models import Matter
from hengjian.matters.queries.sight import matters_seen
from hengjian.targets import policy
from hengjian.targets.actions import drafting, progress, proposing
from hengjian.targets.actions.progress import Report
from hengjian.targets.changes import stored_rows
from hengjian.targets.faults import TargetFault
from hengjian.targets.form.columns import COLUMNS
from hengjian.targets.models import TargetPlan, TargetProgress, WorkState
from hengjian.targets.queries.plans import acts_in, departments_of
from hengjian.targets.rows import Row, next_number
from hengjian.targets.typed import row_typed
from hengjian.targets.views.asked import month_given
from hengjian.targets.views.finding import (
    drafted_target,
    is_of,
    is_own,
    target_numbered,
)
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission
AMENDED = (
    "aim",
    "base",
    "marks",
    "due_on",
    "weight",
    "rubric",
    "evidence",
    "controlled",
)
"""The cells that an amendment may change."""


@door(P.TARGET_DRAFT, methods=("POST",))
def change(request: PageRequest, number: int) -> HttpResponse:
    """Change a draft."""
    target = drafted_target(request, number)
    row = row_given(request, target.plan, target.number)
    drafting.write_rows(plan=target.plan, rows=[row], by=request.user)
    messages.success(request, say(Text("已修改。", "Changed.")))
    return redirect("targets:target", target.pk)


@door(P.TARGET_DRAFT, methods=("POST",))
def remove(request: PageRequest, number: int) -> HttpResponse:
    """Take a draft away."""
    target = drafted_target(request, number)
    drafting.write_rows(
        plan=target.plan, rows=[], removing=[target.number], by=request.user
    )
    messages.success(request, say(Text("已删去。", "Taken away.")))
    return redirect(f"/targets/?plan={target.plan_id}")


@door(P.TARGET_DRAFT, methods=("POST",))
def amend(request: PageRequest, number: int) -> HttpResponse:
    """Propose an amendment."""
    target = drafted_target(request, number)
    typed = {name: request.POST[name] for name in AMENDED if name in request.POST}
    policy.require_targets(
        [], channel="page", by=request.user, words=[" ".join(typed.values())]
    )
    proposing.propose_amendment(
        target=target,
        from_on=month_given(request.POST.get("from", "")),
        typed=typed,
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    messages.success(request, say(Text("已提请，等待批准。", "Proposed.")))
    return redirect(f"/targets/changes/?plan={target.plan_id}")


@door(P.TARGET_REPORT, methods=("POST",))
def report(request: PageRequest, number: int) -> HttpResponse:
    """Report on a target: for its department, or on one's own."""
    target = target_numbered(request, number)
    reports = departments_of(
        request.user, P.TARGET_REPORT_FOR_OTHERS, target.plan.procuratorate
    )
    if not (is_of(target, reports) or is_own(request, target)):
        raise UserFault(Text("不由您报告", "not yours to report on"), status=403)
    state = request.POST.get("state", "")
    progress.report(
        target=target,
        month=month_given(request.POST.get("month", "")),
        told=Report(
            words=request.POST.get("words", ""),
            work_state=state if state in WorkState.values else "",
            value=request.POST.get("value", ""),
            evidence=request.POST.get("evidence", "").splitlines(),
            matters=_matters(request),
        ),
        by=request.user,
    )
    messages.success(request, say(Text("已报告。", "Reported.")))
    return redirect("targets:target", target.pk)


@door(P.TARGET_REVIEW, methods=("POST",))
def assess(request: PageRequest, number: int) -> HttpResponse:
    """Assess a report by a level of the rubric."""
    target = target_numbered(request, number)
    if not acts_in(request.user, P.TARGET_REVIEW, target.plan.procuratorate):
        raise UserFault(Text("不由您评价", "not yours to assess"), status=403)
    told, level = request.POST.get("progress", ""), request.POST.get("level", "")
    row = (
        TargetProgress.objects.filter(pk=int(told), target=target).first()
        if told.isdecimal() and len(told) < 19
        else None
    )
    if row is None or not level.isdecimal():
        raise TargetFault(Text("没有这件报告", "no such report"), status=404)
    progress.assess(progress=row, level=int(level[:3]), by=request.user)
    messages.success(request, say(Text("已评价。", "Assessed.")))
    return redirect("targets:target", target.pk)


@door(P.TARGET_DRAFT, methods=("POST",))
def add_below(request: PageRequest, number: int) -> HttpResponse:
    """Set a person's target below a department's."""
    above = drafted_target(request, number)
    number_below = next_number(stored_rows(above.plan), above.number)
    row = row_given(request, above.plan, number_below)
    drafting.write_rows(plan=above.plan, rows=[row], by=request.user)
    messages.success(request, say(Text("已制定。", "Set.")))
    return redirect("targets:target", above.pk)


def row_given(request: PageRequest, plan: TargetPlan, number: str) -> Row:
    """What was typed on the page, asked of the never-scored list."""
    typed = {each.name: request.POST.get(each.name, "") for each in COLUMNS}
    row = row_typed(plan, {**typed, "number": number}, clock.today())
    mine = departments_of(request.user, P.TARGET_DRAFT, plan.procuratorate)
    if row.owner.department not in mine and not acts_in(
        request.user, P.TARGET_REVIEW, plan.procuratorate
    ):
        raise UserFault(
            Text("责任部门不是您的部门", "not owned by your department"), status=403
        )
    policy.require_targets(
        [row.indicator],
        channel="page",
        by=request.user,
        words=[f"{row.title} {row.rubric}"],
    )
    return row


def _matters(request: PageRequest) -> list[Matter]:
    wanted = [each for each in request.POST.getlist("matter") if each.isdecimal()]
    seen = matters_seen(request.user)
    return list(seen.filter(pk__in=[int(each[:18]) for each in wanted]).order_by("pk"))
