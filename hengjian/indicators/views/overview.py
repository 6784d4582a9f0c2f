"""业务数据: every indicator of a place and period, blank and lagging lists, its export."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.engines.pack_format.model import Loaded
from hengjian.indicators import run_inputs
from hengjian.indicators.queries import overview as query
from hengjian.indicators.queries.cut_offs import days_of
from hengjian.indicators.queries.exporting import overview_sheet
from hengjian.indicators.queries.overview import OverviewRow
from hengjian.indicators.queries.periods import KINDS, in_words
from hengjian.indicators.queries.values import RunValues, latest_run
from hengjian.indicators.table_columns import OVERVIEW
from hengjian.indicators.views.asked import asked_for, may_here, places
from hengjian.lib.bilingual import Text


SORTS = {
    "code": lambda row: query.catalogue_order(row.indicator.code),
    "value": lambda row: (row.value is None or row.value.value is None, _number(row)),
}


@door(Permission.INDICATOR_READ)
def page(request: PageRequest) -> HttpResponse:
    """The table of indicators; ``?export=xlsx`` gives exactly what is shown."""
    run = latest_run()
    if run is None:
        return render(request, "indicators/no_run.html", {})
    values = RunValues(run)
    asked = asked_for(request, values)
    packs = run_inputs.packs_of(run)
    line = request.GET.get("line", "")
    rows = query.overview(
        packs,
        values,
        unit=asked.unit.code,
        kind=asked.kind,
        period=asked.period,
        level=asked.level,
        lines=[line] if line else (),
    )
    only = request.GET.get("only", "")
    blank, lagging = query.blank_rows(rows), query.lagging_rows(rows)
    shown = {"blank": blank, "lagging": lagging}.get(only, rows)
    shown = _sorted(shown, request.GET.get("sort", ""))
    columns = columns_for(request, OVERVIEW)
    lines = _lines(packs)
    may_export = may_here(request.user, Permission.EXPORT_MAKE, asked.unit)
    if request.GET.get("export") == "xlsx":
        if not may_export:
            raise PermissionDenied(Permission.EXPORT_MAKE.value)
        note = f"{asked.unit.name} · {asked.period} · 运行 {run.pk}"
        sheet = overview_sheet(
            columns, shown, dict(lines), f"{note} · 截至 {run.as_of:%Y-%m-%d}"
        )
        return exported_sheet(
            request,
            sheet,
            f"indicators-{asked.unit.code}-{asked.period}",
            by=request.user,
        )
    context = {
        "run": run,
        "asked": asked,
        "rows": shown,
        "columns": columns,
        "line_titles": dict(lines),
        "may_export": may_export,
        "total": len(rows),
        "blank": blank,
        "lagging": lagging,
        "only": only,
        "line": line,
        "lines": lines,
        "places": places(request),
        "kinds": KINDS.items(),
        "periods": [(p, in_words(p)) for p in reversed(asked.periods)],
        "period_words": in_words(asked.period),
        "days": days_of(run, asked.period),
    }
    return render(request, "indicators/overview.html", context)


def _lines(packs: Loaded) -> list[tuple[str, Text]]:
    """The lines of work that the packs name, with their words."""
    words = packs.shared_lists.get("lines_of_work", {})
    used = {pack.line_of_work: pack.title for pack in packs.packs.values()}
    lines = ((line, words.get(line, title)) for line, title in used.items() if line)
    return sorted(lines, key=lambda each: each[0])


def _sorted(rows: Iterable[OverviewRow], sort: str) -> list[OverviewRow]:
    key = SORTS.get(sort.lstrip("-"))
    listed = list(rows)
    return sorted(listed, key=key, reverse=sort.startswith("-")) if key else listed


def _number(row: OverviewRow) -> object:
    return row.value.value if row.value and row.value.value is not None else 0
