"""Periods of statistics: months with a cut-off day, and what is made of months.

A month of statistics is counted as ``year * 12 + month - 1``. With a cut-off on the
25th, March runs from 26 February to 25 March; every longer period is made of months.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class PeriodKind(StrEnum):
    """How a range of months is divided."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    TO_DATE = "to_date"
    ALL = "all"

    @property
    def months(self) -> int:
        """Months in one base period (``to_date`` is gathered from months)."""
        return _MONTHS.get(self, 1)


_MONTHS = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
LAST_DAY = 31  # "the month's end", as a cut-off day


def month_number(year: int, month: int) -> int:
    """The running number of a month."""
    return year * 12 + month - 1


def month_text(number: int) -> str:
    """``2025-01`` for a running number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def read_month(text: str) -> int:
    """The running number of ``2025-01``; raises ``UserFault``."""
    match = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
    if match is None or match[1] == "0000":
        raise UserFault(
            Text(
                f"月份应写作 2025-01，现为“{text}”",
                f"a month reads 2025-01, not “{text}”",
            )
        )
    return month_number(int(match[1]), int(match[2]))


@dataclass(frozen=True)
class CutOff:
    """The day on which a month of statistics ends; it may change with time.

    ``days`` holds (first calendar month, day) in order; before the first month the
    month's end holds. A month shorter than the day ends on its last day.
    """

    days: tuple[tuple[int, int], ...] = ()

    @classmethod
    def on_day(cls, day: int | None) -> "CutOff":
        """The same day at all times; none means the month's end."""
        return cls() if day is None else cls(((0, day),))

    def __post_init__(self) -> None:
        if any(not 1 <= day <= LAST_DAY for _, day in self.days):
            raise UserFault(
                Text("截止日应为 1 至 31", "a cut-off day lies between 1 and 31")
            )
        if any(later[0] <= earlier[0] for earlier, later in pairwise(self.days)):
            raise UserFault(
                Text(
                    "截止日须按月份先后排列", "cut-off days must be in order of months"
                )
            )

    def day_of(self, month: int) -> int:
        """The cut-off day that holds in a calendar month."""
        holding = [day for start, day in self.days if start <= month]
        return holding[-1] if holding else LAST_DAY

    def last_day(self, month: int) -> date:
        """The day on which a month of statistics ends."""
        year, index = divmod(month, 12)
        if year > date.max.year:
            return date.max
        length = monthrange(year, index + 1)[1]
        return date(year, index + 1, min(self.day_of(month), length))

    def first_day(self, month: int) -> date:
        """The day on which a month of statistics begins."""
        if month <= month_number(1, 1):
            return date.min
        return self.last_day(month - 1) + timedelta(days=1)

    def month_of(self, day: date) -> int:
        """The month of statistics to which a day belongs."""
        month = month_number(day.year, day.month)
        return month + 1 if day.day > self.day_of(month) else month


@dataclass(frozen=True)
class Period:
    """One period of a run; both days belong to it.

    ``first`` and ``last`` are the positions of the base periods that make it up.
    """

    name: str
    start: date
    end: date
    first: int
    last: int
    is_clipped: bool = False  # the asked-for range cuts it short


@dataclass(frozen=True)
class Periods:
    """The periods of a run, and the base periods that they are made of.

    Base periods never overlap: months for ``to_date``, else the periods themselves.
    """

    kind: PeriodKind
    cutoff: CutOff
    all: tuple[Period, ...]
    base: tuple[Period, ...]
    first_unit: int  # running number of the first base period (month ÷ months)
    start: date
    end: date
    is_open: bool = False  # no date limits the run
    is_free: bool = False  # stretches between any two days, not made of months

    @property
    def overlap(self) -> bool:
        """Whether one day may lie in several periods."""
        return self.kind is PeriodKind.TO_DATE

    def base_position(self, day: date) -> int | None:
        """The position of the base period in which a day lies, or None."""
        if not self.start <= day <= self.end:
            return None
        if self.kind is PeriodKind.ALL:
            return 0
        return self.cutoff.month_of(day) // self.kind.months - self.first_unit


def periods_between(
    kind: PeriodKind, first: int, last: int, cutoff: CutOff, *, is_asked: bool
) -> Periods:
    """Divide the months ``first`` to ``last``; raises ``UserFault`` if they are reversed.

    With ``is_asked`` (a range that the user gave) no day outside the range counts, and
    a period that the range cuts short is marked; else whole periods are made of it.
    """
    if first > last:
        raise UserFault(
            Text(
                f"起始月 {month_text(first)} 晚于截止月 {month_text(last)}",
                f"the range begins ({month_text(first)}) after it ends ({month_text(last)})",
            )
        )
    if kind is PeriodKind.TO_DATE:
        return _to_date(first, last, cutoff)
    if kind is PeriodKind.ALL:
        start, end = cutoff.first_day(first), cutoff.last_day(last)
        whole = Period("all", start, end, 0, 0)
        return Periods(kind, cutoff, (whole,), (whole,), 0, start, end)
    length = kind.months
    if not is_asked:
        first, last = first // length * length, last // length * length + length - 1
    made = tuple(
        _one(kind, unit, position, (first, last), cutoff)
        for position, unit in enumerate(range(first // length, last // length + 1))
    )
    return Periods(
        kind, cutoff, made, made, first // length, made[0].start, made[-1].end
    )


def free_periods(stretches: Sequence[tuple[date, date]]) -> Periods:
    """Periods from any day to any day, which may touch but not overlap."""
    made = tuple(
        Period(f"{start}..{end}", start, end, position, position)
        for position, (start, end) in enumerate(stretches)
    )
    return Periods(
        PeriodKind.ALL,
        CutOff(),
        made,
        made,
        0,
        min(period.start for period in made),
        max(period.end for period in made),
        is_free=True,
    )


def undated(as_of: date) -> Periods:
    """The one period ``all`` of cards without any date."""
    whole = Period("all", as_of, as_of, 0, 0)
    return Periods(
        PeriodKind.ALL, CutOff(), (whole,), (whole,), 0, as_of, as_of, is_open=True
    )


def read_period(name: str) -> tuple[PeriodKind, tuple[int, int] | None]:
    """The kind and months of a period's name; ``all`` has no months of its own.

    Raises ``UserFault`` for a text that names no period.
    """
    if name == "all":
        return PeriodKind.ALL, None
    first, dots, last = name.partition("..")
    if dots:
        january, month = read_month(first), read_month(last)
        if january % 12 == 0 and 0 <= month - january < 12:
            return PeriodKind.TO_DATE, (month, month)
    match = re.fullmatch(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])))?", name)
    if match is not None and match[1] != "0000":
        begin = int(match[1]) * 12
        if match[2]:
            return PeriodKind.QUARTER, _stretch(begin, int(match[2]), 3)
        if match[3]:
            return PeriodKind.HALF, _stretch(begin, int(match[3]), 6)
        return PeriodKind.YEAR, (begin, begin + 11)
    if not dots and re.fullmatch(r"[0-9]{4}-[0-9]{2}", name):
        month = read_month(name)
        return PeriodKind.MONTH, (month, month)
    raise UserFault(
        Text(
            f"“{name}”不是统计期；写作 2025-01、2025-Q1、2025-H1、2025、"
            "2025-01..2025-06 或 all",
            f"“{name}” names no period: write 2025-01, 2025-Q1, 2025-H1, 2025,"
            " 2025-01..2025-06 or all",
        )
    )


def _stretch(begin: int, which: int, months: int) -> tuple[int, int]:
    first = begin + (which - 1) * months
    return first, first + months - 1


def _one(
    kind: PeriodKind, unit: int, position: int, months: tuple[int, int], cutoff: CutOff
) -> Period:
    begins, ends = unit * kind.months, unit * kind.months + kind.months - 1
    first, last = max(begins, months[0]), min(ends, months[1])
    return Period(
        _name(kind, unit),
        cutoff.first_day(first),
        cutoff.last_day(last),
        position,
        position,
        is_clipped=(first, last) != (begins, ends),
    )


def _name(kind: PeriodKind, unit: int) -> str:
    if kind is PeriodKind.MONTH:
        return month_text(unit)
    if kind is PeriodKind.YEAR:
        return f"{unit:04d}"
    in_year = 12 // kind.months
    letter = "Q" if kind is PeriodKind.QUARTER else "H"
    return f"{unit // in_year:04d}-{letter}{unit % in_year + 1}"


def _to_date(first: int, last: int, cutoff: CutOff) -> Periods:
    january = first // 12 * 12
    base = tuple(
        _one(PeriodKind.MONTH, month, month - january, (month, month), cutoff)
        for month in range(january, last + 1)
    )
    gathered = []
    for month in range(first, last + 1):
        begin = month // 12 * 12
        opening, closing = base[begin - january], base[month - january]
        name = f"{opening.name}..{closing.name}"
        gathered.append(
            Period(name, opening.start, closing.end, opening.first, closing.last)
        )
    return Periods(
        PeriodKind.TO_DATE,
        cutoff,
        tuple(gathered),
        base,
        january,
        base[0].start,
        base[-1].end,
    )
