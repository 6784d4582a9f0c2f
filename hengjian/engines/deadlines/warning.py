"""Days on which somebody is to be reminded of a limit, each with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hengjian.engines.deadlines.asking import day_of
from hengjian.engines.deadlines.work_calendar import DEFAULT, WorkCalendar
from hengjian.lib.bilingual import Text


# five days ahead in prosecution, two in arrest review: as offices do it
DAYS_AHEAD = (5, 2)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder: the day, how many days ahead was asked for, and why that day."""

    on: date
    days_ahead: int
    text: Text


def reminders(
    due: date | datetime,
    calendar: WorkCalendar = DEFAULT,
    *,
    days_ahead: Iterable[int] = DAYS_AHEAD,
    start: date | datetime | None = None,
) -> list[Reminder]:
    """The reminders of one limit, the earliest first.

    Days ahead are calendar days; a reminder that falls on a day of rest comes on the last
    working day before, when somebody is there to read it. One that would come before the
    count begins is left out, and of two on one day the nearer stays.
    """
    last = day_of(due)
    found: dict[date, Reminder] = {}
    for days in sorted(set(days_ahead), reverse=True):
        wanted = last - timedelta(days=days)
        on = calendar.last_working_day_until(wanted)
        if start is not None and on <= day_of(start):
            continue
        found[on] = Reminder(on, days, _why(wanted, on, days, calendar))
    return [found[on] for on in sorted(found)]


def _why(wanted: date, on: date, days: int, calendar: WorkCalendar) -> Text:
    if on == wanted:
        return Text(f"届满前{days}日", f"{days} days before the last day")
    rest = Text(*calendar.rest_name(wanted))
    return Text(
        f"届满前{days}日({wanted})为{rest.zh}，提前至其前最后一个工作日",
        f"{days} days before the last day ({wanted}) is {rest.en}: "
        "the last working day before",
    )
