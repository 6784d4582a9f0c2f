"""The daily and the monthly list that case management goes through."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.warehouse import exports
from hengjian.warehouse.models import Finding
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.warehouse.queries.finding_lists import in_order
from hengjian.warehouse.queries.findings import daily_list, monthly_list
from hengjian.warehouse.queries.sight import seen_by
from hengjian.warehouse.queries.state_counts import StateCount, by_department
from hengjian.warehouse.table_columns import FINDINGS
from hengjian.warehouse.views import asked_findings
from hengjian.warehouse.views.exporting_allowed import may_export, wants_export
from hengjian.warehouse.views.rules import day


PARTS = {
    "due": Text("当天到期", "Due that day"),
    "overdue": Text("已逾期", "Late"),
    "raised": Text("当天发现", "Found that day"),
}


@door(Permission.FINDING_READ)
def daily(request: PageRequest) -> HttpResponse:
    """Findings of a day: due, overdue by it, raised on it."""
    asked = asked_findings.asked_for(request)
    on = day(request.GET.get("on", "")) or clock.today()
    lists = daily_list(on, asked.unit)
    seen = seen_by(request.user)
    parts = {name: getattr(lists, name).filter(seen) for name in PARTS}
    part = request.GET.get("part", "")
    counts = {name: found.count() for name, found in parts.items()}
    if part not in PARTS:
        part = next((name for name in PARTS if counts[name]), "due")
    context = {
        "asked": asked,
        "on": on,
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1),
        "part": part,
        "parts": [(name, PARTS[name], counts[name]) for name in PARTS],
    }
    note = f"{asked.unit or ''} {on} {PARTS[part].zh}"
    return _answer(request, "daily", parts[part], context, note)


@door(Permission.FINDING_READ)
def monthly(request: PageRequest) -> HttpResponse:
    """Findings of a month: raised in it, or left over from before; by department."""
    asked = asked_findings.asked_for(request)
    month = _month(request.GET.get("month", ""))
    found = monthly_list(month, asked.unit).filter(seen_by(request.user))
    counts: list[StateCount] = by_department(found)
    context = {
        "asked": asked,
        "month": month,
        "before": (month - timedelta(days=1)).replace(day=1),
        "after": (month + timedelta(days=31)).replace(day=1),
        "counts": counts,
        "left_over": found.filter(raised_on__lt=month).count(),
    }
    return _answer(
        request, "monthly", found, context, f"{asked.unit or ''} {month:%Y-%m}"
    )


def _answer(
    request: PageRequest,
    name: str,
    found: QuerySet[Finding],
    context: dict[str, Any],
    note: str,
) -> HttpResponse:
    titles = card_titles()
    columns = columns_for(request, FINDINGS)
    found = in_order(found, request.GET.get("sort", ""))
    if wants_export(request):
        sheet = exports.findings_sheet(columns, found, titles, note)
        return exported_sheet(
            request, sheet, f"findings-{name}-{clock.today()}", by=request.user
        )
    context |= {
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "columns": columns,
        "titles": titles,
        "units": asked_findings.units(request),
        "may_export": may_export(request),
    }
    return render(request, f"warehouse/{name}.html", context)


def _month(text: str) -> date:
    return day(f"{text}-01") or clock.today().replace(day=1)
