"""The plainest count there is: one day after another, by a calendar library's own word.

Written apart from the engine, to disagree with it where either is wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar


ONE = timedelta(days=1)


@dataclass(frozen=True)
class Walk:
    """What happened to one limit: lengths as (number, unit), suspensions as days."""

    start: date
    lengths: Sequence[tuple[int, str]]  # the limit's own, then its extensions
    suspensions: Sequence[tuple[date, date]] = ()
    custody: bool = False


def is_worked(day: date) -> bool:
    """By the library where it knows the year, else by the weekday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.isoweekday() <= 5


def walked(walk: Walk) -> date:
    """The last day."""
    day = walk.start
    for number, unit in walk.lengths:
        day = _walk_on(day, _calendar_days(day, number, unit), walk.suspensions)
    while not walk.custody and not is_worked(day):
        day += ONE
    return day


def _walk_on(day: date, days: int, suspensions: Sequence[tuple[date, date]]) -> date:
    while days:
        day += ONE
        if not any(begun <= day < resumed for begun, resumed in suspensions):
            days -= 1
    return day


def _calendar_days(start: date, number: int, unit: str) -> int:
    """How many days after the start the last one lies, before anything intervenes."""
    if unit == "calendar_days":
        return number
    if unit == "working_days":
        day = start
        while number:
            day += ONE
            if is_worked(day):
                number -= 1
        return (day - start).days
    months = number * 12 if unit == "years" else number
    day = start
    for _ in range(months):
        day = _same_day_of_next_month(day.replace(day=1))
    while True:
        try:
            return (day.replace(day=start.day) - start).days
        except ValueError:  # no such day: the month's last
            return (_same_day_of_next_month(day) - ONE - start).days


def _same_day_of_next_month(first: date) -> date:
    day = first + 28 * ONE
    while day.month == first.month:
        day += ONE
    return day
