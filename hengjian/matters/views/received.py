"""Papers from outside: registered on a matter's page, read, passed on, withdrawn."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import note_export
from hengjian.access.permissions import Permission
from hengjian.documents import files, receiving_course
from hengjian.documents.actions import receiving
from hengjian.documents.actions.receiving import Arrived
from hengjian.documents.models import Document, ReceivedKind, ReceivedPaper
from hengjian.documents.models.received_paper import RECEIVED_KINDS
from hengjian.documents.paper_types import CONTENT_TYPES, TYPES
from hengjian.documents.queries.documents import documents_of, services_of
from hengjian.documents.queries.received import words_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters import papers
from hengjian.matters.models import Matter
from hengjian.matters.paper_access import (
    document_of,
    matter_seen,
    paper_seen,
    passed_of,
    require_drafting,
)
from hengjian.matters.people import colleagues
from hengjian.matters.queries.sight import matters_seen
from hengjian.matters.views.asked import day, person_given, seen
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission.MATTER_READ
UNMARKED = Text(
    "请确认本件没有国家秘密标志。", "Confirm that it bears no mark of State secrecy."
)


@door(Permission.MATTER_HANDLE, methods=("GET", "HEAD", "POST"))
def register(request: PageRequest, number: int) -> HttpResponse:
    """Register a paper that came for a matter; ``?answers=`` a document of it."""
    matter = seen(request.user, number)
    require_drafting(request.user, matter)
    if request.method != "POST":
        return _form(request, matter)
    try:
        paper = _taken_in(request, matter)
    except UserFault as fault:
        return _form(request, matter, fault=say(fault.message), status=fault.status)
    said = Text(f"已登记：{paper.number}", f"Registered: {paper.number}")
    messages.success(request, say(said))
    return redirect("matters:received", matter.pk, paper.pk)


@door(P)
def page(request: PageRequest, number: int, paper: int) -> HttpResponse:
    """One paper: who sent it, what it answers, who has it, its file."""
    found = _paper(request, number, paper)
    matter = matters_seen(request.user).filter(pk=number).first()
    changes = (
        matter is not None
        and matter.archived_on is None
        and papers.may_draft(request.user, matter)
        and not found.is_withdrawn
    )
    passed = list(found.passed.select_related("person"))
    names = actor_names([found.registered_by, found.withdrawn_by])
    context: dict[str, Any] = {
        "paper": found,
        "words": words_of(found),
        "matter": matter,
        "passed": passed,
        "mine": passed_of(request.user, found),
        "may_change": changes,
        "people": [
            each
            for each in colleagues(found.procuratorate)
            if each.pk not in {one.person_id for one in passed}
        ]
        if changes
        else [],
        "registered_by": names.get(found.registered_by),
        "withdrawn_by": names.get(found.withdrawn_by),
        "is_erased": found.wrapped is None,
    }
    answer = render(request, "matters/received.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@door(P)
def file(request: PageRequest, number: int, paper: int) -> HttpResponse:
    """The file as it came, held to its digest."""
    found = _paper(request, number, paper)
    answer = paper_file(found)
    note_export(request, f"received:{found.pk}", by=request.user)
    return answer


@door(Permission.MATTER_HANDLE, methods=("POST",))
def pass_on(request: PageRequest, number: int, paper: int) -> HttpResponse:
    """Pass it on to a colleague of the office."""
    found = _changing(request, number, paper)
    person = person_given(request)
    known = set(colleagues(found.procuratorate).values_list("pk", flat=True))
    if person is None or person.pk not in known:
        raise UserFault(Text("请选择人员。", "Choose a colleague."), status=422)
    receiving.pass_on(paper=found, people=[person], by=request.user)
    said = Text(f"已转{person.name}。", f"Passed on to {person.name}.")
    return _done(request, found, said)


@door(P, methods=("POST",))
def read(request: PageRequest, number: int, paper: int) -> HttpResponse:
    """Whoever was passed it has read it."""
    found = _paper(request, number, paper)
    passed = passed_of(request.user, found)
    if passed is None:
        raise Http404(str(paper))
    receiving.note_read(passed=passed, by=request.user)
    return _done(request, found, Text("已记为已阅。", "Noted as read."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def withdraw(request: PageRequest, number: int, paper: int) -> HttpResponse:
    """Take back an entry made by mistake."""
    found = _changing(request, number, paper)
    receiving.withdraw_received(
        paper=found, reason=request.POST.get("reason", ""), by=request.user
    )
    return _done(request, found, Text("已作废这条登记。", "The entry is withdrawn."))


def paper_file(paper: ReceivedPaper) -> HttpResponse:
    """A paper's file as an answer; pictures and PDFs are shown, others saved."""
    name = words_of(paper).file_name
    ending = Path(name).suffix.lower()
    kind = CONTENT_TYPES.get(ending, "application/octet-stream")
    answer = HttpResponse(files.opened_paper(paper), content_type=kind)
    disposition = content_disposition_header(ending in {".docx", ".xlsx"}, name)
    if disposition is not None:
        answer["Content-Disposition"] = disposition
    answer["Cache-Control"] = "no-store"
    return answer


def answerable(matter: Matter) -> list[Document]:
    """The served documents of a matter, that a reply may answer."""
    return [
        each
        for each in documents_of(matter.pk)
        if each.is_issued and services_of(each).exists()
    ]


def _taken_in(request: PageRequest, matter: Matter) -> ReceivedPaper:
    given = request.POST
    brought = request.FILES.get("file")
    dated, received = day(given.get("dated_on", "")), day(given.get("received_on", ""))
    if given.get("unmarked") != "1":
        raise UserFault(UNMARKED, status=422)
    if given.get("kind") not in ReceivedKind.values:
        raise UserFault(Text("请选择种类。", "Say what it is."), status=422)
    if dated is None or received is None:
        raise UserFault(
            Text("请写明来文日期和收到日期。", "Say its day, and when it came."),
            status=422,
        )
    if brought is None:
        raise UserFault(Text("请选择文件。", "Choose a file."), status=422)
    pages, answers = given.get("pages", ""), given.get("answers", "")
    arrived = Arrived(
        kind=ReceivedKind(given["kind"]),
        sender=given.get("sender", ""),
        title=given.get("title", ""),
        dated_on=dated,
        received_on=received,
        pages=int(pages) if pages.isdecimal() and len(pages) < 6 else 0,
        sender_number=given.get("sender_number", ""),
        sender_is_person=given.get("sender_is_person") == "1",
        answers=document_of(matter, int(answers)) if answers.isdecimal() else None,
    )
    return receiving_course.take_in(
        source=papers.source_of(matter),
        arrived=arrived,
        name=str(brought.name),
        blocks=brought.chunks(),
        by=request.user,
    )


def _form(
    request: PageRequest, matter: Matter, *, fault: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "matter": matter,
        "given": request.POST or request.GET,
        "kinds": RECEIVED_KINDS.items(),
        "served": answerable(matter),
        "types": ",".join(TYPES),
        "today": clock.today(),
        "fault": fault,
    }
    return render(request, "matters/receive.html", context, status=status)


def _paper(request: PageRequest, number: int, paper: int) -> ReceivedPaper:
    found = paper_seen(request.user, paper)
    if found.matter != number:
        raise Http404(str(paper))
    return found


def _changing(request: PageRequest, number: int, paper: int) -> ReceivedPaper:
    found = _paper(request, number, paper)
    require_drafting(request.user, matter_seen(request.user, number))
    return found


def _done(request: PageRequest, paper: ReceivedPaper, said: Text) -> HttpResponse:
    messages.success(request, say(said))
    return redirect("matters:received", paper.matter, paper.pk)
