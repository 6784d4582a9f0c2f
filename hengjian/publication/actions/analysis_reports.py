"""Acts of a report: asked for, made, failed, checked, edited, signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.indicators.actions import citing, refusals
from hengjian.indicators.actions.citing import Cited
from hengjian.indicators.models import Run
from hengjian.jobs import actions as jobs
from hengjian.jobs.context import JobContext
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate
from hengjian.publication.models import AnalysisReport, ReportVersion
from hengjian.publication.queries.reports import is_tellable


MAKE_REPORT = "hengjian.publication.tasks.make_report"
LONGEST_REASON = 2000


class ReportNotReady(UserFault):
    """The report is not in the state that the act asks for."""

    status = 409


class NumbersDisagree(UserFault):
    """The newest file's numbers disagree and no reason was given."""

    status = 409


@dataclass(frozen=True)
class Made:
    """What making a report came to: files with their digests, and its numbers."""

    files: dict[str, dict[str, str]]
    numbers_digest: str
    cited: Sequence[Cited]
    notices: Sequence[Text]
    ranking: Text | None = None  # why places are not ranked, where they are not


@journal.action
def ask(
    *,
    run: Run,
    unit: Procuratorate,
    level: str,
    period: str,
    kind: str,
    language: str,
    template_digest: str,
    contents_digest: str,
    by: Actor,
    as_job: bool = True,
) -> AnalysisReport:
    """Register a report; a worker makes it unless ``as_job`` is false.

    The same question over the same run, template and contents gives the same report,
    but for one that may not be shown since a record was sealed.
    """
    asked = {
        "run": run,
        "unit": unit,
        "level": level,
        "period": period,
        "kind": kind,
        "language": language,
        "template_digest": template_digest,
        "contents_digest": contents_digest,
    }
    standing = AnalysisReport.objects.filter(**asked).exclude(
        state=AnalysisReport.State.FAILED
    )
    known = next((each for each in standing if is_tellable(each)), None)
    if known is not None:
        journal.nothing_changed()
        return known
    report = AnalysisReport(asked_by=by.journal_name, asked_at=clock.now(), **asked)
    report.save()
    journal.enter(
        "publication.analysis_report_asked",
        subject=report,
        new={"kind": kind, "period": period, "unit": unit.code, "run": run.pk},
    )
    if as_job:
        jobs.enqueue(
            task=MAKE_REPORT,
            payload={"report_id": report.pk},
            by=by,
            key=f"analysis_report:{report.pk}",
        )
    return report


@journal.action
def finish(
    *,
    report: AnalysisReport,
    made: Made,
    by: Actor,
    context: JobContext | None = None,
) -> AnalysisReport:
    """Enter a report's files and every value that its numbers cite; ends its job."""
    report.state = AnalysisReport.State.DRAFT
    report.files = made.files
    report.numbers_digest = made.numbers_digest
    report.number_count = len(made.cited)
    report.notices = [{"zh": n.zh, "en": n.en} for n in made.notices]
    report.made_at = clock.now()
    report.save()
    citing.cite(run=report.run, citing=report.citing, values=made.cited, by=by)
    if made.ranking is not None:
        refusals.refused(
            use="rank_places",
            period=report.period,
            channel="report",
            reason=made.ranking,
            by=by,
        )
    journal.enter(
        "publication.analysis_report_made",
        subject=report,
        new={
            "files": {kind: file["digest"] for kind, file in made.files.items()},
            "numbers": len(made.cited),
        },
    )
    if context is not None:
        context.complete({"report": report.pk, "numbers": len(made.cited)})
    return report


@journal.action
def fail(*, report: AnalysisReport, fault: Text, by: Actor) -> AnalysisReport:
    """Enter that a report could not be made, and why."""
    report.state = AnalysisReport.State.FAILED
    report.fault_zh, report.fault_en = fault.zh, fault.en
    report.save()
    journal.enter(
        "publication.analysis_report_failed",
        subject=report,
        detail={"fault": fault.en},
    )
    return report


@journal.action
def keep_version(
    *,
    report: AnalysisReport,
    file_name: str,
    stored_as: str,
    digest: str,
    found: Sequence[dict[str, Any]],
    disagreeing: int,
    by: Actor,
) -> ReportVersion:
    """Keep an edited file with what its check found.

    Raises ``ReportNotReady`` when the report is not made yet or signed already.
    """
    report = _locked(report)
    if not report.is_made or report.state == AnalysisReport.State.SIGNED:
        raise ReportNotReady(
            Text("报告尚未编成或已经审签", "the report is not made yet, or is signed")
        )
    last = report.versions.first()
    version = ReportVersion(
        report=report,
        number=last.number + 1 if last else 1,
        file_name=file_name[:200],
        stored_as=stored_as,
        digest=digest,
        found=list(found),
        disagreeing=disagreeing,
        uploaded_by=by.journal_name,
        uploaded_at=clock.now(),
    )
    version.save()
    _note(report, by, disagreeing)
    report.save()
    journal.enter(
        "publication.report_version_kept",
        subject=report,
        new={"version": version.number, "digest": digest, "disagreeing": disagreeing},
    )
    return version


@journal.action
def note_check(
    *, report: AnalysisReport, disagreeing: int, by: Actor
) -> AnalysisReport:
    """Enter that the unedited file was checked. Raises ``ReportNotReady``."""
    report = _locked(report)
    if not report.is_made or report.state == AnalysisReport.State.SIGNED:
        raise ReportNotReady(
            Text("报告尚未编成或已经审签", "the report is not made yet, or is signed")
        )
    _note(report, by, disagreeing)
    report.save()
    journal.enter(
        "publication.analysis_report_checked",
        subject=report,
        new={"disagreeing": disagreeing},
    )
    return report


@journal.action
def sign(*, report: AnalysisReport, by: Actor, reason: str = "") -> AnalysisReport:
    """Sign the newest version off.

    Raises ``NumbersDisagree`` while its numbers disagree and no reason is given, and
    ``ReportNotReady`` when there is nothing to sign or it is signed already.
    """
    report = _locked(report)
    if not report.is_made or report.state == AnalysisReport.State.SIGNED:
        raise ReportNotReady(
            Text("报告尚未编成或已经审签", "the report is not made yet, or is signed")
        )
    newest = report.versions.first()
    words = reason.strip()[:LONGEST_REASON]
    if newest is not None and newest.disagreeing and not words:
        raise NumbersDisagree(
            Text(
                f"最新上传的报告有 {newest.disagreeing} 处数字不一致：改正后重新上传，或写明理由再审签",
                f"{newest.disagreeing} numbers of the newest file disagree: correct and "
                "upload it again, or give a reason",
            )
        )
    report.state = AnalysisReport.State.SIGNED
    report.signed_by = by.journal_name
    report.signed_at = clock.now()
    report.signed_version = newest.number if newest else 0
    report.signing_reason = words if newest is not None and newest.disagreeing else ""
    report.save()
    journal.enter(
        "publication.analysis_report_signed",
        subject=report,
        new={
            "version": report.signed_version,
            "disagreeing": newest.disagreeing if newest else 0,
            "reason": report.signing_reason,
        },
    )
    return report


def _locked(report: AnalysisReport) -> AnalysisReport:
    found: AnalysisReport = AnalysisReport.objects.select_for_update().get(pk=report.pk)
    return found


def _note(report: AnalysisReport, by: Actor, disagreeing: int) -> None:
    if disagreeing:
        report.state = AnalysisReport.State.DRAFT
        report.checked_by, report.checked_at = "", None
    else:
        report.state = AnalysisReport.State.CHECKED
        report.checked_by, report.checked_at = by.journal_name, clock.now()
