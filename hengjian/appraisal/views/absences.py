"""Days not worked, granted as an adjustment: entered, granted, withdrawn."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.appraisal.actions import absences
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.models import AbsenceKind, GrantedAbsence
from hengjian.appraisal.templatetags.appraisal_words import ABSENCE_STATES
from hengjian.appraisal.views.days import day_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Appointment
from hengjian.organisation.queries import in_force_on
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.templatetags.say import in_reader_language as say


PAGE_SIZE = 50
KINDS = {
    AbsenceKind.ILLNESS: Text("病休", "illness"),
    AbsenceKind.MATERNITY: Text("产假、生育假", "maternity"),
    AbsenceKind.STUDY: Text("脱产学习培训", "study"),
    AbsenceKind.SECONDMENT: Text("借调、挂职", "secondment"),
}
ABSENCES = TableColumns(
    "granted-absences",
    (
        Column("person", Text("人员", "Person"), stays=True),
        Column("from", Text("起", "From"), "narrow"),
        Column("until", Text("止", "Until"), "narrow"),
        Column("state", Text("状态", "State"), "narrow"),
        Column("entered", Text("登记", "Entered by"), "narrow soft"),
        Column("decided", Text("批准", "Decided by"), "narrow soft"),
    ),
)


@door(Permission.SHEET_READ_ALL)
def page(request: PageRequest) -> HttpResponse:
    """Everybody's days not worked, the newest first; the export leaves out why."""
    units = visible_units(request.user, Permission.SHEET_READ_ALL)
    found = (
        GrantedAbsence.objects.filter(procuratorate__in=units)
        .select_related("person", "procuratorate")
        .order_by("-from_on", "-pk")
    )
    if request.GET.get("export"):
        values = {
            "person": lambda one: one.person.name,
            "from": lambda one: one.from_on,
            "until": lambda one: one.until_on,
            "state": lambda one: say(
                ABSENCE_STATES[GrantedAbsence.State(one.state)][0]
            ),
            "entered": lambda one: one.entered_by,
            "decided": lambda one: one.decided_by,
        }
        title = Text("经批准的未在岗时间", "Days not worked")
        sheet = ABSENCES.shown().sheet(title, list(found), values, "")
        return exported_sheet(request, sheet, "absences", by=request.user)
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    names = actor_names(
        name for row in shown for name in (row.entered_by, row.decided_by) if name
    )
    context = {
        "page": shown,
        "names": names,
        "kinds": KINDS,
        "waiting": found.filter(state=GrantedAbsence.State.ENTERED).count(),
        "people": [one.person for one in _sitting(request)],
        "may_prepare": may(request.user, Permission.APPRAISAL_PREPARE),
        "may_decide": may(request.user, Permission.APPRAISAL_DECIDE),
        "may_export": may(request.user, Permission.EXPORT_MAKE),
        "own": request.user.person_id,
        "own_name": request.user.journal_name,
    }
    return render(request, "appraisal/absences.html", context)


@door(Permission.APPRAISAL_PREPARE, methods=("POST",))
def enter(request: PageRequest) -> HttpResponse:
    """Enter somebody's days not worked."""
    typed = request.POST
    sitting = _sitting(request).filter(person__number=typed.get("person", "")).first()
    if sitting is None:
        raise NotTheirs
    absences.enter(
        procuratorate=sitting.procuratorate,
        person=sitting.person,
        kind=typed.get("kind", ""),
        from_on=day_of(typed.get("from_on")),
        until_on=day_of(typed.get("until_on")),
        basis=typed.get("basis", ""),
        by=request.user,
    )
    return redirect("appraisal:absences")


@door(Permission.APPRAISAL_DECIDE, methods=("POST",))
def decide(request: PageRequest, number: int) -> HttpResponse:
    """Grant or refuse."""
    found = _worked(request, number, Permission.APPRAISAL_DECIDE)
    absences.decide(
        absence=found,
        granted=request.POST.get("decision") == "grant",
        reason=request.POST.get("reason", ""),
        by=request.user,
    )
    return redirect("appraisal:absences")


@door(Permission.APPRAISAL_PREPARE, methods=("POST",))
def withdraw(request: PageRequest, number: int) -> HttpResponse:
    """Take it back with the reason."""
    found = _worked(request, number, Permission.APPRAISAL_PREPARE)
    absences.withdraw(
        absence=found, reason=request.POST.get("reason", ""), by=request.user
    )
    return redirect("appraisal:absences")


def _sitting(request: PageRequest) -> QuerySet[Appointment]:
    """Where people of the viewer's offices mainly sit today, by staff number."""
    return (
        Appointment.objects.filter(
            in_force_on(clock.today()),
            is_main=True,
            procuratorate__in=visible_units(request.user, Permission.APPRAISAL_PREPARE),
        )
        .select_related("person", "procuratorate")
        .order_by("person__number", "pk")
    )


def _worked(
    request: PageRequest, number: int, permission: Permission
) -> GrantedAbsence:
    found = (
        GrantedAbsence.objects.filter(pk=number).select_related("procuratorate").first()
    )
    if found is None or not may(request.user, permission, unit=found.procuratorate):
        raise NotTheirs
    return found
