"""A year laid out in months and weeks, each day with what it is; what a notice changes."""

import calendar as weeks
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hengjian.engines.deadlines.work_calendar import SATURDAY, WorkCalendar, YearNotice
from hengjian.lib.bilingual import Text


class DayKind(StrEnum):
    """What a day is."""

    WORKED = "worked"
    WEEKEND = "weekend"
    OFF = "off"
    MAKE_UP = "make_up"


KINDS: dict[DayKind, Text] = {
    DayKind.WORKED: Text("工作日", "working day"),
    DayKind.WEEKEND: Text("休息日", "day of rest"),
    DayKind.OFF: Text("放假", "day off"),
    DayKind.MAKE_UP: Text("调休上班", "make-up workday"),
}
LETTERS: dict[DayKind, Text] = {
    DayKind.OFF: Text("休", "R"),
    DayKind.MAKE_UP: Text("班", "W"),
}
WEEKDAYS: tuple[Text, ...] = (
    Text("一", "Mo"),
    Text("二", "Tu"),
    Text("三", "We"),
    Text("四", "Th"),
    Text("五", "Fr"),
    Text("六", "Sa"),
    Text("日", "Su"),
)
MONTHS = tuple(Text(f"{number}月", weeks.month_name[number]) for number in range(1, 13))


@dataclass(frozen=True)
class Day:
    """One day: what it is, the holiday it belongs to, what it was before."""

    on: date
    kind: DayKind
    name: Text | None = None
    was: DayKind | None = None  # another kind, where a notice changes the day

    @property
    def letter(self) -> Text | None:
        """The mark of a day that is not what its weekday makes it."""
        return LETTERS.get(self.kind)

    @property
    def words(self) -> Text:
        """The day in words: its kind, its holiday, what it was."""
        kind, name = KINDS[self.kind], self.name
        zh, en = kind.zh, kind.en
        if name is not None:
            zh, en = f"{name.zh}{zh}", f"{en}, {name.en}"
        if self.was is not None:
            was = KINDS[self.was]
            zh, en = f"{zh}(原为{was.zh})", f"{en} (was: {was.en})"
        return Text(zh, en)


@dataclass(frozen=True)
class Run:
    """Days of one kind and holiday, one after another."""

    first: Day
    last: Day

    @property
    def count(self) -> int:
        """How many days."""
        return (self.last.on - self.first.on).days + 1

    def goes_on_with(self, day: Day) -> bool:
        """Whether a day is the next of the run."""
        alike = (day.kind, day.name) == (self.last.kind, self.last.name)
        return alike and day.on == self.last.on + timedelta(days=1)


@dataclass(frozen=True)
class Month:
    """One month; a week has seven places, None outside the month."""

    title: Text
    weeks: list[list[Day | None]]


def months(
    calendar: WorkCalendar, year: int, before: WorkCalendar | None = None
) -> list[Month]:
    """The twelve months of a year; with ``before``, the days that change say so."""
    return [_month(calendar, year, number, before) for number in range(1, 13)]


def changed_days(
    before: WorkCalendar, after: WorkCalendar, years: Iterable[int]
) -> list[Day]:
    """Every day of these years that becomes another kind of day."""
    found = []
    for year in sorted(set(years)):
        day = date(year, 1, 1)
        while day.year == year:
            looked = _day(after, day, before)
            if looked.was is not None:
                found.append(looked)
            day += timedelta(days=1)
    return found


def special_days(calendar: WorkCalendar, year: int) -> list[Day]:
    """The days off and the make-up workdays of a year, in order."""
    day, found = date(year, 1, 1), []
    while day.year == year:
        looked = _day(calendar, day, None)
        if looked.kind in LETTERS:
            found.append(looked)
        day += timedelta(days=1)
    return found


def runs(days: Iterable[Day]) -> list[Run]:
    """Days in order as runs of the same kind and holiday."""
    found: list[Run] = []
    for day in days:
        last = found[-1] if found else None
        if last is not None and last.goes_on_with(day):
            found[-1] = Run(last.first, day)
        else:
            found.append(Run(day, day))
    return found


def days_of(notice: YearNotice) -> list[Day]:
    """The days that a notice itself names, in order."""
    kinds = [(day, DayKind.OFF) for day in notice.days_off]
    kinds += [(day, DayKind.MAKE_UP) for day in notice.make_up_days]
    names = notice.names
    return [
        Day(day, kind, Text.same(names[day]) if names.get(day) else None)
        for day, kind in sorted(kinds)
    ]


def _month(
    calendar: WorkCalendar, year: int, number: int, before: WorkCalendar | None
) -> Month:
    laid_out = weeks.Calendar().monthdatescalendar(year, number)
    return Month(
        MONTHS[number - 1],
        [
            [
                _day(calendar, day, before) if day.month == number else None
                for day in week
            ]
            for week in laid_out
        ],
    )


def _day(calendar: WorkCalendar, day: date, before: WorkCalendar | None) -> Day:
    kind = _kind(calendar, day)
    was = kind if before is None else _kind(before, day)
    name = calendar.holiday_name(day) if kind in LETTERS else None
    return Day(day, kind, name, None if was == kind else was)


def _kind(calendar: WorkCalendar, day: date) -> DayKind:
    weekend = day.weekday() >= SATURDAY
    if calendar.is_working_day(day):
        return DayKind.MAKE_UP if weekend else DayKind.WORKED
    named = not weekend or calendar.holiday_name(day) is not None
    return DayKind.OFF if named else DayKind.WEEKEND
