"""The API of papers from outside: registered, read, passed on, withdrawn."""

from datetime import date, datetime
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from hengjian.access.api_doors import api_door, caller
from hengjian.access.exporting import note_export
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.documents import receiving_course
from hengjian.documents.actions import receiving
from hengjian.documents.actions.receiving import Arrived
from hengjian.documents.models import ReceivedKind, ReceivedPaper
from hengjian.documents.queries.received import ReceivedFilter, narrowed, received_seen
from hengjian.lib.bilingual import Text
from hengjian.lib.cursor import page_of
from hengjian.lib.faults import UserFault
from hengjian.matters import papers
from hengjian.matters.api_documents import Year
from hengjian.matters.paper_access import (
    document_of,
    matter_seen,
    paper_seen,
    passed_of,
    require_drafting,
)
from hengjian.matters.people import colleagues
from hengjian.matters.views.received import UNMARKED, paper_file
from hengjian.organisation.queries import procuratorate_by_code


router = Router(tags=["documents"])


class PassedOut(Schema):
    """Who has a paper, and when they had read it."""

    person: str
    passed_at: datetime
    read_at: datetime | None


class ReceivedOut(Schema):
    """One paper; a person's name, the title and the file's words are not told here."""

    id: int
    number: str
    matter: int
    matter_number: str
    unit: str
    kind: str
    sender: str
    sender_number: str
    dated_on: date
    received_on: date
    pages: int
    answers: int | None
    digest: str
    registered_at: datetime
    withdrawal_reason: str
    passed: list[PassedOut]


class ReceivedListOut(Schema):
    """A page of papers; ``next`` is the cursor of the following page."""

    items: list[ReceivedOut]
    next: int | None


class PassOnIn(Schema):
    """To whom, by staff number."""

    people: list[str]


class WithdrawPaperIn(Schema):
    """Why the entry is taken back."""

    reason: str = ""


@router.get("", response=ReceivedListOut, summary="收文登记簿")
@api_door(Permission.DOCUMENT_READ)
def list_received(
    request: HttpRequest,
    kind: ReceivedKind | Literal[""] = "",
    year: Year | None = None,
    unit: str = "",
    find: str = "",
    after: int | None = None,
    limit: int = 50,
) -> ReceivedListOut:
    """The register of the caller's places, the newest first."""
    place = procuratorate_by_code(unit) if unit else None
    if unit and place is None:
        return ReceivedListOut(items=[], next=None)
    wanted = ReceivedFilter(kind, year, place, find.strip())
    found = narrowed(received_seen(caller(request)), wanted)
    page, following = page_of(found, after, limit)
    return ReceivedListOut(items=[_paper(each) for each in page], next=following)


@router.post("", response={201: ReceivedOut}, summary="登记收文")
@api_door(Permission.MATTER_HANDLE)
def receive_paper(
    request: HttpRequest,
    file: File[UploadedFile],
    matter: Form[int],
    kind: Form[ReceivedKind],
    sender: Form[str],
    title: Form[str],
    dated_on: Form[date],
    received_on: Form[date],
    pages: Form[int],
    unmarked: Form[bool],
    sender_number: Form[str] = "",
    sender_is_person: Form[bool] = False,
    answers: Form[int | None] = None,
) -> tuple[int, ReceivedOut]:
    """Register a paper with its file; ``unmarked``: somebody saw no mark of secrecy."""
    account = caller(request)
    found = matter_seen(account, matter)
    require_drafting(account, found)
    if not unmarked:
        raise UserFault(UNMARKED, status=422)
    arrived = Arrived(
        kind=kind,
        sender=sender,
        title=title,
        dated_on=dated_on,
        received_on=received_on,
        pages=pages,
        sender_number=sender_number,
        sender_is_person=sender_is_person,
        answers=document_of(found, answers) if answers is not None else None,
    )
    paper = receiving_course.take_in(
        source=papers.source_of(found),
        arrived=arrived,
        name=file.name or "upload",
        blocks=file.chunks(),
        by=account,
    )
    return 201, _paper(paper)


@router.get("/{number}", response=ReceivedOut, summary="一份收文")
@api_door(Permission.MATTER_READ)
def one_received(request: HttpRequest, number: int) -> ReceivedOut:
    """One paper of a matter or register that the caller sees, or passed on to them."""
    return _paper(paper_seen(caller(request), number))


@router.get("/{number}/file", response=bytes, summary="收文文件")
@api_door(Permission.MATTER_READ)
def received_file(request: HttpRequest, number: int) -> HttpResponse:
    """The file as it came, held to its digest."""
    account = caller(request)
    found = paper_seen(account, number)
    answer = paper_file(found)
    note_export(request, f"received:{found.pk}", by=account)
    return answer


@router.post("/{number}/pass-on", response=ReceivedOut, summary="转出收文")
@api_door(Permission.MATTER_HANDLE)
def pass_on(request: HttpRequest, number: int, body: PassOnIn) -> ReceivedOut:
    """Pass a paper on to colleagues of its office."""
    account = caller(request)
    found = _changing(account, number)
    known = {each.number: each for each in colleagues(found.procuratorate)}
    strange = [each for each in body.people if each not in known]
    if strange:
        raise UserFault(
            Text(f"本院没有 {strange[0]}", f"no colleague {strange[0]}"), status=422
        )
    people = [known[each] for each in body.people]
    receiving.pass_on(paper=found, people=people, by=account)
    return _paper(found)


@router.post("/{number}/read", response=ReceivedOut, summary="收文已阅")
@api_door(Permission.MATTER_READ)
def note_read(request: HttpRequest, number: int) -> ReceivedOut:
    """Whoever was passed the paper has read it."""
    account = caller(request)
    found = paper_seen(account, number)
    passed = passed_of(account, found)
    if passed is None:
        raise Http404(str(number))
    receiving.note_read(passed=passed, by=account)
    return _paper(found)


@router.post("/{number}/withdraw", response=ReceivedOut, summary="作废收文登记")
@api_door(Permission.MATTER_HANDLE)
def withdraw_received(
    request: HttpRequest, number: int, body: WithdrawPaperIn
) -> ReceivedOut:
    """Take back an entry made by mistake; its number stays taken."""
    account = caller(request)
    found = _changing(account, number)
    return _paper(
        receiving.withdraw_received(paper=found, reason=body.reason, by=account)
    )


def _changing(account: Account, number: int) -> ReceivedPaper:
    found = paper_seen(account, number)
    require_drafting(account, matter_seen(account, found.matter))
    return found


def _paper(each: ReceivedPaper) -> ReceivedOut:
    return ReceivedOut(
        id=each.pk,
        number=each.number,
        matter=each.matter,
        matter_number=each.matter_number,
        unit=each.procuratorate.code,
        kind=each.kind,
        sender=each.sender,
        sender_number=each.sender_number,
        dated_on=each.dated_on,
        received_on=each.received_on,
        pages=each.pages,
        answers=each.answers_id,
        digest=each.digest,
        registered_at=each.registered_at,
        withdrawal_reason=each.withdrawal_reason,
        passed=[
            PassedOut(
                person=one.person.number,
                passed_at=one.passed_at,
                read_at=one.read_at,
            )
            for one in each.passed.select_related("person").order_by("pk")
        ],
    )
