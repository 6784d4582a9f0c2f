"""Due dates: one with its reasons in ``explaining``, many at once here.

Rules (Criminal Procedure Law art. 105): the starting day is not counted; a period in
months ends on the corresponding day or the month's last; a last day on a holiday moves to
the first working day after, except for a person in custody.
"""

from datetime import date

import numpy as np

from hengjian.engines.deadlines.lengths import Length, Unit, parse_length
from hengjian.engines.deadlines.work_calendar import DEFAULT, WorkCalendar, first_day


def add_months(day: date, months: int) -> date:
    """The corresponding day, or the last of that month where there is none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _days_in_month(year, month + 1)))


def _days_in_month(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def due_many(
    starts: np.ndarray,
    length: str | Length,
    calendar: WorkCalendar = DEFAULT,
    *,
    custody: bool = False,
) -> np.ndarray:
    """Due dates for many starts at once.

    ``starts``: ``datetime64[D]`` of any length, ``NaT`` allowed; the result has the same
    shape, ``NaT`` where the start is. ``hours`` have no due *date*: ``ValueError``.
    """
    wanted = parse_length(length) if isinstance(length, str) else length
    days = np.asarray(starts, dtype="datetime64[D]")
    if wanted.unit is Unit.HOURS:
        raise ValueError("hours are counted from a moment, not from a date")
    if wanted.unit is Unit.WORKING_DAYS:
        return _nth_working_day(days, wanted.number, calendar)
    expiry = _expiries(days, wanted)
    return expiry if custody else _rolled(expiry, calendar)


def _expiries(days: np.ndarray, length: Length) -> np.ndarray:
    if length.unit is Unit.CALENDAR_DAYS:
        return days + np.timedelta64(length.number, "D")
    months = length.number * (12 if length.unit is Unit.YEARS else 1)
    month = days.astype("datetime64[M]")
    day_of_month = days - month.astype("datetime64[D]")
    target = month + np.timedelta64(months, "M")
    last = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(
        1, "D"
    )
    moved = target.astype("datetime64[D]") + day_of_month
    return np.where(np.isnat(days), days, np.minimum(moved, last))


def _positions(days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    known = ~np.isnat(days)
    filled = np.where(known, days, first_day())
    return known, (filled - first_day()).astype("int64")


def _rolled(days: np.ndarray, calendar: WorkCalendar) -> np.ndarray:
    worked = calendar.worked()
    known, position = _positions(days)
    _refuse_outside(position, len(worked))
    # next_worked[i]: index of the first worked day from i on
    indexes = np.where(worked, np.arange(len(worked)), len(worked))
    next_worked = np.minimum.accumulate(indexes[::-1])[::-1]
    result = first_day() + next_worked[position].astype("timedelta64[D]")
    return np.where(known, result, np.datetime64("NaT", "D"))


def _nth_working_day(
    days: np.ndarray, number: int, calendar: WorkCalendar
) -> np.ndarray:
    worked = calendar.worked()
    known, position = _positions(days)
    _refuse_outside(position, len(worked))
    counted = np.cumsum(worked)  # working days up to and including each day
    wanted = counted[position] + number
    if wanted.size and wanted.max() > counted[-1]:
        raise ValueError("the limit ends beyond the calendar")
    found = np.searchsorted(counted, wanted, side="left")
    result = first_day() + found.astype("timedelta64[D]")
    return np.where(known, result, np.datetime64("NaT", "D"))


def _refuse_outside(position: np.ndarray, size: int) -> None:
    if position.size and (position.min() < 0 or position.max() >= size):
        raise ValueError("a date lies outside the calendar (2000 to 2150)")
