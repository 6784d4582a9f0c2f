"""A calendar that changes moves the timers that wait."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hengjian.audit import actions as journal
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.calendars import actions as calendars
from hengjian.calendars.models import CalendarRelease, MovedLimit
from hengjian.calendars.queries import calendar_before, calendar_in_force
from hengjian.engines.deadlines.work_calendar import YearNotice
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.workflow import actions, queries
from hengjian.workflow.models import Process, What
from hengjian.workflow.open_timers import TIMERS
from tests.factories import workflow as make


pytestmark = pytest.mark.django_db

BY = System("test")
AT = datetime(2026, 10, 12, 2, tzinfo=UTC)  # a Monday
RINGS = datetime(2026, 10, 15, 16, tzinfo=UTC)  # when three working days are over
RINGS_LATER = RINGS + timedelta(days=4)  # two days off, then a weekend
OFF = frozenset({date(2026, 10, 14), date(2026, 10, 15)})


@pytest.fixture(autouse=True)
def _files(tmp_path: Any, settings: Any) -> Any:
    settings.HENGJIAN_FILES = tmp_path / "files"
    with clock.moved_to(AT):
        yield


def days_off(days: frozenset[date] = OFF) -> CalendarRelease:
    """A notice in force, and everything that was to be counted after it."""
    made = calendars.release(
        notice=YearNotice(2026, days, frozenset()),
        described=calendars.Described("2026 年放假安排"),
        by=BY,
    )
    Worker().run_until_empty()
    return made


def test_timer_that_counts_days_rings_later_by_the_new_calendar() -> None:
    process = make.started()
    assert process.wakes_at == RINGS

    release = days_off()

    process.refresh_from_db()
    assert process.wakes_at == RINGS_LATER
    [moved] = MovedLimit.objects.filter(release=release, kind="timer")
    assert moved.subject == f"workflow.process:{process.pk}"
    assert (moved.due_before, moved.due_after) == (
        date(2026, 10, 16),
        date(2026, 10, 20),
    )
    last = queries.last_step(process)
    assert (last.what, last.opened, last.by) == (
        What.RECOUNTED,
        [],
        "system:calendars",
    )
    assert JournalEntry.objects.filter(event="workflow.timers_recounted").count() == 1


def test_timer_that_was_counted_anew_rings_once_at_its_new_time() -> None:
    process = make.started()
    days_off()

    with clock.moved_to(RINGS + timedelta(days=1)):
        early = actions.wake_due(by=BY)
    with clock.moved_to(RINGS_LATER):
        late, again = actions.wake_due(by=BY), actions.wake_due(by=BY)

    assert (early.woken, late.woken, again.woken) == (0, 1, 0)
    assert queries.last_step(process).passed == ["remind", "Told"]


def test_process_whose_timers_stay_is_left_alone() -> None:
    process = make.started()

    days_off(frozenset({date(2026, 11, 11)}))

    process.refresh_from_db()
    assert (process.version, process.wakes_at) == (1, RINGS)
    assert not MovedLimit.objects.filter(kind="timer").exists()


def test_process_that_cannot_go_on_does_not_hold_up_the_others() -> None:
    loan = make.release()
    broken, sound = make.started(loan), make.started(loan)
    _spoil(process=broken, by=BY)

    days_off()

    sound.refresh_from_db()
    assert sound.wakes_at == RINGS_LATER
    assert MovedLimit.objects.filter(kind="timer").count() == 1


def test_what_has_moved_is_not_moved_again() -> None:
    process = make.started()
    release = days_off()

    before = calendar_before(release)
    found = list(TIMERS.moving(before, calendar_in_force()))

    process.refresh_from_db()
    assert (found, process.version) == ([], 2)


@journal.action
def _spoil(*, process: Process, by: System) -> None:
    Process.objects.filter(pk=process.pk).update(state=b"\x09nothing")
    journal.nothing_changed()
