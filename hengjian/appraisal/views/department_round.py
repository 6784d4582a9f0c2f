"""A round of departments' own sheets: by their codes, never ranked."""

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import in_words
from hengjian.appraisal.queries.open_questions import open_questions
from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.templatetags.say import in_reader_language as say


DEPARTMENTS = TableColumns(
    "department-sheets",
    (
        Column("department", Text("部门", "Department"), stays=True),
        Column("code", Text("代码", "Code"), "narrow"),
        Column("total", Text("总分", "Total"), "number"),
        Column("state", Text("状态", "State"), "narrow"),
        Column("grade", Text("按分数线", "By thresholds"), "narrow"),
    ),
)
FINAL, PROVISIONAL = Text("已定", "final"), Text("暂定", "provisional")


def of_departments(request: PageRequest, found: AppraisalRound) -> HttpResponse:
    """The round's page, or its table as a workbook."""
    sheets = list(
        found.department_sheets.filter(current__isnull=False)
        .select_related("department", "current")
        .order_by("department__code")
    )
    if request.GET.get("export"):
        values = {
            "department": lambda one: str(one.department),
            "code": lambda one: one.department.code,
            "total": lambda one: one.total,
            "state": lambda one: say(FINAL if one.is_final else PROVISIONAL),
            "grade": lambda one: one.grade,
        }
        sheet = DEPARTMENTS.shown().sheet(
            Text("部门考评表", "Departments"), sheets, values, f"{found.scheme} {found}"
        )
        return exported_sheet(request, sheet, f"round-{found.pk}", by=request.user)
    unit = found.scheme.procuratorate
    context = {
        "round": found,
        "scheme": found.scheme,
        "period": in_words(found.period),
        "sheets": sheets,
        "questions": open_questions(found),
        "may_prepare": may(request.user, Permission.APPRAISAL_PREPARE, unit=unit),
        "may_decide": may(request.user, Permission.APPRAISAL_DECIDE, unit=unit),
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "appraisal/department_round.html", context)
