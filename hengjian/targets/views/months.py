"""按月: each target's version in force and its standing, month by month."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.targets.models import Level, Target
from hengjian.targets.queries.in_force import in_force_of
from hengjian.targets.queries.plans import targets_of
from hengjian.targets.queries.told import Told, told
from hengjian.targets.queries.told_to import sight_of
from hengjian.targets.views.asked import asked_for
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission


@dataclass(frozen=True)
class Month:
    """One month of a target; None: not in force, or still to come."""

    month: date
    told: Told | None
    begins: bool  # a version begins
    is_amended: bool


@door(P.TARGET_READ)
def page(request: PageRequest) -> HttpResponse:
    """A table of targets by months; ``?export=xlsx`` gives it."""
    asked = asked_for(request)
    context: dict[str, object] = {"asked": asked, "here": "months"}
    if asked.plan is None:
        return render(request, "targets/months.html", context)
    plan = asked.plan
    read, sight = list(targets_of(plan)), sight_of(request.user, plan)
    today = clock.today()
    shown = [each for each in asked.months if each <= today]
    by_month = {
        month: {
            each.of.target: each
            for each in told(sight.told(in_force_of(read, month, asked.department)))
        }
        for month in shown
    }
    there = {key for found in by_month.values() for key in found}
    rows = [
        (each, [_month(each, month, by_month[month].get(each.pk)) for month in shown])
        for each in read
        if each.pk in there
    ]
    is_whole = request.GET.get("whole") == "1" or asked.department is not None
    total = len(rows)
    if not is_whole:
        rows = [
            (each, months)
            for each, months in rows
            if each.level == Level.PROCURATORATE
            or any(month.is_amended for month in months)
        ]
    may_export = P.EXPORT_MAKE in permissions_of(request.user)
    if request.GET.get("export") and may_export:
        sheet = _sheet(shown, rows)
        name = f"targets-months-{plan.procuratorate.code}-{plan.year}"
        return exported_sheet(request, sheet, name, by=request.user)
    amended = sum(any(month.is_amended for month in months) for _, months in rows)
    context |= {
        "plan": plan,
        "shown": shown,
        "rows": rows,
        "amended": amended,
        "total": total,
        "is_whole": is_whole,
        "departments": plan.procuratorate.departments.order_by("code"),
        "may_export": may_export,
    }
    return render(request, "targets/months.html", context)


def _month(target: Target, month: date, found: Told | None) -> Month:
    versions = list(target.versions.all())
    begins = any(each.from_on == month for each in versions)
    is_amended = any(each.from_on == month and each.reason for each in versions)
    return Month(month, found, begins, is_amended)


def _sheet(shown: list[date], rows: list[tuple[Target, list[Month]]]) -> Sheet:
    heads = [say(Text("序号", "No.")), say(Text("项目", "Item"))]
    heads += [f"{month:%Y-%m}" for month in shown]
    return Sheet(
        say(Text("目标按月", "Targets by months")),
        heads,
        [
            [target.number, target.title, *(_cell(month) for month in months)]
            for target, months in rows
        ],
    )


def _cell(month: Month) -> str:
    if month.told is None:
        return ""
    words = f"{say(month.told.actual)} / {say(month.told.asked)}"
    return f"{words} {say(Text('(调整)', '(amended)'))}" if month.is_amended else words
