"""One report: its text with linked numbers, files, edited versions, check, sign-off."""

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
from hengjian.access.queries import may
from hengjian.indicators import run_inputs
from hengjian.indicators.queries.periods import in_words
from hengjian.indicators.queries.values import latest_run
from hengjian.jobs.models import Job
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.publication import files, uploads
from hengjian.publication.actions import analysis_reports as acts
from hengjian.publication.models import AnalysisReport, ReportVersion
from hengjian.publication.queries import checking, preview
from hengjian.publication.queries.found import shown_findings
from hengjian.publication.queries.reports import report_seen
from hengjian.publication.wording import (
    CONTENT_TYPES,
    FILE_KINDS,
    KINDS,
    STATE_MARKS,
    STATES,
)
from hengjian.ui.templatetags.say import in_reader_language


@door(Permission.REPORT_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """Progress while it is made (the page asks again by itself), the text after."""
    report = _report(request, number)
    context: dict[str, Any] = {
        "report": report,
        "place": report.unit,
        "period": in_words(report.period),
        "kind": KINDS[AnalysisReport.Kind(report.kind)],
        "state": STATES[AnalysisReport.State(report.state)],
        "mark": STATE_MARKS[AnalysisReport.State(report.state)],
        "fault": Text(report.fault_zh, report.fault_en),
        "notices": [Text(each["zh"], each["en"]) for each in report.notices],
        "job": Job.objects.filter(key=f"analysis_report:{report.pk}").first(),
    }
    if report.is_made:
        context |= _made(request, report)
    return render(request, "publication/report.html", context)


def _made(request: PageRequest, report: AnalysisReport) -> dict[str, Any]:
    paper = checking.paper_of(report)
    packs = run_inputs.packs_of(report.run)
    versions = list(report.versions.all())
    newest = versions[0] if versions else None
    newer = latest_run()
    return {
        "title": paper.title.split("\n"),
        "blocks": preview.shown_blocks(report, paper, packs),
        "counted": preview.counted_how(report, paper, packs),
        "file_kinds": FILE_KINDS.items(),
        "versions": versions,
        "newest": newest,
        "found": shown_findings(newest),
        "names": actor_names(
            [
                report.asked_by,
                report.checked_by,
                report.signed_by,
                *(v.uploaded_by for v in versions),
            ]
        ),
        "is_open": report.state != AnalysisReport.State.SIGNED,
        "newer": newer if newer and newer.pk > report.run_id else None,
        "may_make": may(request.user, Permission.REPORT_MAKE, unit=report.unit),
        "may_sign": may(request.user, Permission.REPORT_SIGN, unit=report.unit),
    }


@door(Permission.REPORT_READ)
def download(request: PageRequest, number: int, kind: str) -> HttpResponse:
    """One of the made files, held to its digest."""
    report = _report(request, number)
    if kind not in CONTENT_TYPES:
        raise Http404(kind)
    path = files.made_file(report, kind)
    note_export(request, path.name, by=request.user)
    return _answer(path, CONTENT_TYPES[kind])


@door(Permission.REPORT_READ)
def version(request: PageRequest, number: int, version: int) -> HttpResponse:
    """An edited file as it was uploaded."""
    report = _report(request, number)
    kept = report.versions.filter(number=version).first()
    if kept is None:
        raise Http404(str(version))
    path = files.versions_folder() / kept.stored_as
    if not path.is_file() or files.digest_of(path) != kept.digest:
        raise UserFault(
            Text(
                "上传的文件缺失或已改变", "the uploaded file is missing or was changed"
            ),
            where=kept.file_name,
            status=409,
        )
    note_export(request, kept.file_name, by=request.user)
    return _answer(path, CONTENT_TYPES["docx"], kept.file_name)


@door(Permission.REPORT_READ)
def picture(request: PageRequest, number: int, which: int) -> HttpResponse:
    """One of the report's charts."""
    report = _report(request, number)
    path = files.pictures_folder() / f"{files.stem_of(report)}-{which}.png"
    if not path.is_file():
        raise Http404(str(which))
    return HttpResponse(path.read_bytes(), content_type="image/png")


@door(Permission.REPORT_MAKE, methods=("POST",))
def upload(request: PageRequest, number: int) -> HttpResponse:
    """Take an edited Word file in, check it, keep it as a version."""
    report = _report(request, number, Permission.REPORT_MAKE)
    brought = request.FILES.get("file")
    if brought is None or not brought.name:
        raise UserFault(Text("请选择修改后的 Word 文件", "choose the edited Word file"))
    kept: ReportVersion = uploads.take_in(
        report, Path(brought.name).name, brought.chunks(), by=request.user
    )
    if kept.disagreeing:
        said = Text(
            f"已上传为第{kept.number}版，有 {kept.disagreeing} 处数字不一致，见下。",
            f"Kept as version {kept.number}; {kept.disagreeing} numbers disagree, see below.",
        )
        messages.warning(request, in_reader_language(said))
    else:
        said = Text(
            f"已上传为第{kept.number}版，数字全部一致。",
            f"Kept as version {kept.number}; all numbers agree.",
        )
        messages.success(request, in_reader_language(said))
    return redirect("publication:report", report.pk)


@door(Permission.REPORT_MAKE, methods=("POST",))
def check(request: PageRequest, number: int) -> HttpResponse:
    """Check the file as it was made: the run's file and its own are held to digests."""
    report = _report(request, number, Permission.REPORT_MAKE)
    found = checking.check_file(files.made_file(report, "docx"), report)
    acts.note_check(report=report, disagreeing=len(found.disagreeing), by=request.user)
    for text in found.newer:
        messages.info(request, in_reader_language(text))
    said = (
        Text("有数字与运行结果不一致。", "Some numbers disagree with the run.")
        if found.disagreeing
        else Text("原稿数字全部一致。", "All numbers of the report as made agree.")
    )
    messages.success(request, in_reader_language(said))
    return redirect("publication:report", report.pk)


@door(Permission.REPORT_SIGN, methods=("POST",))
def sign(request: PageRequest, number: int) -> HttpResponse:
    """Sign the newest version off; refused while numbers disagree without a reason."""
    report = _report(request, number, Permission.REPORT_SIGN)
    try:
        acts.sign(report=report, reason=request.POST.get("reason", ""), by=request.user)
    except acts.NumbersDisagree as fault:
        messages.error(request, in_reader_language(fault.message))
        return redirect("publication:report", report.pk)
    messages.success(
        request, in_reader_language(Text("报告已审签。", "The report is signed off."))
    )
    return redirect("publication:report", report.pk)


def _report(
    request: PageRequest,
    number: int,
    permission: Permission = Permission.REPORT_READ,
) -> AnalysisReport:
    report = report_seen(request.user, number, permission)
    if report is None:
        raise Http404(str(number))
    return report


def _answer(path: Path, content_type: str, name: str = "") -> HttpResponse:
    answer = HttpResponse(path.read_bytes(), content_type=content_type)
    disposition = content_disposition_header(True, name or path.name)
    if disposition is not None:
        answer["Content-Disposition"] = disposition
    answer["Cache-Control"] = "no-store"
    return answer
