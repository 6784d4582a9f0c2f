"""A released notice moves every open limit, lists each and tells its handler once."""

from datetime import date

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.calendars import queries
from hengjian.calendars.actions import moved_digest
from hengjian.calendars.models import MovedLimit
from hengjian.calendars.open_limits import Moving, kind_title
from hengjian.jobs.models import Job, JobState
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.notices.models import Notice
from hengjian.warehouse.actions import findings, rechecking
from hengjian.warehouse.actions.findings import Answer
from hengjian.warehouse.models import Finding
from hengjian.warehouse.open_limits import FINDINGS
from tests.cast import Cast
from tests.factories import calendars as make
from tests.unit.warehouse.card_files_in import card, import_cards


pytestmark = pytest.mark.django_db

RAISED = date(2031, 3, 5)  # a Wednesday: three working days end on Monday the 10th


@pytest.fixture
def two_findings(people: Cast) -> list[Finding]:
    """Two findings of Chen's, raised in a year without a notice."""
    with clock.moved_to(RAISED):
        import_cards(
            card("A1", outcome=""), card("A2", outcome=""), within=people.jiangcheng
        )
    found = list(Finding.objects.order_by("pk"))
    assert [each.due_on for each in found] == [make.OFF] * 2
    return found


def corrected(finding: Finding, people: Cast) -> None:
    findings.answer(finding=finding, answer=Answer.CORRECTED, by=people.chen)


def moved_on(day: date = RAISED) -> None:
    with clock.moved_to(day):
        Worker().run_until_empty()
    job = Job.objects.filter(task="hengjian.calendars.tasks.reproject").get()
    assert job.state == JobState.DONE


def test_open_limits_move_to_where_the_notice_puts_them(
    two_findings: list[Finding],
) -> None:
    release = make.release()

    moved_on()

    assert {each.due_on for each in Finding.objects.all()} == {make.WORKED}
    listed = queries.moved_limits(release).values_list(
        "kind", "subject", "due_before", "due_after"
    )
    assert list(listed) == [
        ("finding", f"warehouse.finding:{each.pk}", make.OFF, make.WORKED)
        for each in two_findings
    ]


def test_journal_carries_the_number_and_the_digest_of_what_moved(
    two_findings: list[Finding],
) -> None:
    make.release()

    moved_on()

    moved = [
        Moving(each.subject, each.due_before, each.due_after)
        for each in MovedLimit.objects.all()
    ]
    entry = JournalEntry.objects.get(event="calendars.limits_moved")
    assert '"limits":2' in entry.new.replace(" ", "")
    assert moved_digest(moved) in entry.new


@pytest.mark.usefixtures("two_findings")
def test_handler_is_told_once_of_all(people: Cast) -> None:
    release = make.release()

    moved_on()

    notice = Notice.objects.get(key=f"calendars.released:{release.pk}")
    assert notice.account == people.chen
    assert "2 项期限" in notice.sentence_zh
    assert str(make.WORKED) in notice.sentence_en


@pytest.mark.usefixtures("two_findings")
def test_answered_finding_is_left_where_it_was(people: Cast) -> None:
    first, second = Finding.objects.order_by("pk")
    with clock.moved_to(RAISED):
        corrected(first, people)
    make.release()

    moved_on()

    assert Finding.objects.get(pk=first.pk).due_on == make.OFF
    assert Finding.objects.get(pk=second.pk).due_on == make.WORKED


@pytest.mark.usefixtures("two_findings")
def test_finding_asked_anew_counts_from_when_it_was_asked(people: Cast) -> None:
    finding = Finding.objects.order_by("pk").first()
    assert finding is not None
    with clock.moved_to(RAISED):
        corrected(finding, people)
    with clock.moved_to(date(2031, 3, 6)):
        rechecking.return_answer(finding=finding, reason="请再核对", by=people.wang)
    assert Finding.objects.get(pk=finding.pk).due_on == date(2031, 3, 11)
    make.release()

    moved_on()

    # Friday, the Saturday that is worked, Tuesday after the Monday that is off
    assert Finding.objects.get(pk=finding.pk).due_on == date(2031, 3, 11)


def test_count_started_again_finds_nothing_left(two_findings: list[Finding]) -> None:
    before = queries.calendar_in_force()
    make.release()
    moved_on()

    assert list(FINDINGS.moving(before, queries.calendar_in_force())) == []
    assert MovedLimit.objects.count() == len(two_findings)


@pytest.mark.usefixtures("two_findings")
def test_limit_that_changed_meanwhile_is_passed_over(people: Cast) -> None:
    before = queries.calendar_in_force()
    finding = Finding.objects.order_by("pk").first()
    assert finding is not None
    make.release()
    moving = list(FINDINGS.moving(before, queries.calendar_in_force()))
    with clock.moved_to(RAISED):
        corrected(finding, people)

    moved_on()

    assert len(moving) == 2
    assert MovedLimit.objects.count() == 1


def test_notice_of_a_year_that_nothing_reaches_moves_nothing(
    two_findings: list[Finding],
) -> None:
    make.release(make.year_notice(off=(date(2032, 10, 1),), worked=()))

    moved_on()

    assert {each.due_on for each in Finding.objects.all()} == {make.OFF}
    assert two_findings
    assert not Notice.objects.filter(kind="limit").exists()


def test_kind_is_named_and_an_unknown_one_by_itself() -> None:
    assert kind_title("finding").en == "Answers to findings"
    assert kind_title("gone").zh == "gone"
