"""Due dates of many limits at once; one with its reasons is in ``explaining``.

Rules (Criminal Procedure Law art. 105): the starting day is not counted; a last day on a
holiday moves to the first working day after, except for a person in custody. A period in
months ends on the corresponding day or the month's last (basis to be confirmed).
"""

from collections.abc import Sequence
from datetime import date

import numpy as np

from hengjian.engines.deadlines.lengths import Length, Unit, parse_length
from hengjian.engines.deadlines.work_calendar import DEFAULT, WorkCalendar, first_day


NOT_A_DAY = np.datetime64("NaT", "D")


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
    custody: bool | np.ndarray = False,
    suspended_days: int | np.ndarray = 0,
    extended: Sequence[str | Length] = (),
) -> np.ndarray:
    """Due dates for many starts at once.

    ``starts``: ``datetime64[D]`` of any length, ``NaT`` allowed; the result has the same
    shape, ``NaT`` where the start is. ``custody`` (bool) and ``suspended_days`` (int, not
    negative; of suspensions within the first count) hold for all, or are arrays of that
    shape. ``extended`` holds for all. Raises ``ValueError`` for ``hours``, which have no
    due *date*, for negative days and for dates outside 2000 to 2150.
    """
    days = np.asarray(starts, dtype="datetime64[D]")
    suspended = np.asarray(suspended_days, dtype="int64")
    if (suspended < 0).any():
        raise ValueError("a suspension cannot last a negative number of days")
    expiry = _expiries(days, _wanted(length), calendar)
    if suspended.any():
        expiry = expiry + suspended.astype("timedelta64[D]")
    for each in extended:
        expiry = _expiries(expiry, _wanted(each), calendar)
    in_custody = np.asarray(custody, dtype=bool)
    if in_custody.all() and in_custody.size:
        return expiry
    rolled = _rolled(expiry, calendar)
    return np.where(in_custody, expiry, rolled) if in_custody.any() else rolled


def _wanted(length: str | Length) -> Length:
    wanted = parse_length(length) if isinstance(length, str) else length
    if wanted.unit is Unit.HOURS:
        raise ValueError("hours are counted from a moment, not from a date")
    return wanted


def _expiries(days: np.ndarray, length: Length, calendar: WorkCalendar) -> np.ndarray:
    if length.unit is Unit.WORKING_DAYS:
        return _nth_working_day(days, length.number, calendar)
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


def _positions(days: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    known = ~np.isnat(days)
    filled = np.where(known, days, first_day())
    position = (filled - first_day()).astype("int64")
    if position.size and (position.min() < 0 or position.max() >= size):
        raise ValueError("a date lies outside the calendar (2000 to 2150)")
    return known, position


def _rolled(days: np.ndarray, calendar: WorkCalendar) -> np.ndarray:
    next_worked = calendar.next_worked()
    known, position = _positions(days, len(next_worked))
    result = first_day() + next_worked[position].astype("timedelta64[D]")
    return np.where(known, result, NOT_A_DAY)


def _nth_working_day(
    days: np.ndarray, number: int, calendar: WorkCalendar
) -> np.ndarray:
    counted = calendar.counted()
    known, position = _positions(days, len(counted))
    wanted = counted[position] + number
    if wanted.size and wanted[known].max(initial=0) > counted[-1]:
        raise ValueError("the limit ends beyond the calendar")
    found = np.searchsorted(counted, wanted, side="left")
    result = first_day() + found.astype("timedelta64[D]")
    return np.where(known, result, NOT_A_DAY)
