"""A department's own sheet: each line with its marks, its reason, its evidence."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from hengjian.access.actor_names import actor_name
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.item_sources import SourceKind, sources_of
from hengjian.appraisal.models import (
    AppraisalScheme,
    DepartmentSheet,
    DepartmentSheetVersion,
)
from hengjian.appraisal.periods import in_words
from hengjian.appraisal.queries.sight import department_sheet_seen
from hengjian.appraisal.queries.told_sheets import MEAN_NOTE, progress_words, told
from hengjian.appraisal.views.sheet_files import paper, workbook
from hengjian.appraisal.views.shown_cards import cards_context


@door(Permission.SHEET_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """One department's sheet, the current version or ``?version=``; also as a file."""
    sheet = department_sheet_seen(request.user, number)
    shown = told(_version(request, sheet))
    asked = request.GET.get("export")
    if asked == "xlsx":
        return workbook(request, shown)
    if asked == "docx":
        return paper(request, shown)
    unit = sheet.round.scheme.procuratorate
    context: dict[str, Any] = {
        "sheet": sheet,
        "told": shown,
        "versions": list(sheet.versions.order_by("-number")),
        "period": in_words(sheet.round.period),
        "progress": progress_words(shown),
        "mean_note": MEAN_NOTE,
        "made_by": actor_name(shown.version.made_by),
        "used_in": _used_in(sheet),
        "reads_all": may(request.user, Permission.SHEET_READ_ALL, unit=unit),
        "may_export": may(request.user, Permission.EXPORT_MAKE),
        "whole": max(shown.full, shown.total, 1),
    }
    return render(request, "appraisal/department_sheet.html", context)


def _version(request: PageRequest, sheet: DepartmentSheet) -> DepartmentSheetVersion:
    asked = request.GET.get("version", "")
    if not asked.isdecimal():
        return sheet.version
    versions = DepartmentSheetVersion.objects.select_related("sheet__round__scheme")
    found: DepartmentSheetVersion = get_object_or_404(
        versions, sheet=sheet, number=int(asked)
    )
    return found


def _used_in(sheet: DepartmentSheet) -> list[str]:
    """The adopted schemes of the same year whose people's sheets have a line of it."""
    scheme = sheet.round.scheme
    found = AppraisalScheme.objects.filter(
        procuratorate=scheme.procuratorate,
        year=scheme.year,
        adopted_version__isnull=False,
    ).select_related("adopted_version")
    return [
        one.name
        for one in found.order_by("pk")
        if any(
            source.kind is SourceKind.DEPARTMENT
            for source in sources_of(one.version.sources).values()
        )
    ]


@door(Permission.SHEET_READ)
def cards(request: PageRequest, number: int, place: int) -> HttpResponse:
    """The cards behind a line's values, at the run's pinned versions."""
    sheet = department_sheet_seen(request.user, number)
    shown = told(_version(request, sheet))
    context = cards_context(request, shown, place, is_own=False)
    context["sheet_at"] = "appraisal:department-sheet"
    context["whose"] = str(sheet.department)
    return render(request, "appraisal/cards.html", context | {"sheet": sheet})
