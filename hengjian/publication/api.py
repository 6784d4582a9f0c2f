"""The API of analysis reports: the same queries and actions as the pages."""

from datetime import datetime
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from hengjian.access.api_doors import api_door, caller
from hengjian.access.exporting import note_export
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.indicators.models import CitedValue
from hengjian.indicators.queries.values import latest_run
from hengjian.lib.bilingual import Text
from hengjian.lib.cursor import page_of
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Level
from hengjian.organisation.queries import procuratorate_with
from hengjian.publication import files, making, uploads
from hengjian.publication.actions import analysis_reports as acts
from hengjian.publication.models import AnalysisReport, ReportVersion
from hengjian.publication.queries import checking
from hengjian.publication.queries.reports import report_seen, reports_seen
from hengjian.publication.wording import CONTENT_TYPES


router = Router(tags=["analysis reports"])


class ReportOut(Schema):
    """One report; ``level`` is city where it takes in all below, else procuratorate."""

    id: int
    kind: str
    period: str
    procuratorate: str
    level: str
    language: str
    run: int
    state: str
    fault: str
    numbers: int
    made_at: datetime | None
    checked_by: str
    signed_by: str
    signed_at: datetime | None


class ReportsOut(Schema):
    """A page of reports; ``next`` is the cursor of the following page."""

    items: list[ReportOut]
    next: int | None


class ReportIn(Schema):
    """``with_below``: a city's report takes in every office below it."""

    procuratorate: str
    period: str
    kind: AnalysisReport.Kind | None = None
    with_below: bool = False
    language: str = "zh"


class CitedOut(Schema):
    """A number of the report and the value that it stands for."""

    id: int
    indicator: str
    period: str
    unit: str
    level: str
    numerator: str
    denominator: str
    value: str
    flags: str


class NumbersOut(Schema):
    """A page of a report's numbers."""

    items: list[CitedOut]
    next: int | None


class FoundOut(Schema):
    """One disagreement or notice; ``place`` counts the file's paragraphs."""

    kind: str
    place: int
    shown: str
    zh: str
    en: str
    passage: str


class CheckOut(Schema):
    """What a check found; ``version`` 0 is the report as it was made."""

    version: int
    disagreeing: int
    found: list[FoundOut]


class SignIn(Schema):
    """The reason is asked for where numbers disagree."""

    reason: str = ""


@router.get("", response=ReportsOut, summary="分析报告")
@api_door(Permission.REPORT_READ)
def list_reports(
    request: HttpRequest,
    procuratorate: str = "",
    period: str = "",
    after: int | None = None,
    limit: int = 50,
) -> ReportsOut:
    """Reports that the caller sees, newest first."""
    found = reports_seen(caller(request))
    if procuratorate:
        found = found.filter(unit__code=procuratorate)
    if period:
        found = found.filter(period=period)
    page, following = page_of(found, after, limit)
    return ReportsOut(items=[_report(each) for each in page], next=following)


@router.post("", response={202: ReportOut}, summary="编制报告")
@api_door(Permission.REPORT_MAKE)
def make_report(request: HttpRequest, body: ReportIn) -> tuple[int, ReportOut]:
    """Ask for a report over the newest run; a worker makes it.

    The same question over the same run gives the report that is there already.
    """
    unit = procuratorate_with(body.procuratorate)
    account = caller(request, Permission.REPORT_MAKE, unit=unit)
    run = latest_run()
    if run is None:
        raise UserFault(Text("还没有完成的统计运行", "no run is done yet"), status=409)
    wish = making.Wish(
        kind=body.kind,
        alone=unit.level == Level.CITY and not body.with_below,
        language="en" if body.language == "en" else "zh",
    )
    made = making.ask(run, unit, body.period, wish, by=account, as_job=True)
    return 202, _report(made)


@router.get("/{number}", response=ReportOut, summary="一份报告")
@api_door(Permission.REPORT_READ)
def one_report(request: HttpRequest, number: int) -> ReportOut:
    """One report."""
    return _report(_seen(caller(request), number))


@router.get("/{number}/numbers", response=NumbersOut, summary="报告的数字")
@api_door(Permission.REPORT_READ)
def list_numbers(
    request: HttpRequest, number: int, after: int | None = None, limit: int = 200
) -> NumbersOut:
    """Every number of the report with the value it is bound to."""
    report = _seen(caller(request), number)
    found = CitedValue.objects.filter(citing=report.citing)
    page, following = page_of(found, after, limit)
    return NumbersOut(items=[_cited(each) for each in page], next=following)


@router.get("/{number}/files/{kind}", response=bytes, summary="报告文件")
@api_door(Permission.REPORT_READ)
def report_file(request: HttpRequest, number: int, kind: str) -> FileResponse:
    """The docx, pdf or xlsx as it was made, held to its digest."""
    report = _seen(caller(request), number)
    if kind not in CONTENT_TYPES:
        raise Http404(kind)
    path = files.made_file(report, kind)
    note_export(request, path.name, by=caller(request))
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=path.name,
        content_type=CONTENT_TYPES[kind],
    )


@router.post("/{number}/versions", response={201: CheckOut}, summary="上传修改稿")
@api_door(Permission.REPORT_MAKE)
def add_version(
    request: HttpRequest, number: int, file: File[UploadedFile]
) -> tuple[int, CheckOut]:
    """Bring an edited Word file; it is checked and kept as a version."""
    account = caller(request)
    report = _seen(account, number, Permission.REPORT_MAKE)
    name = Path(file.name or "report.docx").name
    return 201, _version(uploads.take_in(report, name, file.chunks(), by=account))


@router.post("/{number}/check", response=CheckOut, summary="核对原稿")
@api_door(Permission.REPORT_MAKE)
def check_report(request: HttpRequest, number: int) -> CheckOut:
    """Hold the file as it was made to the run and its numbers to each other."""
    account = caller(request)
    report = _seen(account, number, Permission.REPORT_MAKE)
    checked = checking.check_file(files.made_file(report, "docx"), report)
    disagreeing = len(checked.disagreeing)
    acts.note_check(report=report, disagreeing=disagreeing, by=account)
    found = [FoundOut(**each) for each in checked.as_json()]
    return CheckOut(version=0, disagreeing=disagreeing, found=found)


@router.post("/{number}/sign", response=ReportOut, summary="审签报告")
@api_door(Permission.REPORT_SIGN)
def sign_report(request: HttpRequest, number: int, body: SignIn) -> ReportOut:
    """Sign the newest version off; 409 while numbers disagree without a reason."""
    account = caller(request)
    report = _seen(account, number, Permission.REPORT_SIGN)
    return _report(acts.sign(report=report, reason=body.reason, by=account))


def _seen(
    account: Account, number: int, permission: Permission = Permission.REPORT_READ
) -> AnalysisReport:
    report = report_seen(account, number, permission)
    if report is None:
        raise Http404(str(number))
    return report


def _report(report: AnalysisReport) -> ReportOut:
    return ReportOut(
        id=report.pk,
        kind=report.kind,
        period=report.period,
        procuratorate=report.unit.code,
        level=report.level,
        language=report.language,
        run=report.run_id,
        state=report.state,
        fault=report.fault_zh,
        numbers=report.number_count,
        made_at=report.made_at,
        checked_by=report.checked_by,
        signed_by=report.signed_by,
        signed_at=report.signed_at,
    )


def _cited(cited: CitedValue) -> CitedOut:
    return CitedOut(
        id=cited.pk,
        indicator=cited.indicator,
        period=cited.period,
        unit=cited.unit,
        level=cited.level,
        numerator=cited.numerator,
        denominator=cited.denominator,
        value=cited.value,
        flags=cited.flags,
    )


def _version(version: ReportVersion) -> CheckOut:
    found = [FoundOut(**each) for each in version.found]
    return CheckOut(
        version=version.number, disagreeing=version.disagreeing, found=found
    )
