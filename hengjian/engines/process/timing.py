"""When timers ring: counted by the deadlines engine, working days and all."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from hengjian.engines.deadlines.explaining import Question, explain
from hengjian.engines.deadlines.lengths import Length
from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.engines.expressions.row import RowContext, RowFunction
from hengjian.lib.clock import SHANGHAI


# values, the moment it is reached, the calendar → the moment it rings, None: not known
Due = Callable[[Mapping[str, Any], datetime, WorkCalendar], datetime | None]


def due_after(length_on: Callable[[date], Length | None]) -> Due:
    """Rings when a length is over: days are full days, so at the next day's start.

    A limit that had no length on the day it is reached never rings.
    """

    def due(
        _values: Mapping[str, Any], at: datetime, calendar: WorkCalendar
    ) -> datetime | None:
        local = at.astimezone(SHANGHAI)
        length = length_on(local.date())
        if length is None:
            return None
        start = local.replace(tzinfo=None) if length.unit == "hours" else local.date()
        answer = explain(Question(start=start, length=length), calendar).counted_due
        if isinstance(answer, datetime):
            return answer.replace(tzinfo=SHANGHAI).astimezone(at.tzinfo)
        return _start_of(answer + timedelta(days=1), at)

    return due


def due_on(value: RowFunction) -> Due:
    """Rings when the day of an expression begins, or at its moment."""

    def due(
        values: Mapping[str, Any], at: datetime, _calendar: WorkCalendar
    ) -> datetime | None:
        today = local_day(at)
        found = value(values, RowContext(row_on=today, as_of=today))
        if found is None:
            return None
        if isinstance(found, datetime):
            return found.astimezone(at.tzinfo)
        return _start_of(found, at)

    return due


def local_day(at: datetime) -> date:
    """The day in the office's time."""
    return at.astimezone(SHANGHAI).date()


def _start_of(day: date, at: datetime) -> datetime:
    return datetime.combine(day, time(), SHANGHAI).astimezone(at.tzinfo)
