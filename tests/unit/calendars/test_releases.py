"""Notices of days off: released, corrected, in force for whatever counts days."""

from datetime import date

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.calendars import actions, queries
from hengjian.calendars.models import CalendarRelease, ReleaseIsFinal
from hengjian.jobs.models import Job
from hengjian.lib import clock
from hengjian.warehouse.importing.time_limit import finding_due_on
from tests.cast import Cast
from tests.factories import calendars as make


pytestmark = pytest.mark.django_db


def test_release_is_in_force_at_once_for_whatever_counts_days() -> None:
    before = finding_due_on(date(2031, 3, 5))

    make.release()

    assert before == date(2031, 3, 10)
    assert finding_due_on(date(2031, 3, 5)) == make.WORKED
    assert queries.calendar_in_force().is_official(2031)


def test_correction_is_a_new_release_and_the_old_one_stays_readable() -> None:
    first = make.release()

    second = make.release(make.year_notice(worked=()), reason="补正")

    assert (first.number, second.number) == (1, 2)
    assert [each.pk for each in queries.releases()] == [second.pk, first.pk]
    assert not queries.calendar_in_force().is_working_day(make.WORKED)
    assert queries.calendar_before(second).is_working_day(make.WORKED)
    assert CalendarRelease.objects.get(pk=first.pk).notice() == make.year_notice()


def test_correction_without_a_reason_is_refused() -> None:
    make.release()

    with pytest.raises(actions.CannotReleaseNotice, match="更正的理由"):
        make.release(make.year_notice(worked=()))

    assert CalendarRelease.objects.count() == 1


def test_same_notice_again_changes_nothing() -> None:
    first = make.release()
    entries = JournalEntry.objects.count()

    again = make.release()

    assert again.pk == first.pk
    assert JournalEntry.objects.count() == entries


def test_notice_without_title_or_with_a_long_one_is_refused() -> None:
    with pytest.raises(actions.CannotReleaseNotice, match="标题"):
        make.release(title=" ")
    with pytest.raises(actions.CannotReleaseNotice, match="不超过 200 字"):
        make.release(title="长" * 201)


def test_notice_looked_at_before_another_was_released_is_refused(people: Cast) -> None:
    make.release()

    with pytest.raises(actions.CannotReleaseNotice, match="重新预览") as refused:
        actions.release(
            notice=make.year_notice(off=(date(2032, 1, 1),), worked=()),
            described=actions.Described("2032"),
            seen=0,
            by=people.system_administrator,
        )

    assert refused.value.status == 409


def test_release_is_never_changed() -> None:
    release = make.release()
    release.title = "别的"

    with pytest.raises(ReleaseIsFinal):
        release.save()


def test_release_stands_in_the_journal_and_asks_for_the_count(people: Cast) -> None:
    with clock.moved_to(date(2030, 11, 5)):
        release = actions.release(
            notice=make.year_notice(),
            described=actions.Described(make.TITLE, "国办发明电〔2030〕1号"),
            by=people.system_administrator,
        )

    entry = JournalEntry.objects.get(event="calendars.notice_released")
    assert entry.by == people.system_administrator.journal_name
    assert release.digest in entry.new
    job = Job.objects.get(task="hengjian.calendars.tasks.reproject")
    assert job.payload["years"] == [2031]
