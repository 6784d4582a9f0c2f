"""My sheets, and what of others is published to me."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.models import GrantedAbsence, ScoreSheet
from hengjian.appraisal.periods import in_words
from hengjian.appraisal.queries.sight import (
    department_sheets_of,
    own_sheets,
    published_sheets,
)
from hengjian.appraisal.queries.standing import decided_grades
from hengjian.appraisal.views.absences import KINDS
from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.templatetags.say import in_reader_language as say


PUBLISHED = TableColumns(
    "published-sheets",
    (
        Column("period", Text("考核期", "Period"), "narrow"),
        Column("person", Text("人员", "Person"), stays=True),
        Column("department", Text("部门", "Department"), "narrow soft"),
        Column("total", Text("总分", "Total"), "number"),
        Column("grade", Text("等次", "Grade"), "narrow"),
    ),
)
PAGE_SIZE = 50


@door(Permission.SHEET_READ)
def page(request: PageRequest) -> HttpResponse:
    """One's own sheets whole; others' totals as far as the publication rule goes."""
    own = list(own_sheets(request.user))
    others = published_sheets(request.user)
    if request.GET.get("export"):
        return _export(request, list(others))
    shown = Paginator(others, PAGE_SIZE).get_page(request.GET.get("page"))
    keys = [sheet.pk for sheet in [*own, *shown.object_list]]
    context = {
        "own": own,
        "page": shown,
        "grades": decided_grades(keys),
        "latest": own[0] if own else None,
        "departments": list(department_sheets_of(request.user)),
        "absences": GrantedAbsence.objects.filter(
            person__isnull=False, person=request.user.person_id
        ).order_by("-from_on", "-pk")[:20],
        "kinds": KINDS,
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "appraisal/mine.html", context)


def _export(request: PageRequest, sheets: list[ScoreSheet]) -> HttpResponse:
    grades = decided_grades([sheet.pk for sheet in sheets])
    values = {
        "period": lambda one: say(in_words(one.round.period)),
        "person": lambda one: one.person.name,
        "department": lambda one: str(one.department or ""),
        "total": lambda one: one.total,
        "grade": lambda one: grades.get(one.pk, ""),
    }
    columns = PUBLISHED.shown()
    sheet = columns.sheet(Text("公布的考评结果", "Published"), sheets, values)
    return exported_sheet(request, sheet, "published-sheets", by=request.user)
