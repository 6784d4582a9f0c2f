"""事项任务: what of the matters handled here is due, late, suspended, and with whom."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door, visible_unit
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.limits.asked import SCOPES
from hengjian.limits.exports import task_groups_sheet, tasks_sheet
from hengjian.limits.queries import tasks
from hengjian.limits.queries.tasks import GROUPS, SPANS, WantedTasks
from hengjian.limits.table_columns import TASK_GROUPS, TASKS
from hengjian.limits.wording import NOBODY_YET
from hengjian.matters.kinds import titles
from hengjian.ui.templatetags.say import in_reader_language as say


PAGE_SIZE = 50
READS = Permission.MATTER_READ


@door(READS)
def page(request: PageRequest) -> HttpResponse:
    """Tiles and list, or with ``?by=`` groups; ``?export=xlsx`` what is shown."""
    wanted = _wanted(request)
    by = request.GET.get("by", "")
    by = by if by in GROUPS else ""
    names = titles()
    context: dict[str, Any] = {
        "wanted": wanted,
        "by": by,
        "today": clock.today(),
        "titles": names,
        "counts": tasks.counts(request.user, wanted),
        "units": visible_units(request.user, READS).order_by("level", "code"),
        "kinds": [
            (kind, names.get(kind, Text.same(kind)))
            for kind in tasks.kinds(request.user)
        ],
        "groups": [(name, label) for name, (label, _) in GROUPS.items()],
        "spans": SPANS.items(),
        "scopes": SCOPES.items(),
        "may_export": may(request.user, Permission.EXPORT_MAKE, unit=wanted.place),
        "is_narrowed": bool(request.GET.keys() - {"columns", "page", "by"}),
    }
    return _grouped(request, context) if by else _listed(request, context)


def _listed(request: PageRequest, context: dict[str, Any]) -> HttpResponse:
    found = tasks.listed(request.user, context["wanted"])
    columns = columns_for(request, TASKS)
    if request.GET.get("export") and context["may_export"]:
        sheet = tasks_sheet(columns, found, context["titles"])
        return exported_sheet(request, sheet, f"tasks-{clock.today()}", by=request.user)
    context |= {
        "columns": columns,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "limits/tasks.html", context)


def _grouped(request: PageRequest, context: dict[str, Any]) -> HttpResponse:
    by, wanted = context["by"], context["wanted"]
    lines = [
        _line(by, row, context["titles"], wanted)
        for row in tasks.summary(request.user, wanted, by)
    ]
    columns = columns_for(request, TASK_GROUPS)
    if request.GET.get("export") and context["may_export"]:
        sheet = task_groups_sheet(columns, GROUPS[by][0], lines)
        return exported_sheet(
            request, sheet, f"tasks-by-{by}-{clock.today()}", by=request.user
        )
    context |= {"columns": columns, "lines": lines}
    return render(request, "limits/tasks.html", context)


def _line(
    by: str, row: dict[str, Any], names: dict[str, Text], wanted: WantedTasks
) -> dict[str, Any]:
    """A group: its name, its numbers, and the list narrowed to it."""
    place = row.get("procuratorate__short_name") or row.get("procuratorate__name") or ""
    query: dict[str, str | int] = {"scope": "own" if wanted.own else "all"}
    if wanted.place is not None:
        query["unit"] = wanted.place.code
    if by == "unit":
        name, more = place, ""
        query["unit"] = row["procuratorate__code"]
    elif by == "person":
        name, more = row["person__name"] or say(NOBODY_YET), place
        query["person"] = row["person"] or 0
    else:
        name = say(names.get(row["matter_kind"], Text.same(row["matter_kind"])))
        more, query["kind"] = "", row["matter_kind"]
    numbers = {"every": row["every"], **{span: row[span] for span in SPANS}}
    return {"name": name, "more": more, "query": urlencode(query), **numbers}


def _wanted(request: PageRequest) -> WantedTasks:
    get = request.GET.get
    code, person = get("unit", ""), get("person", "")
    return WantedTasks(
        own=get("scope", "") == "own",
        place=visible_unit(request.user, READS, code) if code else None,
        span=get("span", "") if get("span", "") in SPANS else "",
        kind=get("kind", "")[:100],
        person=int(person) if person.isdecimal() and len(person) < 16 else None,
        find=get("find", "").strip()[:100],
    )
