"""This year's days off as a release: the built-in ones, so that nothing is invented."""

from hengjian.audit.actors import Actor
from hengjian.calendars import actions
from hengjian.calendars.actions import Described
from hengjian.calendars.year_view import DayKind, special_days
from hengjian.engines.deadlines.work_calendar import DEFAULT, YearNotice


SOURCE = "示例：与随程序内置的安排一致"


def release_notice(year: int, *, by: Actor) -> None:
    """Release the year as the programme knows it; limits stay where they are."""
    days = special_days(DEFAULT, year)
    actions.release(
        notice=YearNotice(
            year,
            frozenset(day.on for day in days if day.kind is DayKind.OFF),
            frozenset(day.on for day in days if day.kind is DayKind.MAKE_UP),
            {day.on: day.name.zh for day in days if day.name is not None},
        ),
        described=Described(f"{year}年部分节假日安排(示例)", source=SOURCE),
        by=by,
    )
