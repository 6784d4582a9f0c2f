"""The API of imports and findings: the same queries and actions as the pages."""

from datetime import date, datetime
from typing import Literal

from django.http import Http404, HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.lib.cursor import page_of
from hengjian.organisation.queries import procuratorate_with
from hengjian.warehouse.actions import findings as finding_acts
from hengjian.warehouse.importing.intake import take_in
from hengjian.warehouse.models import Finding, FindingState, Import
from hengjian.warehouse.plain_reasons import require_plain
from hengjian.warehouse.queries.imports import place_of_imports, rejected_rows
from hengjian.warehouse.queries.sight import findings_seen, imports_seen, may_answer
from hengjian.warehouse.wording import mend_of


router = Router(tags=["case cards"])


class ImportOut(Schema):
    """One import and what it came to."""

    id: int
    card: str
    file_name: str
    state: str
    rows_read: int
    rows_new: int
    rows_changed: int
    rows_unchanged: int
    rows_rejected: int
    findings_raised: int
    fault: str
    staged_at: datetime
    live_at: datetime | None


class ImportsOut(Schema):
    """A page of imports; ``next`` is the cursor of the following page."""

    items: list[ImportOut]
    next: int | None


class RejectedOut(Schema):
    """One cell of a row that was kept aside; personal values masked."""

    row: int
    item: str
    value: str
    rule: str
    message: str


class FindingOut(Schema):
    """One finding with the mend in words."""

    id: int
    card: str
    card_key: str
    rule: str
    dimension: str
    kind: str
    message: str
    mend: str
    unit: str
    state: str
    raised_on: date
    due_on: date
    reason: str


class FindingsOut(Schema):
    """A page of findings."""

    items: list[FindingOut]
    next: int | None


class AnswerIn(Schema):
    """``answer`` is corrected or explained (with its reason)."""

    answer: finding_acts.Answer
    reason: str = ""


@router.get("/imports", response=ImportsOut, summary="导入")
@api_door(Permission.CARD_IMPORT)
def list_imports(
    request: HttpRequest, card: str = "", after: int | None = None, limit: int = 50
) -> ImportsOut:
    """Imports that the caller sees, newest first."""
    account = caller(request)
    found = imports_seen(account)
    if card:
        found = found.filter(table__name=card)
    page, following = page_of(found, after, limit)
    return ImportsOut(items=[_import(each) for each in page], next=following)


@router.post("/imports", response={202: ImportOut}, summary="导入一个文件")
@api_door(Permission.CARD_IMPORT)
def add_import(
    request: HttpRequest,
    file: File[UploadedFile],
    card: Form[str],
    procuratorate: Form[str] = "",
    sheet: Form[str] = "",
) -> tuple[int, ImportOut]:
    """Bring a file; a worker imports it. The same file again changes nothing."""
    unit = procuratorate_with(procuratorate) if procuratorate else None
    account = caller(request, Permission.CARD_IMPORT, unit=unit)
    staged = take_in(
        file.name or "upload",
        file.chunks(),
        card=card,
        procuratorate=unit,
        within=None if unit else place_of_imports(account),
        sheet=sheet,
        by=account,
    )
    return 202, _import(staged)


@router.get("/imports/{number}", response=ImportOut, summary="一次导入")
@api_door(Permission.CARD_IMPORT)
def one_import(request: HttpRequest, number: int) -> ImportOut:
    """One import."""
    return _import(_seen_import(request, number))


@router.get(
    "/imports/{number}/rejected", response=list[RejectedOut], summary="挡下的行"
)
@api_door(Permission.CARD_IMPORT)
def list_rejected(request: HttpRequest, number: int) -> list[RejectedOut]:
    """What an import kept aside, in the file's order."""
    found = rejected_rows(_seen_import(request, number))
    return [
        RejectedOut(
            row=each.row,
            item=each.item,
            value=each.value,
            rule=each.rule,
            message=each.message_zh,
        )
        for each in found
    ]


@router.get("/findings", response=FindingsOut, summary="案卡问题")
@api_door(Permission.FINDING_READ)
def list_findings(
    request: HttpRequest,
    card: str = "",
    rule: str = "",
    state: FindingState | Literal[""] = "",
    after: int | None = None,
    limit: int = 50,
) -> FindingsOut:
    """Findings that the caller sees, newest first."""
    account = caller(request)
    found = findings_seen(account)
    if card:
        found = found.filter(table__name=card)
    if rule:
        found = found.filter(rule=rule)
    if state:
        found = found.filter(state=state)
    page, following = page_of(found, after, limit)
    return FindingsOut(items=[_finding(each) for each in page], next=following)


@router.get("/findings/{number}", response=FindingOut, summary="一个问题")
@api_door(Permission.FINDING_READ)
def one_finding(request: HttpRequest, number: int) -> FindingOut:
    """One finding."""
    account = caller(request)
    found = findings_seen(account).filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    return _finding(found)


@router.post("/findings/{number}/answer", response=FindingOut, summary="答复问题")
@api_door(Permission.FINDING_ANSWER)
def answer_finding(request: HttpRequest, number: int, body: AnswerIn) -> FindingOut:
    """Say that the card was corrected, or why it is right as it is."""
    account = caller(request)
    found = findings_seen(account).filter(pk=number).first()
    if found is None or not may_answer(account, found):
        raise Http404(str(number))
    require_plain(body.reason, found.table, [found.card_key])
    answered = finding_acts.answer(
        finding=found, answer=body.answer, reason=body.reason, by=account
    )
    return _finding(answered)


def _seen_import(request: HttpRequest, number: int) -> Import:
    account = caller(request, Permission.CARD_IMPORT)
    found = imports_seen(account).filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    return found


def _import(each: Import) -> ImportOut:
    return ImportOut(
        id=each.pk,
        card=each.table.name,
        file_name=each.file_name,
        state=each.state,
        rows_read=each.rows_read,
        rows_new=each.rows_new,
        rows_changed=each.rows_changed,
        rows_unchanged=each.rows_unchanged,
        rows_rejected=each.rows_rejected,
        findings_raised=each.findings_raised,
        fault=each.fault_zh,
        staged_at=each.staged_at,
        live_at=each.live_at,
    )


def _finding(each: Finding) -> FindingOut:
    return FindingOut(
        id=each.pk,
        card=each.table.name,
        card_key=each.card_key,
        rule=each.rule,
        dimension=each.dimension,
        kind=each.kind,
        message=each.message_zh,
        mend=mend_of(each).zh,
        unit=each.unit_code,
        state=each.state,
        raised_on=each.raised_on,
        due_on=each.due_on,
        reason=each.reason,
    )
