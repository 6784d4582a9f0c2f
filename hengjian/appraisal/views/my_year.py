"""我的一年: what a person did, gathered all year; the person's alone until it is handed in."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import note_export
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.making_papers import WORD
from hengjian.appraisal.making_year import year_paper, year_sheet
from hengjian.appraisal.queries.fairness_signals import own_signals
from hengjian.appraisal.queries.my_year import notes_of, year_of
from hengjian.appraisal.queries.my_year_cases import cases_of
from hengjian.documents.paper_types import CONTENT_TYPES
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.meetings import files
from hengjian.meetings.making_papers import as_word
from hengjian.organisation.models import Person
from hengjian.organisation.queries import main_appointment_on
from hengjian.ratings.actions import year_notes
from hengjian.ratings.actions.year_notes import Wording
from hengjian.ratings.models import YearNote
from hengjian.ratings.typed import day
from hengjian.ui.downloads import workbook_answer
from hengjian.ui.templatetags.say import in_reader_language as say


@door(Permission.YEAR_KEEP)
def page(request: PageRequest) -> HttpResponse:
    """The viewer's own year; as a workbook or a paper for the year-end form."""
    person = _own(request)
    year = _year(request)
    asked = request.GET.get("as")
    if asked in ("xlsx", "docx"):
        return _file(request, person, year, asked)
    return _shown(request, person, year)


def _shown(
    request: PageRequest, person: Person, year: int, *, fault: Text | None = None
) -> HttpResponse:
    found = year_of(person, year)
    context = {
        "found": found,
        "fault": fault,
        "today": clock.today(),
        "asked": own_signals(request.user).filter(answer="").count(),
        "years": [year - 1, year + 1] if year < clock.today().year else [year - 1],
        "open_notes": sum(note.handed_in_on is None for note in found.notes),
        "typed": request.POST.dict() if fault else {},
    }
    status = 422 if fault else 200
    return render(request, "appraisal/my_year.html", context, status=status)


def _file(request: PageRequest, person: Person, year: int, kind: str) -> HttpResponse:
    found = year_of(person, year)
    cases = cases_of(found, request.user)
    name = f"year-{year}"
    note_export(request, name, by=request.user)
    if kind == "xlsx":
        return workbook_answer(year_sheet(found, cases), name)
    answer = HttpResponse(as_word(year_paper(found, cases)), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    answer["Cache-Control"] = "no-store"
    return answer


@door(Permission.YEAR_KEEP)
def cases(request: PageRequest) -> HttpResponse:
    """The cases that the counts of the viewer's own sheets are made of."""
    year = _year(request)
    found = year_of(_own(request), year)
    context = {"year": year, "cases": cases_of(found, request.user)}
    return render(request, "appraisal/my_year_cases.html", context)


@door(Permission.YEAR_KEEP, methods=("POST",))
def write(request: PageRequest) -> HttpResponse:
    """Write a note, perhaps with a file."""
    person = _own(request)
    brought = request.FILES.get("file")
    try:
        wording = Wording(
            day(request.POST.get("happened_on")),
            request.POST.get("title", ""),
            request.POST.get("text", ""),
        )
        paper = files.take_in(brought.name or "", brought.chunks()) if brought else None
        note = year_notes.write_note(
            person=person, wording=wording, paper=paper, by=request.user
        )
    except UserFault as fault:
        return _shown(request, person, clock.today().year, fault=fault.message)
    messages.success(request, say(Text("已记下。", "Written down.")))
    return redirect(f"/appraisal/my-year/?year={note.happened_on.year}")


@door(Permission.YEAR_KEEP, methods=("POST",))
def remove(request: PageRequest, number: int) -> HttpResponse:
    """Remove a note of one's own that is not handed in."""
    note = _note(_own(request), number)
    year_notes.remove_note(note=note, by=request.user)
    messages.success(request, say(Text("已删除。", "Removed.")))
    return redirect("appraisal:my-year")


@door(Permission.YEAR_KEEP, methods=("POST",))
def hand_in(request: PageRequest) -> HttpResponse:
    """Hand the year's notes in: from now on the appraisal office sees them."""
    year = _year(request)
    person = _own(request)
    number = year_notes.hand_in(person=person, year=year, by=request.user)
    said = Text(f"已交出 {number} 条。", f"{number} notes are handed in.")
    messages.success(request, say(said))
    return redirect(f"/appraisal/my-year/?year={year}")


@door(Permission.YEAR_KEEP)
def note_file(request: PageRequest, number: int) -> HttpResponse:
    """The file of a note: the person's, once handed in the appraisal office's too."""
    note = YearNote.objects.filter(pk=number).exclude(stored_as="").first()
    if note is None or not _may_see(request, note):
        raise NotTheirs
    content = files.opened(files.papers_folder(), note.stored_as, note.digest)
    ending = f".{note.stored_as.rpartition('.')[2]}"
    note_export(request, f"year-note-{note.pk}", by=request.user)
    answer = HttpResponse(content, content_type=CONTENT_TYPES[ending])
    answer["Content-Disposition"] = f'attachment; filename="note-{note.pk}{ending}"'
    answer["Cache-Control"] = "no-store"
    return answer


@door(Permission.SHEET_READ_ALL)
def handed_in(request: PageRequest, person: int, year: int) -> HttpResponse:
    """What somebody handed in of a year; nothing else of that year is shown."""
    whose = Person.objects.filter(pk=person).first()
    seat = main_appointment_on(whose, clock.today()) if whose else None
    if (
        whose is None
        or seat is None
        or not may(request.user, Permission.SHEET_READ_ALL, unit=seat.procuratorate)
        or not 2000 <= year <= 2100
    ):
        raise NotTheirs
    notes = notes_of(whose, year).filter(handed_in_on__isnull=False)
    context = {"person": whose, "year": year, "notes": list(notes)}
    return render(request, "appraisal/handed_in.html", context)


def _may_see(request: PageRequest, note: YearNote) -> bool:
    if note.person_id == request.user.person_id and request.user.acting_for is None:
        return True
    seat = main_appointment_on(note.person, clock.today())
    return (
        note.handed_in_on is not None
        and seat is not None
        and may(request.user, Permission.SHEET_READ_ALL, unit=seat.procuratorate)
    )


def _own(request: PageRequest) -> Person:
    """The viewer; who acts for another does not see that one's year. Raises ``NotTheirs``."""
    person = request.user.person
    if person is None or request.user.acting_for is not None:
        raise NotTheirs
    return person


def _note(person: Person, number: int) -> YearNote:
    note = YearNote.objects.filter(pk=number, person=person).first()
    if note is None:
        raise NotTheirs
    return note


def _year(request: PageRequest) -> int:
    asked = request.POST.get("year") or request.GET.get("year") or ""
    if asked and not (asked.isdecimal() and len(asked) == 4):
        raise Http404
    year = int(asked) if asked else clock.today().year
    if not 2000 <= year <= date.max.year - 1:
        raise Http404
    return year
