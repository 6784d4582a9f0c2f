"""What is in force is asked once in an act, and seen as soon as it changes."""

from datetime import date

import pytest

from hengjian.audit import actions as journal
from hengjian.audit import standing
from hengjian.audit.actors import System
from hengjian.calendars import actions as calendars
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.deadlines.work_calendar import YearNotice
from hengjian.packs import queries as packs
from tests.factories import matters as make
from tests.statements import statements


pytestmark = pytest.mark.django_db

BY = System("test")
DAY = date(2026, 10, 14)


def notice(by: System) -> None:
    calendars.release(
        notice=YearNotice(2026, frozenset({DAY}), frozenset()),
        described=calendars.Described("2026"),
        by=by,
    )


def test_act_asks_once_for_calendars_and_packs_together() -> None:
    make.release_kinds()
    packs.current()

    @journal.action
    def look(*, by: System) -> None:
        journal.nothing_changed()
        for _ in range(3):
            calendar_in_force()
            packs.current()

    with statements() as asked:
        look(by=BY)

    told = [sql for sql in asked if "packs_packrelease" in sql]
    assert len(told) == 1
    assert [sql for sql in asked if "calendars_calendarrelease" in sql] == told


def test_release_is_seen_by_the_rest_of_its_own_act() -> None:
    @journal.action
    def release_and_look(*, by: System) -> tuple[bool, bool]:
        before = calendar_in_force().is_working_day(DAY)
        notice(by)
        return before, calendar_in_force().is_working_day(DAY)

    assert release_and_look(by=BY) == (True, False)


def test_pack_released_by_somebody_is_seen_at_once() -> None:
    assert packs.current().releases == {}

    make.release_kinds()

    assert set(make.KINDS) <= set(packs.current().releases)


def test_app_that_comes_in_the_middle_of_an_act_is_asked_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(standing, "_told_by", dict(standing._told_by))

    @journal.action
    def look(*, by: System) -> str:
        journal.nothing_changed()
        calendar_in_force()
        scalars = dict.fromkeys(("sqlite", "postgresql"), "SELECT 'here'")
        standing.told_by("late.in_force", scalars)
        return standing.standing("late.in_force")

    assert look(by=BY) == "here"
