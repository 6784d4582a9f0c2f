"""Rounds: progress, open questions, everybody's sheets by department, closing, grades."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_name
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.actions import grades as grading
from hengjian.appraisal.actions import rounds
from hengjian.appraisal.models import AppraisalRound, ScoreSheet
from hengjian.appraisal.models.scheme import StaffClass
from hengjian.appraisal.periods import in_words
from hengjian.appraisal.queries.correcting import scheme_of_round
from hengjian.appraisal.queries.open_questions import open_questions
from hengjian.appraisal.queries.sight import round_worked, scheme_worked
from hengjian.appraisal.queries.standing import decided_grades
from hengjian.appraisal.views.days import day_of
from hengjian.appraisal.views.department_round import of_departments
from hengjian.appraisal.views.grades_typed import typed_grades
from hengjian.engines.scoring.grading import places_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.models import Resolution
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.templatetags.say import in_reader_language as say


SHEETS = TableColumns(
    "round-sheets",
    (
        Column("person", Text("人员", "Person"), stays=True),
        Column("number", Text("工号", "Number"), "narrow soft"),
        Column("department", Text("部门", "Department"), "narrow"),
        Column("total", Text("总分", "Total"), "number"),
        Column("state", Text("状态", "State"), "narrow"),
        Column("proposed", Text("按分数线", "By thresholds"), "narrow"),
        Column("grade", Text("等次", "Grade"), "narrow"),
    ),
)


@door(Permission.SHEET_READ_ALL)
def page(request: PageRequest, number: int) -> HttpResponse:
    """One round, by department; ``?export=xlsx`` gives its sheets."""
    found = round_worked(request.user, number, Permission.SHEET_READ_ALL)
    if found.scheme.staff_class == StaffClass.DEPARTMENTS:
        return of_departments(request, found)
    sheets = list(
        found.sheets.filter(current__isnull=False)
        .select_related("person", "department", "current")
        .order_by("department__code", "person__number")
    )
    decided = decided_grades([sheet.pk for sheet in sheets])
    columns = columns_for(request, SHEETS)
    if request.GET.get("export"):
        values = {
            "person": lambda one: one.person.name,
            "number": lambda one: one.person.number,
            "department": lambda one: str(one.department or ""),
            "total": lambda one: one.total,
            "state": lambda one: say(_state(one)),
            "proposed": lambda one: one.grade,
            "grade": lambda one: decided.get(one.pk, ""),
        }
        sheet = columns.sheet(
            Text("考评表", "Score sheets"), sheets, values, f"{found.scheme} {found}"
        )
        return exported_sheet(request, sheet, f"round-{found.pk}", by=request.user)
    unit = found.scheme.procuratorate
    scheme = scheme_of_round(found)
    context = {
        "round": found,
        "scheme": found.scheme,
        "period": in_words(found.period),
        "sheets": sheets,
        "departments": _departments(sheets),
        "decided": decided,
        "columns": columns,
        "questions": open_questions(found),
        "pools": list(found.bonus_pools.order_by("-pk")),
        "opened_by": actor_name(found.opened_by),
        "grades": [
            (grade, None if grade.quota is None else places_of(grade, len(sheets)))
            for grade in scheme.grades
        ],
        "no_grade": grading.NO_GRADE,
        "ballots": list(found.ballots.select_related("body").order_by("-pk")),
        "for_committee": found.scheme.staff_class == StaffClass.PROCURATORS,
        "resolutions": Resolution.objects.filter(body__procuratorate=unit).order_by(
            "-decided_on", "-pk"
        )[:30],
        "may_prepare": may(request.user, Permission.APPRAISAL_PREPARE, unit=unit),
        "may_decide": may(request.user, Permission.APPRAISAL_DECIDE, unit=unit),
        "grading": found.is_year
        and found.state == AppraisalRound.State.CLOSED
        and (
            may(request.user, Permission.APPRAISAL_PREPARE, unit=unit)
            or may(request.user, Permission.APPRAISAL_DECIDE, unit=unit)
        ),
        # who enters grades does not enter the own one
        "not_of": request.user.person_id
        if may(request.user, Permission.APPRAISAL_DECIDE, unit=unit)
        else None,
        "may_export": may(request.user, Permission.EXPORT_MAKE),
        "today": clock.today(),
    }
    return render(request, "appraisal/round.html", context)


def _state(sheet: ScoreSheet) -> Text:
    if sheet.frozen_for:
        return Text("异议中", "under objection")
    return Text("已定", "final") if sheet.is_final else Text("暂定", "provisional")


def _departments(
    sheets: list[ScoreSheet],
) -> list[tuple[str, int, int]]:
    """Each department with how many sheets it has and how many are final."""
    found = []
    for name, group in groupby(sheets, key=lambda one: str(one.department or "—")):
        listed = list(group)
        found.append((name, len(listed), sum(one.is_final for one in listed)))
    return found


@door(Permission.APPRAISAL_PREPARE, methods=("POST",))
def open_round(request: PageRequest, number: int) -> HttpResponse:
    """Open a month or the year of a scheme and compute its sheets."""
    scheme = scheme_worked(request.user, number, Permission.APPRAISAL_PREPARE)
    opened = rounds.open_round(
        scheme=scheme, period=request.POST.get("period", ""), by=request.user
    )
    rounds.ask_computing(round_=opened, by=request.user)
    return redirect("appraisal:round", opened.pk)


@door(Permission.APPRAISAL_PREPARE, methods=("POST",))
def compute(request: PageRequest, number: int) -> HttpResponse:
    """Have the sheets computed again from what is known now."""
    found = round_worked(request.user, number, Permission.APPRAISAL_PREPARE)
    rounds.ask_computing(round_=found, by=request.user)
    said = Text("已排队计算，稍后刷新本页。", "Queued; look again in a moment.")
    messages.success(request, say(said))
    return redirect("appraisal:round", number)


@door(Permission.APPRAISAL_DECIDE, methods=("POST",))
def close(request: PageRequest, number: int) -> HttpResponse:
    """Close a round: its sheets are frozen."""
    found = round_worked(request.user, number, Permission.APPRAISAL_DECIDE)
    rounds.close_round(
        round_=found,
        with_provisional=request.POST.get("with_provisional", ""),
        by=request.user,
    )
    return redirect("appraisal:round", number)


@door(Permission.APPRAISAL_DECIDE, methods=("POST",))
def decide_grades(request: PageRequest, number: int) -> HttpResponse:
    """Enter the grades as a body decided them."""
    found = round_worked(request.user, number, Permission.APPRAISAL_DECIDE)
    chosen = request.POST.get("resolution", "")
    resolution = Resolution.objects.filter(
        body__procuratorate=found.scheme.procuratorate,
        pk=int(chosen) if chosen.isdecimal() else 0,
    ).first()
    given, reasons = typed_grades(request, found)
    grading.decide_grades(
        round_=found,
        grades=given,
        reasons=reasons,
        body=request.POST.get("body", ""),
        decided_on=day_of(request.POST.get("decided_on")),
        resolution=resolution,
        decided_as=request.POST.get("decided_as", ""),
        by=request.user,
    )
    return redirect("appraisal:round", number)
