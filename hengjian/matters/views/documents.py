"""Documents of a matter: drafted, looked at, edited, issued, sealed, served, withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import note_export
from hengjian.access.permissions import Permission
from hengjian.documents import checking, files, issue_course, rendering
from hengjian.documents.actions import drafting, issuing, serving
from hengjian.documents.faults import NotReady, ValuesDisagree
from hengjian.documents.models import Document, Origin, Service, ServiceHow
from hengjian.documents.models.seal_and_service import SERVICE_WAYS
from hengjian.documents.queries.documents import served_to, services_of
from hengjian.documents.queries.received import answers_to
from hengjian.documents.source import KindOfDocument, kind_of
from hengjian.engines.documents.reading_back import read_paper
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters import papers
from hengjian.matters.models import Matter
from hengjian.matters.paper_access import (
    document_of,
    require_drafting,
    require_following,
    require_issuing,
    require_withdrawing,
)
from hengjian.matters.views.asked import day, seen
from hengjian.ui.templatetags.say import in_reader_language as say


PDF = "application/pdf"
FILES = {"docx": files.DOCX, "pdf": PDF}
WHICH_DAY = Text("请写明日期。", "Say on which day.")


@door(Permission.MATTER_READ)
def page(request: PageRequest, number: int, document: int) -> HttpResponse:
    """One document: its words, files, what the check found, and what may be done."""
    matter, found = _both(request, number, document)
    return _shown(request, matter, found)


@door(Permission.MATTER_READ)
def file(request: PageRequest, number: int, document: int, kind: str) -> HttpResponse:
    """The Word file, or a PDF for reading."""
    matter, found = _both(request, number, document)
    if kind not in FILES:
        raise Http404(kind)
    content = rendering.pdf_of(found) if kind == "pdf" else rendering.current(found)
    name = f"{found.title_zh} {found.number or matter.number}.{kind}"
    note_export(request, f"document:{found.pk}.{kind}", by=request.user)
    answer = HttpResponse(content, content_type=FILES[kind])
    disposition = content_disposition_header(kind == "docx", name)
    if disposition is not None:
        answer["Content-Disposition"] = disposition
    answer["Cache-Control"] = "no-store"
    return answer


@door(Permission.MATTER_HANDLE, methods=("POST",))
def make(request: PageRequest, number: int) -> HttpResponse:
    """Draft a document of a kind."""
    matter = seen(request.user, number)
    require_drafting(request.user, matter)
    made = papers.draft_for(
        matter,
        request.POST.get("kind", ""),
        drafter=request.user.display_name,
        by=request.user,
    )
    return _done(request, matter, made, Text("已拟出草稿。", "Drafted."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def refresh(request: PageRequest, number: int, document: int) -> HttpResponse:
    """Bring a draft up to date with its matter."""
    matter, found = _drafting(request, number, document)
    drafting.refresh(
        document=found,
        source=papers.source_of(matter),
        kind=kind_of(found),
        by=request.user,
    )
    return _done(request, matter, found, Text("已按事项更新。", "Brought up to date."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def upload(request: PageRequest, number: int, document: int) -> HttpResponse:
    """Keep an edited copy, checked against what the document was made of."""
    matter, found = _drafting(request, number, document)
    brought = request.FILES.get("file")
    if brought is None:
        raise UserFault(Text("请选择文件。", "Choose a file."))
    content = files.uploaded(str(brought.name), brought.chunks())
    checked = checking.check_copy(found, content)
    drafting.keep_version(
        document=found,
        kept=files.keep(found, content),
        origin=Origin.EDITED,
        found=checked.as_json(),
        disagreeing=checked.disagreeing,
        by=request.user,
    )
    said = (
        Text(
            f"已保存，有 {checked.disagreeing} 处与事项不一致。",
            f"Kept; {checked.disagreeing} places disagree with the matter.",
        )
        if checked.disagreeing
        else Text("已保存，与事项一致。", "Kept; it agrees with the matter.")
    )
    return _done(request, matter, found, said)


@door(Permission.MATTER_HANDLE, methods=("POST",))
def issue(request: PageRequest, number: int, document: int) -> HttpResponse:
    """Issue a draft under the next number of its series."""
    matter, found = _both(request, number, document)
    require_issuing(request.user, matter, found)
    try:
        issued = issue_course.issue(
            document=found,
            source=papers.source_of(matter),
            reason=request.POST.get("reason", ""),
            by=request.user,
        )
    except (NotReady, ValuesDisagree) as fault:
        return _shown(
            request, matter, found, fault=say(fault.message), status=fault.status
        )
    said = (
        Text(f"已签发：{issued.number}", f"Issued: {issued.number}")
        if issued.number
        else Text("已签发。", "Issued.")
    )
    return _done(request, matter, issued, said)


@door(Permission.MATTER_HANDLE, methods=("POST",))
def withdraw(request: PageRequest, number: int, document: int) -> HttpResponse:
    """Withdraw a document with a reason; its number stays taken."""
    matter, found = _both(request, number, document)
    require_withdrawing(request.user, matter, found)
    issuing.withdraw(
        document=found, reason=request.POST.get("reason", ""), by=request.user
    )
    return _done(request, matter, found, Text("已作废。", "Withdrawn."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def seal(request: PageRequest, number: int, document: int) -> HttpResponse:
    """Record that the seal was put on it."""
    matter, found = _following(request, number, document)
    serving.seal(
        document=found,
        seal=request.POST.get("seal", ""),
        on=_day(request, "on"),
        by=request.user,
    )
    return _done(request, matter, found, Text("已登记用印。", "Seal recorded."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def serve(request: PageRequest, number: int, document: int) -> HttpResponse:
    """Record a service."""
    matter, found = _following(request, number, document)
    how = request.POST.get("how", "")
    if how not in ServiceHow.values:
        raise UserFault(Text("请选择送达方式。", "Say how it was served."))
    serving.serve(
        document=found,
        kind=kind_of(found),
        how=ServiceHow(how),
        on=_day(request, "on"),
        to=request.POST.get("to", ""),
        receipt_on=day(request.POST.get("receipt_on", "")),
        was_read_out=request.POST.get("was_read_out") == "1",
        by=request.user,
    )
    return _done(request, matter, found, Text("已登记送达。", "Service recorded."))


@door(Permission.MATTER_HANDLE, methods=("POST",))
def receipt(
    request: PageRequest, number: int, document: int, service: int
) -> HttpResponse:
    """Record the receipt of a service."""
    matter, found = _following(request, number, document)
    served = Service.objects.filter(pk=service, document=found).first()
    if served is None:
        raise Http404(str(service))
    serving.record_receipt(service=served, on=_day(request, "on"), by=request.user)
    return _done(request, matter, found, Text("已登记回证。", "Receipt recorded."))


def _shown(
    request: PageRequest,
    matter: Matter,
    document: Document,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    kind = kind_of(document)
    content = rendering.current(document)
    versions = list(document.versions.all())
    newest = rendering.newest_version(document)
    names = actor_names(
        [
            document.made_by,
            document.issued_by,
            document.withdrawn_by,
            *(version.kept_by for version in versions),
        ]
    )
    against = (
        checking.check_against(document, papers.source_of(matter)).found
        if document.is_draft
        else ()
    )
    with files.as_file(content) as kept:
        passages = read_paper(kept).passages
    context: dict[str, Any] = {
        "matter": matter,
        "document": document,
        "kind": kind.kind,
        "passages": passages,
        "versions": [(v, names.get(v.kept_by)) for v in versions],
        "found": checking.found_in(newest) if newest is not None else [],
        "against": against,
        "missing": issue_course.what_is_missing(document, kind, content)
        if document.is_draft
        else [],
        "made_by": names.get(document.made_by),
        "issued_by": names.get(document.issued_by),
        "withdrawn_by": names.get(document.withdrawn_by),
        "services": [(s, served_to(s, document)) for s in services_of(document)],
        "answers": list(answers_to(document)),
        "seal_use": getattr(document, "seal_use", None),
        "ways": SERVICE_WAYS.items(),
        "to": _recipient(document, kind),
        "fault": fault,
        "today": clock.today(),
        **_may(request, matter, document, kind),
    }
    answer = render(request, "matters/document.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _may(
    request: PageRequest, matter: Matter, document: Document, kind: KindOfDocument
) -> dict[str, bool]:
    is_open = matter.archived_on is None
    drafts = is_open and papers.may_draft(request.user, matter)
    issues = is_open and papers.may_issue(request.user, kind.kind, matter)
    return {
        "may_edit": drafts and document.is_draft,
        "may_issue": issues and document.is_draft and not document.is_national,
        "may_follow": (drafts or issues) and document.is_issued,
        "may_withdraw": (issues or (drafts and document.is_draft))
        and document.state != "withdrawn",
    }


def _recipient(document: Document, kind: KindOfDocument) -> str:
    from hengjian.documents import facts

    values = facts.binder_for(document, kind, facts.opened(document, kind)).values
    return values["document_recipient"].words


def _both(request: PageRequest, number: int, document: int) -> tuple[Matter, Document]:
    matter = seen(request.user, number)
    return matter, document_of(matter, document)


def _drafting(
    request: PageRequest, number: int, document: int
) -> tuple[Matter, Document]:
    matter, found = _both(request, number, document)
    require_drafting(request.user, matter)
    return matter, found


def _following(
    request: PageRequest, number: int, document: int
) -> tuple[Matter, Document]:
    matter, found = _both(request, number, document)
    require_following(request.user, matter, found)
    return matter, found


def _day(request: PageRequest, name: str) -> Any:
    found = day(request.POST.get(name, ""))
    if found is None:
        raise UserFault(WHICH_DAY)
    return found


def _done(
    request: PageRequest, matter: Matter, document: Document, said: Text
) -> HttpResponse:
    messages.success(request, say(said))
    return redirect("matters:document", matter.pk, document.pk)
