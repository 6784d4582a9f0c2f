"""目标: the year's tree, what was asked by a month, what is known, what is lacking."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.targets.gaps import Weight
from hengjian.indicators.queries.values import latest_run
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.targets.actions import drafting, progress
from hengjian.targets.measured_people import measured_people
from hengjian.targets.models import PlanState
from hengjian.targets.queries.gaps import gaps_of, not_handed_in
from hengjian.targets.queries.in_force import STANDINGS, Standing, in_force_of
from hengjian.targets.queries.plans import acts_in, departments_of, targets_of
from hengjian.targets.queries.told import Told, counts, told
from hengjian.targets.queries.told_to import sight_of
from hengjian.targets.table_columns import TREE
from hengjian.targets.views.asked import asked_for, month_given, plan_numbered
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission
TARGETS = Text("目标", "Targets")
ALWAYS_SHOWN = (
    Standing.REACHED,
    Standing.BEHIND,
    Standing.UNDER_WAY,
    Standing.UNKNOWN,
)


@door(P.TARGET_READ)
def page(request: PageRequest) -> HttpResponse:
    """The tree of a year; ``?export=xlsx`` gives what is shown."""
    asked = asked_for(request)
    columns = columns_for(request, TREE)
    context: dict[str, object] = {"asked": asked, "columns": columns, "here": "tree"}
    if asked.plan is None or asked.month is None:
        return render(request, "targets/tree.html", context)
    plan = asked.plan
    known = in_force_of(targets_of(plan), asked.month, asked.department)
    every = sight_of(request.user, plan).told(known)
    standing = request.GET.get("standing", "")
    shown = [
        each
        for each in every
        if standing not in Standing._value2member_map_ or each.standing == standing
    ]
    rows = told(shown)
    may_export = P.EXPORT_MAKE in permissions_of(request.user)
    if request.GET.get("export") and may_export:
        name = f"targets-{plan.procuratorate.code}-{asked.month:%Y-%m}"
        return exported_sheet(request, _sheet(columns, rows), name, by=request.user)
    counted = counts(every)
    is_open = plan.state != PlanState.ADOPTED and not plan.is_ended
    gaps = gaps_of(plan) if is_open else ()
    numbers = {each.number: each.pk for each in plan.targets.all()}
    drafts = departments_of(request.user, P.TARGET_DRAFT, plan.procuratorate)
    handed = {each.department_id: each for each in plan.hand_ins.all()}
    context |= {
        "plan": plan,
        "rows": rows,
        "counts": counted,
        "standing": standing,
        "standings": [
            (each.value, STANDINGS[each])
            for each in Standing
            if each in ALWAYS_SHOWN or counted[each.value]
        ],
        "departments": plan.procuratorate.departments.order_by("code"),
        "gaps": [(gap, numbers.get(gap.target)) for gap in gaps],
        "stops": sum(gap.weight is Weight.STOPS for gap in gaps),
        "waiting": not_handed_in(plan) if plan.state == PlanState.DRAFT else [],
        "drafts": [(each, handed.get(each.pk)) for each in drafts],
        "may_draft": bool(drafts),
        "may_review": acts_in(request.user, P.TARGET_REVIEW, plan.procuratorate),
        "may_export": may_export,
        "run": latest_run(),
        "is_open": is_open,
    }
    return render(request, "targets/tree.html", context)


@door(P.TARGET_DRAFT, methods=("POST",))
def hand_in(request: PageRequest, number: int) -> HttpResponse:
    """A department's targets are drafted."""
    plan = plan_numbered(request, number)
    code = request.POST.get("department", "")
    mine = departments_of(request.user, P.TARGET_DRAFT, plan.procuratorate)
    department = next((each for each in mine if each.code == code), None)
    if department is None:
        raise UserFault(
            Text("没有这个部门，或不由您报送", "no such department, or not yours"),
            status=404,
        )
    drafting.hand_in(plan=plan, department=department, by=request.user)
    messages.success(request, say(Text("已报送。", "Handed in.")))
    return redirect(f"/targets/?plan={plan.pk}")


@door(P.TARGET_REVIEW, methods=("POST",))
def take_values(request: PageRequest, number: int) -> HttpResponse:
    """Copy the newest run's values to the end of a month into the progress."""
    plan = plan_numbered(request, number)
    if not acts_in(request.user, P.TARGET_REVIEW, plan.procuratorate):
        raise UserFault(Text("不由您取数", "not yours to take values for"), status=403)
    run, month = latest_run(), month_given(request.POST.get("month", ""))
    if run is None:
        raise UserFault(Text("还没有统计运行", "no run yet"), status=409)
    of_people = measured_people(plan, targets_of(plan), run, month)
    found = progress.take_values(
        plan=plan, run=run, month=month, of_people=of_people, by=request.user
    )
    words = Text(
        f"已取 {len(found)} 项的数，来自第 {run.pk} 次统计。",
        f"{len(found)} values taken from run {run.pk}.",
    )
    messages.success(request, say(words))
    return redirect(f"/targets/?plan={plan.pk}&month={month.month}")


def _sheet(columns: ShownColumns, rows: list[Told]) -> Sheet:
    values = {
        "number": lambda row: row.of.number,
        "title": lambda row: row.of.title,
        "owner": lambda row: row.of.owner,
        "aim": lambda row: say(row.aim),
        "asked": lambda row: say(row.asked),
        "actual": lambda row: say(row.actual),
        "counts": lambda row: row.counts,
        "standing": lambda row: say(row.note or row.of.standing_text),
        "marks": lambda row: in_figures(row.of.full) if row.of.full is not None else "",
        "due": lambda row: row.of.due_on,
        "version": lambda row: f"{row.of.version_from_on:%Y-%m}",
        "indicator": lambda row: row.of.indicator,
        "source": lambda row: say(row.of.row.source_text),
    }
    return columns.sheet(TARGETS, rows, values)
