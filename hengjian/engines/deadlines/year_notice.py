"""A yearly notice of days off, row by row, into a ``YearNotice``; every fault at once.

A row is a day or a run of days, what is arranged for them, and the holiday they belong
to: ``2027-02-05..2027-02-12, 放假, 春节``. A notice may reach into the December before.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hengjian.engines.deadlines.work_calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    SATURDAY,
    YearNotice,
)
from hengjian.lib.bilingual import Text


LONGEST_RUN = 31  # days; the longest holiday so far had ten
LONGEST_NAME = 40
DECEMBER = 12

_DAY = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")
_UNTIL = re.compile(r"\s*(?:\.\.|至|~|～|—+)\s*")
_OFF = {"放假", "休息", "休", "off", "rest", "holiday"}
_WORKED = {"上班", "调休上班", "补班", "班", "worked", "work", "make-up"}


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One row as it was written; ``number`` is where, as the file shows it."""

    number: int
    days: str
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class NoticeFault:
    """What is wrong in a row (0: in the whole), and what to do about it."""

    row: int
    message: Text
    mend: Text

    def in_language(self, language: str) -> str:
        """``row 3: what is wrong; what to do``."""
        at = (
            Text(f"第 {self.row} 行：", f"row {self.row}: ")
            if self.row
            else Text("", "")
        )
        join = Text("；", "; ")
        parts = (at, self.message, join, self.mend)
        return "".join(each.in_language(language) for each in parts)


@dataclass(frozen=True)
class ReadNotice:
    """What the rows say; ``notice`` is None where anything is wrong."""

    notice: YearNotice | None
    faults: tuple[NoticeFault, ...]


def read_rows(year: int, rows: Iterable[NoticeRow]) -> ReadNotice:
    """Read the rows of one year's notice."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ReadNotice(None, (_year_outside(year),))
    reading = _Reading(year)
    for row in rows:
        reading.take(row)
    if not reading.off and not reading.faults:
        reading.blame(
            0,
            Text("没有任何放假的日子", "no day off is given"),
            Text("补上放假的日期", "add the days off"),
        )
    if reading.faults:
        return ReadNotice(None, tuple(reading.faults))
    notice = YearNotice(
        year, frozenset(reading.off), frozenset(reading.worked), dict(reading.names)
    )
    return ReadNotice(notice, ())


class _Reading:
    """The days read so far, with the rows they stand in."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.off: dict[date, int] = {}
        self.worked: dict[date, int] = {}
        self.names: dict[date, str] = {}
        self.faults: list[NoticeFault] = []

    def blame(self, row: int, message: Text, mend: Text) -> None:
        self.faults.append(NoticeFault(row, message, mend))

    def take(self, row: NoticeRow) -> None:
        kind = row.kind.strip().lower()
        is_worked = kind in _WORKED
        if not is_worked and kind not in _OFF:
            self.blame(
                row.number,
                Text(f"不认识的安排“{row.kind}”", f"unknown kind “{row.kind}”"),
                Text("写“放假”或“上班”", "write “off” or “worked”"),
            )
        if len(row.name) > LONGEST_NAME or not row.name.isprintable():
            self.blame(
                row.number,
                Text("节日名称过长或含看不见的字符", "the name cannot be used"),
                Text(f"不超过 {LONGEST_NAME} 字", f"{LONGEST_NAME} characters at most"),
            )
        days = self._days(row)
        if is_worked or kind in _OFF:
            for day in days:
                self._place(day, row, is_worked=is_worked)

    def _days(self, row: NoticeRow) -> Iterator[date]:
        ends = [_day(text) for text in _UNTIL.split(row.days.strip(), maxsplit=1)]
        first, last = ends[0], ends[-1]
        if first is None or last is None:
            self.blame(
                row.number,
                Text(f"日期“{row.days}”读不懂", f"cannot read the date “{row.days}”"),
                Text(
                    f"写成 {self.year}-10-01 或 {self.year}-10-01..{self.year}-10-07",
                    f"write {self.year}-10-01 or {self.year}-10-01..{self.year}-10-07",
                ),
            )
            return iter(())
        length = (last - first).days + 1
        if length < 1 or length > LONGEST_RUN:
            self.blame(
                row.number,
                Text(f"“{row.days}”共 {length} 天", f"“{row.days}” is {length} days"),
                Text(
                    f"止不早于起，一段不超过 {LONGEST_RUN} 天",
                    f"end it no earlier than it begins, {LONGEST_RUN} days at most",
                ),
            )
            return iter(())
        return (first + timedelta(days=n) for n in range(length))

    def _place(self, day: date, row: NoticeRow, *, is_worked: bool) -> None:
        other = self.off.get(day) or self.worked.get(day)
        before = day.year == self.year - 1 and day.month == DECEMBER
        if day.year != self.year and not before:
            self.blame(
                row.number,
                Text(f"{day} 不在 {self.year} 年", f"{day} is not in {self.year}"),
                Text(
                    "只写本年的日子和上一年十二月的调休",
                    "give days of the year, or of the December before",
                ),
            )
        elif other is not None:
            self.blame(
                row.number,
                Text(f"{day} 与第 {other} 行重复", f"{day} stands in row {other} too"),
                Text("每天只写一次", "give each day once"),
            )
        elif is_worked and day.weekday() < SATURDAY:
            self.blame(
                row.number,
                Text(
                    f"{day} 是星期{'一二三四五'[day.weekday()]}，本来就上班",
                    f"{day} is a {day:%A} and worked anyway",
                ),
                Text("调休上班只写星期六、星期日", "only weekend days are made up"),
            )
        else:
            (self.worked if is_worked else self.off)[day] = row.number
            if row.name:
                self.names[day] = row.name


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def _year_outside(year: int) -> NoticeFault:
    return NoticeFault(
        0,
        Text(f"{year} 年不在范围内", f"the year {year} is out of range"),
        Text(
            f"写 {FIRST_YEAR} 至 {LAST_YEAR} 之间的年份",
            f"give a year from {FIRST_YEAR} to {LAST_YEAR}",
        ),
    )


def rows_of(notice: YearNotice) -> list[NoticeRow]:
    """The rows of a notice, runs of days together: ``read_rows`` gives it back."""
    rows: list[NoticeRow] = []
    for kind, days in (("放假", notice.days_off), ("上班", notice.make_up_days)):
        for run in _runs(notice, sorted(days)):
            until = f"..{run[-1]}" if len(run) > 1 else ""
            name = notice.names.get(run[0], "")
            rows.append(NoticeRow(len(rows) + 1, f"{run[0]}{until}", kind, name))
    return rows


def _runs(notice: YearNotice, days: list[date]) -> Iterator[list[date]]:
    run: list[date] = []
    for day in days:
        follows = run and day == run[-1] + timedelta(days=1)
        same = run and notice.names.get(day, "") == notice.names.get(run[0], "")
        if run and not (follows and same and len(run) < LONGEST_RUN):
            yield run
            run = []
        run.append(day)
    if run:
        yield run
