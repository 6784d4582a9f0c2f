"""Working days of mainland China: the State Council's notices with make-up workdays.

``chinesecalendar`` carries the notices already issued; later ones are given as
``YearNotice``. A year without a notice is *provisional*: weekends only are taken as rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar
import numpy as np
from chinese_calendar.constants import holidays, workdays


FIRST_YEAR = 2000
LAST_YEAR = 2150


@dataclass(frozen=True)
class YearNotice:
    """One year's notice: days off on weekdays, and weekend days that are worked."""

    year: int
    days_off: frozenset[date]
    make_up_days: frozenset[date]


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked; ``notices`` replace or extend those that are built in."""

    notices: Mapping[int, YearNotice] = field(default_factory=dict)

    def is_official(self, year: int) -> bool:
        """Whether a notice for the year is known."""
        return year in self.notices or year in _built_in_years()

    def is_working_day(self, day: date) -> bool:
        notice = self.notices.get(day.year)
        if notice is not None:
            if day in notice.make_up_days:
                return True
            return day not in notice.days_off and day.weekday() < 5
        if day.year in _built_in_years():
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < 5

    def first_working_day_from(self, day: date) -> date:
        """``day`` itself if worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def rest_name(self, day: date) -> tuple[str, str]:
        """Why a day is not worked, in Chinese and English."""
        named = day.year not in self.notices and holidays.get(day)
        if named or day.weekday() < 5:
            return "法定节假日", "a public holiday"
        return "休息日", "a day of rest"

    def worked(self) -> np.ndarray:
        """Boolean array over the days ``FIRST_YEAR-01-01`` … ``LAST_YEAR-12-31``."""
        return _worked(self._fingerprint())

    def _fingerprint(self) -> tuple[tuple[int, frozenset[date], frozenset[date]], ...]:
        return tuple(
            (n.year, n.days_off, n.make_up_days)
            for _, n in sorted(self.notices.items())
        )


@lru_cache(maxsize=1)
def _built_in_years() -> frozenset[int]:
    return frozenset(day.year for day in holidays)


def first_day() -> np.datetime64:
    """The day at index 0 of ``worked()``."""
    return np.datetime64(f"{FIRST_YEAR}-01-01", "D")


@lru_cache(maxsize=8)
def _worked(
    notices: tuple[tuple[int, frozenset[date], frozenset[date]], ...],
) -> np.ndarray:
    days = np.arange(first_day(), np.datetime64(f"{LAST_YEAR + 1}-01-01", "D"))
    weekday = (days.astype("int64") + 3) % 7  # 1970-01-01 was a Thursday
    worked = weekday < 5
    replaced = {year for year, _, _ in notices}
    for day in holidays:
        if day.year not in replaced:
            _mark(worked, day, value=False)
    for day in workdays:
        if day.year not in replaced:
            _mark(worked, day, value=True)
    for _, days_off, make_up_days in notices:
        for day in days_off:
            _mark(worked, day, value=False)
        for day in make_up_days:
            _mark(worked, day, value=True)
    worked.setflags(write=False)
    return worked


def _mark(worked: np.ndarray, day: date, *, value: bool) -> None:
    index = int((np.datetime64(day, "D") - first_day()).astype(int))
    if 0 <= index < len(worked):
        worked[index] = value


DEFAULT = WorkCalendar()
