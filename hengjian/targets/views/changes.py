"""调整与新增: what was proposed in the year, by whom, who decided."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.targets import policy
from hengjian.targets.actions import proposing
from hengjian.targets.faults import TargetFault
from hengjian.targets.form.columns import COLUMNS
from hengjian.targets.models import ProposalState, TargetProposal
from hengjian.targets.queries.plans import acts_in, departments_of, proposals_of
from hengjian.targets.queries.proposed import Proposed, proposed
from hengjian.targets.table_columns import CHANGES
from hengjian.targets.views.asked import asked_for, month_given, plan_numbered
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission
NAME = Text("目标调整与新增", "Amendments and unplanned work")


@door(P.TARGET_READ)
def page(request: PageRequest) -> HttpResponse:
    """Every proposal of a year, the waiting ones first."""
    asked = asked_for(request)
    columns = columns_for(request, CHANGES)
    context: dict[str, object] = {"asked": asked, "columns": columns, "here": "changes"}
    if asked.plan is None:
        return render(request, "targets/changes.html", context)
    plan = asked.plan
    found = list(proposals_of(plan))
    found.sort(key=lambda each: each.state != ProposalState.PROPOSED)
    names = actor_names(
        [name for each in found for name in (each.proposed_by, each.decided_by)]
    )
    may_export = P.EXPORT_MAKE in permissions_of(request.user)
    if request.GET.get("export") and may_export:
        sheet: Sheet = columns.sheet(NAME, proposed(found, names), _VALUES)
        name = f"target-changes-{plan.procuratorate.code}-{plan.year}"
        return exported_sheet(request, sheet, name, by=request.user)
    listed = Paginator(found, 50).get_page(request.GET.get("page"))
    drafts = departments_of(request.user, P.TARGET_DRAFT, plan.procuratorate)
    context |= {
        "plan": plan,
        "page": listed,
        "rows": proposed(list(listed), names),
        "waiting": sum(each.state == ProposalState.PROPOSED for each in found),
        "total": len(found),
        "may_decide": acts_in(request.user, P.TARGET_APPROVE, plan.procuratorate),
        "may_propose": bool(drafts) and plan.is_running,
        "drafts": drafts,
        "tops": plan.targets.exclude(level="person").order_by("place"),
        "this_month": f"{clock.today():%Y-%m}",
        "may_export": may_export,
    }
    return render(request, "targets/changes.html", context)


@door(P.TARGET_DRAFT, methods=("POST",))
def propose(request: PageRequest, number: int) -> HttpResponse:
    """Propose work that nobody planned."""
    plan = plan_numbered(request, number)
    code = request.POST.get("department", "")
    mine = departments_of(request.user, P.TARGET_DRAFT, plan.procuratorate)
    department = next((each for each in mine if each.code == code), None)
    if department is None:
        raise UserFault(
            Text("没有这个部门，或不由您提请", "no such department, or not yours"),
            status=404,
        )
    typed = {each.name: request.POST.get(each.name, "") for each in COLUMNS}
    typed |= {"department": department.name, "above": request.POST.get("above", "")}
    policy.require_targets(
        [typed["indicator"]],
        channel="page",
        by=request.user,
        words=[f"{typed['title']} {typed['aim']} {typed['rubric']}"],
    )
    proposing.propose_unplanned(
        plan=plan,
        department=department,
        typed=typed,
        from_on=month_given(request.POST.get("from", "")),
        entered_from=request.POST.get("entered_from", ""),
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    messages.success(request, say(Text("已提请，等待批准。", "Proposed.")))
    return redirect(f"/targets/changes/?plan={plan.pk}")


@door(P.TARGET_APPROVE, methods=("POST",))
def decide(request: PageRequest, number: int) -> HttpResponse:
    """Approve a proposal or refuse it."""
    proposal = (
        TargetProposal.objects.filter(pk=number)
        .select_related("plan__procuratorate")
        .first()
    )
    if proposal is None or not acts_in(
        request.user, P.TARGET_APPROVE, proposal.plan.procuratorate
    ):
        raise TargetFault(
            Text("没有这件提请，或不由您批准", "no such proposal, or not yours"),
            status=404,
        )
    proposing.decide(
        proposal=proposal,
        approved=request.POST.get("decision") == "approved",
        words=request.POST.get("words", ""),
        by=request.user,
    )
    messages.success(request, say(Text("已决定。", "Decided.")))
    return redirect(f"/targets/changes/?plan={proposal.plan_id}")


def _decided(row: Proposed) -> str:
    return f"{say(row.decided_by)} {row.of.decided_on}" if row.decided_by else ""


_VALUES = {
    "at": lambda row: row.of.proposed_at.date(),
    "kind": lambda row: say(row.of.kind_text),
    "what": lambda row: row.title,
    "from": lambda row: f"{row.of.from_on:%Y-%m}",
    "change": lambda row: say(row.change),
    "reason": lambda row: row.of.reason,
    "by": lambda row: say(row.proposed_by),
    "state": lambda row: say(row.of.state_text),
    "decided": _decided,
}
