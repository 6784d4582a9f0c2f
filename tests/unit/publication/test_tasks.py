"""The worker makes what was asked for, once."""

from hengjian.jobs.models import Job, JobState
from hengjian.jobs.worker import Worker
from hengjian.publication import making
from hengjian.publication.making import Wish
from hengjian.publication.models import AnalysisReport
from tests.unit.publication.conftest import Office
from tests.unit.publication.report_world import BY


def ask(office: Office, **wish: str) -> AnalysisReport:
    return making.ask(
        office.run, office.cast.donghu, "2026-08", Wish(**wish), by=BY, as_job=True
    )


def test_worker_makes_the_report_and_ends_the_job(office: Office) -> None:
    report = ask(office)

    Worker().run_until_empty()

    report.refresh_from_db()
    job = Job.objects.get(key=f"analysis_report:{report.pk}")
    assert report.state == AnalysisReport.State.DRAFT
    assert job.state == JobState.DONE
    assert job.result["numbers"] == report.number_count


def test_report_that_cannot_be_made_says_why(office: Office) -> None:
    report = ask(office)
    template = office.home / "templates" / "analysis_report.docx"
    template.write_bytes(b"broken")

    Worker().run_until_empty()

    report.refresh_from_db()
    assert report.state == AnalysisReport.State.FAILED
    assert "模板" in report.fault_zh


def test_asking_again_waits_for_the_same_report(office: Office) -> None:
    assert ask(office).pk == ask(office).pk
    assert Job.objects.filter(key__startswith="analysis_report:").count() == 1
