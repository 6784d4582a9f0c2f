"""The states of a report: draft, checked, signed."""

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.indicators.models import CitedValue
from hengjian.jobs.models import Job
from hengjian.publication.actions import analysis_reports as acts
from hengjian.publication.models import AnalysisReport
from tests.action_examples.publication import BY, asking, made, version
from tests.cast import Cast


State = AnalysisReport.State


def state_of(report: AnalysisReport) -> str:
    report.refresh_from_db()
    return report.state


def test_asked_report_waits_for_a_worker(cast: Cast) -> None:
    report = asking(cast)()

    assert report.state == State.MAKING
    assert Job.objects.get().key == f"analysis_report:{report.pk}"


def test_finished_report_is_a_draft_with_its_cited_values(cast: Cast) -> None:
    report = made(cast)

    assert report.state == State.DRAFT
    assert CitedValue.objects.get().citing == f"analysis_report:{report.pk}"
    entered = JournalEntry.objects.filter(event="indicators.values_cited")
    assert entered.count() == 1


def test_failed_report_may_be_asked_for_again(cast: Cast) -> None:
    ask = asking(cast)
    first = ask(as_job=False)
    acts.fail(report=first, fault=acts.Text("坏", "bad"), by=BY)

    assert ask(as_job=False).pk != first.pk


def test_clean_upload_is_checked(cast: Cast) -> None:
    report = made(cast)

    version(report)()

    assert state_of(report) == State.CHECKED
    assert report.checked_by == "system:test"
    assert report.checked_at is not None


def test_upload_that_disagrees_goes_back_to_draft(cast: Cast) -> None:
    report = made(cast)
    version(report)()

    second = version(report, disagreeing=2)()

    assert second.number == 2
    assert state_of(report) == State.DRAFT
    assert (report.checked_by, report.checked_at) == ("", None)


def test_disagreeing_report_is_not_signed_without_a_reason(cast: Cast) -> None:
    report = made(cast)
    version(report, disagreeing=2)()

    with pytest.raises(acts.NumbersDisagree, match="2 处"):
        acts.sign(report=report, by=BY, reason="  ")

    assert state_of(report) == State.DRAFT


def test_reason_signs_it_and_stays_with_it(cast: Cast) -> None:
    report = made(cast)
    version(report, disagreeing=2)()

    acts.sign(report=report, by=cast.liu, reason="按会商决定四舍五入到整数")

    assert state_of(report) == State.SIGNED
    assert report.signed_by == "account:liu"
    assert report.signed_version == 1
    assert "会商" in report.signing_reason


def test_clean_report_is_signed_without_a_reason(cast: Cast) -> None:
    report = made(cast)

    acts.sign(report=report, by=cast.liu, reason="多余的理由")

    assert state_of(report) == State.SIGNED
    assert (report.signed_version, report.signing_reason) == (0, "")


@pytest.mark.parametrize("act", ["sign", "keep_version", "note_check"])
def test_signed_report_takes_no_further_act(cast: Cast, act: str) -> None:
    report = made(cast)
    acts.sign(report=report, by=BY)
    calls = {
        "sign": lambda: acts.sign(report=report, by=BY),
        "keep_version": version(report),
        "note_check": lambda: acts.note_check(report=report, disagreeing=0, by=BY),
    }

    with pytest.raises(acts.ReportNotReady):
        calls[act]()


@pytest.mark.parametrize("act", ["sign", "keep_version", "note_check"])
def test_unmade_report_takes_no_further_act(cast: Cast, act: str) -> None:
    report = asking(cast)(as_job=False)
    calls = {
        "sign": lambda: acts.sign(report=report, by=BY),
        "keep_version": version(report),
        "note_check": lambda: acts.note_check(report=report, disagreeing=0, by=BY),
    }

    with pytest.raises(acts.ReportNotReady):
        calls[act]()
