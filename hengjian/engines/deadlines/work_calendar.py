"""Working days of mainland China: the State Council's notices with make-up workdays.

``chinesecalendar`` carries the notices already issued; later or corrected ones are given
as ``YearNotice``. A year without a notice is *provisional*: weekends only are taken as
rest. A notice may reach into the last days of the year before (New Year's bridge days).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

import numpy as np
from chinese_calendar.constants import Holiday, holidays, workdays

from hengjian.lib.bilingual import Text


FIRST_YEAR = 2000
LAST_YEAR = 2150
SATURDAY = 5
WEEK = 7
THURSDAY = 3  # 1970-01-01, the day numpy counts from

_BUILT_IN_NAMES = {holiday.value: holiday.chinese for holiday in Holiday}
HOLIDAY = Text("法定节假日", "a public holiday")
REST = Text("休息日", "a day of rest")


@dataclass(frozen=True)
class YearNotice:
    """One year's notice: days off, and weekend days that are worked instead.

    ``names`` says which holiday a day belongs to, where the notice says so.
    """

    year: int
    days_off: frozenset[date]
    make_up_days: frozenset[date]
    names: Mapping[date, str] = field(default_factory=dict, compare=False)


Fingerprint = tuple[tuple[int, frozenset[date], frozenset[date]], ...]


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked; ``notices`` replace or extend those that are built in."""

    notices: Mapping[int, YearNotice] = field(default_factory=dict)

    def is_official(self, year: int) -> bool:
        """Whether a notice for the year is known."""
        return year in self.notices or year in _built_in_years()

    def is_working_day(self, day: date) -> bool:
        """Whether a day is worked; outside 2000 to 2150 by the weekday alone."""
        index = day.toordinal() - _FIRST_ORDINAL
        worked = self._table.worked
        if 0 <= index < len(worked):
            return bool(worked[index])
        return day.weekday() < SATURDAY

    def is_make_up_day(self, day: date) -> bool:
        """Whether a Saturday or Sunday is worked."""
        return day.weekday() >= SATURDAY and self.is_working_day(day)

    def first_working_day_from(self, day: date) -> date:
        """``day`` itself if worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def last_working_day_until(self, day: date) -> date:
        """``day`` itself if worked, else the last worked day before it."""
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def rest_name(self, day: date) -> tuple[str, str]:
        """Why a day is not worked, in Chinese and English."""
        rest = HOLIDAY if self._is_named(day) or day.weekday() < SATURDAY else REST
        return rest.zh, rest.en

    def holiday_name(self, day: date) -> Text | None:
        """The holiday that a day off or a make-up day belongs to, where it is known."""
        for year in (day.year, day.year + 1):
            notice = self.notices.get(year)
            if notice is not None and day in notice.names:
                return Text.same(notice.names[day])
        if day.year in self.notices:
            return None
        english = holidays.get(day) or workdays.get(day)
        return Text(_BUILT_IN_NAMES[english], english) if english else None

    def worked(self) -> np.ndarray:
        """Boolean array over the days ``FIRST_YEAR-01-01`` … ``LAST_YEAR-12-31``."""
        return self._table.worked

    def counted(self) -> np.ndarray:
        """How many days are worked up to and including each day of ``worked()``."""
        return self._table.counted

    def next_worked(self) -> np.ndarray:
        """For each day the index of the first worked day from it on; else the length."""
        return self._table.next_worked

    def _is_named(self, day: date) -> bool:
        years = (day.year, day.year + 1)
        noticed = [self.notices[year] for year in years if year in self.notices]
        if any(day in notice.days_off and day in notice.names for notice in noticed):
            return True
        return day.year not in self.notices and day in holidays

    @cached_property
    def _table(self) -> "_Table":
        return _table(
            tuple(
                (n.year, n.days_off, n.make_up_days)
                for _, n in sorted(self.notices.items())
            )
        )


@lru_cache(maxsize=1)
def _built_in_years() -> frozenset[int]:
    return frozenset(day.year for day in holidays)


def first_day() -> np.datetime64:
    """The day at index 0 of ``worked()``."""
    return np.datetime64(f"{FIRST_YEAR}-01-01", "D")


_FIRST_ORDINAL = date(FIRST_YEAR, 1, 1).toordinal()


@dataclass(frozen=True)
class _Table:
    """One calendar laid out day by day; the arrays are read by many and never written."""

    worked: np.ndarray
    counted: np.ndarray
    next_worked: np.ndarray


@lru_cache(maxsize=8)
def _table(notices: Fingerprint) -> _Table:
    worked = _worked(notices)
    indexes = np.where(worked, np.arange(len(worked)), len(worked))
    next_worked = np.minimum.accumulate(indexes[::-1])[::-1]
    table = _Table(worked, np.cumsum(worked), next_worked)
    for array in (table.worked, table.counted, table.next_worked):
        array.setflags(write=False)
    return table


def _worked(notices: Fingerprint) -> np.ndarray:
    days = np.arange(first_day(), np.datetime64(f"{LAST_YEAR + 1}-01-01", "D"))
    worked = (days.astype("int64") + THURSDAY) % WEEK < SATURDAY
    replaced = {year for year, _, _ in notices}
    for day in holidays:
        if day.year not in replaced:
            _mark(worked, day, value=False)
    for day in workdays:
        if day.year not in replaced:
            _mark(worked, day, value=True)
    # by year: what a later year's notice says of December stands
    for _, days_off, make_up_days in notices:
        for day in days_off:
            _mark(worked, day, value=False)
        for day in make_up_days:
            _mark(worked, day, value=True)
    return worked


def _mark(worked: np.ndarray, day: date, *, value: bool) -> None:
    index = day.toordinal() - _FIRST_ORDINAL
    if 0 <= index < len(worked):
        worked[index] = value


DEFAULT = WorkCalendar()
