"""The API of documents: the register, one, made of a matter, issued, sealed, served."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Router, Schema
from pydantic import Field

from hengjian.access.api_doors import api_door, caller
from hengjian.access.exporting import note_export
from hengjian.access.permissions import Permission
from hengjian.documents import files, issue_course, rendering
from hengjian.documents.actions import drafting, issuing, serving
from hengjian.documents.models import Document, DocumentState, Service, ServiceHow
from hengjian.documents.queries.documents import documents_seen, services_of
from hengjian.documents.queries.received import answers_to
from hengjian.documents.queries.register import RegisterFilter, narrowed
from hengjian.documents.source import kind_of
from hengjian.lib.cursor import page_of
from hengjian.matters import papers
from hengjian.matters.models import Matter
from hengjian.matters.paper_access import (
    document_seen,
    matter_seen,
    require_drafting,
    require_following,
    require_issuing,
    require_withdrawing,
)
from hengjian.organisation.queries import procuratorate_by_code


router = Router(tags=["documents"])
FORMS = {"docx": files.DOCX, "pdf": "application/pdf"}


class ServiceOut(Schema):
    """One service; to whom is told on the page alone."""

    id: int
    how: str
    on: date
    receipt_on: date | None
    was_read_out: bool


class DocumentOut(Schema):
    """One document; its words are in its file."""

    id: int
    matter: int
    matter_number: str
    matter_kind: str
    kind: str
    title: str
    state: str
    record_of: str
    unit: str
    number: str
    made_at: datetime
    issued_on: date | None
    seal: str
    sealed_on: date | None
    reply_due_on: date | None
    withdrawal_reason: str
    services: list[ServiceOut]
    answers: list[str]


class DocumentsOut(Schema):
    """A page of documents; ``next`` is the cursor of the following page."""

    items: list[DocumentOut]
    next: int | None


class MakeIn(Schema):
    """Which kind of document of the pack, of which matter."""

    matter: int
    kind: str


class ReasonIn(Schema):
    """Why."""

    reason: str = ""


class DocumentSealIn(Schema):
    """Which seal was put on it, and when."""

    seal: str
    on: date


class ServeIn(Schema):
    """How, when and to whom it was served."""

    how: ServiceHow
    on: date
    to: str
    receipt_on: date | None = None
    was_read_out: bool = False


class ReceiptIn(Schema):
    """The day on the receipt."""

    on: date


Year = Annotated[int, Field(ge=1, le=9999)]


@router.get("", response=DocumentsOut, summary="文书登记簿")
@api_door(Permission.DOCUMENT_READ)
def list_documents(
    request: HttpRequest,
    kind: str = "",
    state: DocumentState | Literal[""] = "",
    year: Year | None = None,
    unit: str = "",
    find: str = "",
    after: int | None = None,
    limit: int = 50,
) -> DocumentsOut:
    """The register of the caller's places, the newest first; ``kind``: ``pack/kind``."""
    place = procuratorate_by_code(unit) if unit else None
    if unit and place is None:
        return DocumentsOut(items=[], next=None)
    wanted = RegisterFilter(kind, state, year, place, find.strip())
    found = narrowed(documents_seen(caller(request)), wanted)
    page, following = page_of(found, after, limit)
    return DocumentsOut(items=[_document(each) for each in page], next=following)


@router.post("", response={201: DocumentOut}, summary="拟制文书")
@api_door(Permission.MATTER_HANDLE)
def make_document(request: HttpRequest, body: MakeIn) -> tuple[int, DocumentOut]:
    """Draft a document of a matter, as its pack lays it out."""
    account = caller(request)
    matter = matter_seen(account, body.matter)
    require_drafting(account, matter)
    made = papers.draft_for(matter, body.kind, drafter=account.display_name, by=account)
    return 201, _document(made)


@router.get("/{number}", response=DocumentOut, summary="一份文书")
@api_door(Permission.MATTER_READ)
def one_document(request: HttpRequest, number: int) -> DocumentOut:
    """One document of a matter that the caller sees."""
    return _document(document_seen(caller(request), number)[1])


@router.get("/{number}/files/{form}", response=bytes, summary="文书文件")
@api_door(Permission.MATTER_READ)
def document_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The Word file, which counts, or a PDF for reading."""
    account = caller(request)
    matter, found = document_seen(account, number)
    if form not in FORMS:
        raise Http404(form)
    content = rendering.pdf_of(found) if form == "pdf" else rendering.current(found)
    note_export(request, f"document:{found.pk}.{form}", by=account)
    answer = HttpResponse(content, content_type=FORMS[form])
    name = f"{found.title_zh} {found.number or matter.number}.{form}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    answer["Cache-Control"] = "no-store"
    return answer


@router.post("/{number}/refresh", response=DocumentOut, summary="按事项更新草稿")
@api_door(Permission.MATTER_HANDLE)
def refresh_document(request: HttpRequest, number: int) -> DocumentOut:
    """Take the matter's values anew into a draft nobody edited."""
    account = caller(request)
    matter, found = document_seen(account, number)
    require_drafting(account, matter)
    drafting.refresh(
        document=found,
        source=papers.source_of(matter),
        kind=kind_of(found),
        by=account,
    )
    return _anew(found)


@router.post("/{number}/issue", response=DocumentOut, summary="签发文书")
@api_door(Permission.MATTER_HANDLE)
def issue_document(request: HttpRequest, number: int, body: ReasonIn) -> DocumentOut:
    """Issue a draft under its next number; ``reason`` where it disagrees with the matter."""
    account = caller(request)
    matter, found = document_seen(account, number)
    require_issuing(account, matter, found)
    issue_course.issue(
        document=found,
        source=papers.source_of(matter),
        reason=body.reason,
        by=account,
    )
    return _anew(found)


@router.post("/{number}/seal", response=DocumentOut, summary="登记用印")
@api_door(Permission.MATTER_HANDLE)
def seal_document(
    request: HttpRequest, number: int, body: DocumentSealIn
) -> DocumentOut:
    """Record that the office's seal was put on it."""
    account = caller(request)
    _, found = _followed(request, number)
    serving.seal(document=found, seal=body.seal, on=body.on, by=account)
    return _anew(found)


@router.post("/{number}/services", response=DocumentOut, summary="登记送达")
@api_door(Permission.MATTER_HANDLE)
def serve_document(request: HttpRequest, number: int, body: ServeIn) -> DocumentOut:
    """Record a service; the time for a reply counts from the first."""
    account = caller(request)
    _, found = _followed(request, number)
    serving.serve(
        document=found,
        kind=kind_of(found),
        how=body.how,
        on=body.on,
        to=body.to,
        receipt_on=body.receipt_on,
        was_read_out=body.was_read_out,
        by=account,
    )
    return _anew(found)


@router.post(
    "/{number}/services/{service}/receipt", response=DocumentOut, summary="登记送达回证"
)
@api_door(Permission.MATTER_HANDLE)
def record_receipt(
    request: HttpRequest, number: int, service: int, body: ReceiptIn
) -> DocumentOut:
    """Record the receipt of a service that came back."""
    account = caller(request)
    _, found = _followed(request, number)
    served = Service.objects.filter(pk=service, document=found).first()
    if served is None:
        raise Http404(str(service))
    serving.record_receipt(service=served, on=body.on, by=account)
    return _anew(found)


@router.post("/{number}/withdraw", response=DocumentOut, summary="作废文书")
@api_door(Permission.MATTER_HANDLE)
def withdraw_document(request: HttpRequest, number: int, body: ReasonIn) -> DocumentOut:
    """Take a document out of use with a reason; its number stays taken."""
    account = caller(request)
    matter, found = document_seen(account, number)
    require_withdrawing(account, matter, found)
    issuing.withdraw(document=found, reason=body.reason, by=account)
    return _anew(found)


def _followed(request: HttpRequest, number: int) -> tuple[Matter, Document]:
    account = caller(request)
    matter, found = document_seen(account, number)
    require_following(account, matter, found)
    return matter, found


def _anew(document: Document) -> DocumentOut:
    return _document(
        Document.objects.select_related("procuratorate", "seal_use").get(pk=document.pk)
    )


def _document(each: Document) -> DocumentOut:
    use = getattr(each, "seal_use", None)
    return DocumentOut(
        id=each.pk,
        matter=each.matter,
        matter_number=each.matter_number,
        matter_kind=each.matter_kind,
        kind=each.kind,
        title=each.title_zh,
        state=each.state,
        record_of=each.record_of,
        unit=each.procuratorate.code,
        number=each.number,
        made_at=each.made_at,
        issued_on=each.issued_on,
        seal=use.seal if use is not None else "",
        sealed_on=use.on if use is not None else None,
        reply_due_on=each.reply_due_on,
        withdrawal_reason=each.withdrawal_reason,
        services=[
            ServiceOut(
                id=service.pk,
                how=service.how,
                on=service.on,
                receipt_on=service.receipt_on,
                was_read_out=service.was_read_out,
            )
            for service in services_of(each)
        ],
        answers=[paper.number for paper in answers_to(each)],
    )
