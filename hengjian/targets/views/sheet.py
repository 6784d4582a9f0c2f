"""责任分解表: each item with who answers for it, first, directly and for the task."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.engines.scoring.exact_words import in_figures
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.targets.models import Level
from hengjian.targets.queries.duties import Duties, duties_of
from hengjian.targets.queries.in_force import in_force_of
from hengjian.targets.queries.plans import targets_of
from hengjian.targets.queries.told import Told, told
from hengjian.targets.table_columns import SHEET
from hengjian.targets.views.asked import asked_for
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission
NAME = Text("责任分解表", "Responsibility sheet")


@dataclass(frozen=True)
class Line:
    """One item with those who answer for it."""

    told: Told
    first: str
    direct: str
    task: str
    departments: str


@door(P.TARGET_READ)
def page(request: PageRequest) -> HttpResponse:
    """The items of a procuratorate's year; ``?export=xlsx`` as it is shown."""
    asked = asked_for(request)
    columns = columns_for(request, SHEET)
    context: dict[str, object] = {"asked": asked, "columns": columns, "here": "sheet"}
    if asked.plan is None or asked.month is None:
        return render(request, "targets/sheet.html", context)
    plan = asked.plan
    found = in_force_of(targets_of(plan), asked.month)
    duties = duties_of(plan.procuratorate, clock.today())
    lines = [
        _line(each, [one.of.row for one in told(found)], duties)
        for each in told(found)
        if each.of.level == Level.PROCURATORATE
    ]
    may_export = P.EXPORT_MAKE in permissions_of(request.user)
    if request.GET.get("export") and may_export:
        values = {
            "number": lambda line: line.told.of.number,
            "title": lambda line: line.told.of.title,
            "indicator": lambda line: line.told.of.indicator,
            "aim": lambda line: say(line.told.aim),
            "department": lambda line: line.departments,
            "task": lambda line: line.task,
            "direct": lambda line: line.direct,
            "first": lambda line: line.first,
            "due": lambda line: line.told.of.due_on,
            "marks": lambda line: (
                in_figures(line.told.of.full) if line.told.of.full is not None else ""
            ),
            "measures": lambda line: line.told.of.row.measures,
            "standing": lambda line: say(line.told.note or line.told.of.standing_text),
        }
        sheet: Sheet = columns.sheet(NAME, lines, values)
        name = f"responsibility-{plan.procuratorate.code}-{plan.year}"
        return exported_sheet(request, sheet, name, by=request.user)
    scored = [each.told.of.full for each in lines if each.told.of.full is not None]
    context |= {
        "plan": plan,
        "lines": lines,
        "duties": duties,
        "scored": len(scored),
        "total": in_figures(sum(scored[1:], scored[0])) if scored else "0",
        "may_export": may_export,
    }
    return render(request, "targets/sheet.html", context)


def _line(each: Told, every: list, duties: Duties) -> Line:  # type: ignore[type-arg]
    row = each.of.row
    below = [one for one in every if one.parent_id == row.pk]
    names = [str(one.department) for one in [row, *below] if one.department]
    heads = [duties.task_for(one) for one in [row, *below] if one.department]
    return Line(
        each,
        duties.first_names,
        duties.direct_for(row),
        "、".join(dict.fromkeys(name for name in heads if name)),
        "、".join(dict.fromkeys(names)),
    )
