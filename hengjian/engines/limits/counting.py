"""Due days of many cards at once; rows with suspensions are counted one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa

from hengjian.engines.deadlines.counting import due_many
from hengjian.engines.deadlines.lengths import Length, Unit, parse_length
from hengjian.engines.deadlines.work_calendar import DEFAULT, WorkCalendar
from hengjian.engines.limits.facts import Facts, Untold, answer, length_of, rolls
from hengjian.engines.limits.reading import UNKNOWN_LENGTH
from hengjian.engines.pack_format.limit_model import Deadline, LimitLaw
from hengjian.lib.faults import UserFault


FIRST = np.datetime64("2000-01-01", "D")
LAST = np.datetime64("2100-12-31", "D")  # a start later than this is a typing error
NEVER = np.datetime64("NaT", "D")


@dataclass
class Counted:
    """The limits of the rows of one deadline, in their order.

    ``due`` is NaT where the limit stands still (``standing``) or cannot be told
    (``untold``).
    """

    facts: list[Facts]
    due: np.ndarray  # datetime64[D]
    provisional: np.ndarray
    standing: np.ndarray
    untold: list[Untold | None] = field(default_factory=list)


def count(
    rows: pa.Table, deadline: Deadline, law: LimitLaw, calendar: WorkCalendar = DEFAULT
) -> Counted:
    """Count the limits of rows as ``reading.running_rows`` gives them."""
    read = _Read(rows, deadline, law)
    facts = read.facts()
    size = rows.num_rows
    counted = Counted(
        facts,
        np.full(size, NEVER),
        np.zeros(size, bool),
        read.standing,
        read.untold(facts),
    )
    possible = np.array([each is None for each in counted.untold], bool)
    possible &= ~read.standing
    plain = possible & ~read.interrupted
    _count_plain(counted, read, law, calendar, plain)
    for index in np.flatnonzero(possible & read.interrupted):
        _count_one(counted, law, calendar, int(index))
    return counted


def _count_plain(
    counted: Counted,
    read: "_Read",
    law: LimitLaw,
    calendar: WorkCalendar,
    chosen: np.ndarray,
) -> None:
    """Rows of the same lengths and the same custody are counted together."""
    indexes = np.flatnonzero(chosen)
    if not len(indexes):
        return
    alike = np.column_stack(
        [
            read.length[indexes],
            read.time_of_law[indexes],
            read.stands_still[indexes],
            *(times[indexes] for times in read.extensions.values()),
        ]
    )
    kinds, belongs = np.unique(alike, axis=0, return_inverse=True)
    for number in range(len(kinds)):
        group = indexes[belongs.reshape(-1) == number]
        first = counted.facts[int(group[0])]
        held = length_of(law, first.length, first.start)
        if held is None or not held.length:
            for index in group:
                counted.untold[int(index)] = Untold.LENGTH
            continue
        lengths = [
            parse_length(held.length),
            *(parse_length(law.extensions[name].length) for name in first.extended),
        ]
        due, provisional = _chain(
            read.begun[group], lengths, calendar, custody=bool(kinds[number][2])
        )
        counted.due[group] = due
        counted.provisional[group] = provisional


def _chain(
    begun: np.ndarray,
    lengths: Sequence[Length],
    calendar: WorkCalendar,
    *,
    custody: bool,
) -> tuple[np.ndarray, np.ndarray]:
    """One length after the other; only the end of the last may move on."""
    provisional = np.zeros(len(begun), bool)
    day = begun
    for length in lengths:
        before, day = day, due_many(day, length, calendar, custody=True)
        if length.unit is Unit.WORKING_DAYS:
            provisional |= _unofficial(before + 1, calendar) | _unofficial(
                day, calendar
            )
    due = day if custody else _rolled(day, calendar)
    if not custody:
        provisional |= _unofficial(day, calendar) | _unofficial(due, calendar)
    return due, provisional


def _rolled(days: np.ndarray, calendar: WorkCalendar) -> np.ndarray:
    """The first working day from each day on."""
    day_before = days - np.timedelta64(1, "D")
    return due_many(day_before, Length(1, Unit.WORKING_DAYS), calendar)


def _unofficial(days: np.ndarray, calendar: WorkCalendar) -> np.ndarray:
    years = days.astype("datetime64[Y]").astype(int) + 1970
    known = [year for year in np.unique(years) if calendar.is_official(int(year))]
    return ~np.isin(years, known)


def _count_one(
    counted: Counted, law: LimitLaw, calendar: WorkCalendar, index: int
) -> None:
    try:
        told = answer(counted.facts[index], law, calendar)
    except UserFault:
        counted.untold[index] = Untold.DATES
        return
    counted.due[index] = np.datetime64(told.due, "D")
    counted.provisional[index] = told.provisional


class _Read:
    """The columns of the rows, and what follows from them for the count."""

    def __init__(self, rows: pa.Table, deadline: Deadline, law: LimitLaw) -> None:
        self.deadline = deadline
        self.law = law
        self.size = rows.num_rows
        self.start = _days(rows, "_start")
        self.done = _days(rows, "_done")
        self.applies = rows["_applies"].to_pylist()
        self.custody: list[bool | None] = rows["_custody"].to_pylist()
        if law.custody == "always":
            self.custody = [True] * self.size
        elif deadline.custody is None:
            self.custody = [False] * self.size
        self.length = np.asarray(rows["_length"].to_numpy(), dtype=np.int64)
        self.resets = self._resets(rows)
        self.begun = np.where(np.isnat(self.resets), self.start, self.resets)
        self.stands_still = np.array(
            [not rolls(law, each) for each in self.custody], np.int64
        )
        changes = np.array([first for first, _ in law.dated], "datetime64[D]")
        self.time_of_law = np.searchsorted(changes, self.start, side="right")
        self.extensions = self._extensions(rows)
        self.spans = self._spans(rows)
        self.standing = np.zeros(self.size, bool)
        self.interrupted = np.zeros(self.size, bool)
        self.twisted = np.zeros(self.size, bool)
        for begins, ends in self.spans:
            there = ~np.isnat(begins) & (begins >= self.begun)
            self.standing |= there & np.isnat(ends) & np.isnat(self.done)
            ended = ~np.isnat(begins) & ~np.isnat(ends) & (ends > self.begun)
            self.interrupted |= ended
            self.twisted |= ended & (ends < begins)

    def _resets(self, rows: pa.Table) -> np.ndarray:
        """The last day from which the count runs anew; NaT where it never did."""
        found = np.full(self.size, NEVER)
        for number in range(len(self.deadline.reset)):
            day = _days(rows, f"_reset{number}")
            later = ~np.isnat(day) & (day >= self.start)
            later &= np.isnat(found) | (day > found)
            found = np.where(later, day, found)
        return found

    def _extensions(self, rows: pa.Table) -> dict[str, np.ndarray]:
        """How often each extension lengthens the present count."""
        found: dict[str, np.ndarray] = {}
        for number, bound in enumerate(self.deadline.extended):
            name = f"_extended{number}"
            if bound.on is not None:
                day = _days(rows, name)
                times = (~np.isnat(day) & (day >= self.begun)).astype(np.int64)
            else:
                values = rows[name].to_pylist()
                times = np.array([int(each or 0) for each in values], np.int64)
            most = self.law.extensions[bound.extension].times
            before = found.get(bound.extension, np.zeros(self.size, np.int64))
            found[bound.extension] = np.minimum(before + np.maximum(times, 0), most)
        return found

    def _spans(self, rows: pa.Table) -> list[tuple[np.ndarray, np.ndarray]]:
        spans = []
        for number, bound in enumerate(self.deadline.suspended):
            if bound.days is None:
                spans.append(
                    (_days(rows, f"_from{number}"), _days(rows, f"_to{number}"))
                )
                continue
            values = rows[f"_days{number}"].to_pylist()
            days = np.array([max(each or 0, 0) for each in values], np.int64)
            some = days > 0
            begins = np.where(some, self.begun, NEVER)
            spans.append((begins, begins + days.astype("timedelta64[D]")))
        return spans

    def facts(self) -> list[Facts]:
        """The facts of each row."""
        names = [row.then for row in self.deadline.lengths] or [""]
        start, done, reset = (
            each.astype(object).tolist()
            for each in (self.start, self.done, self.resets)
        )
        spans = [
            (begins.astype(object).tolist(), ends.astype(object).tolist())
            for begins, ends in self.spans
        ]
        lengths = self.length.tolist()
        extended = self._extended_names()
        return [
            Facts(
                start=start[i],
                length=names[lengths[i]] if lengths[i] != UNKNOWN_LENGTH else "",
                custody=self.custody[i],
                done=done[i],
                reset=reset[i],
                extended=extended[i],
                suspended=self._suspended(spans, i),
            )
            for i in range(self.size)
        ]

    def _extended_names(self) -> list[tuple[str, ...]]:
        times = {name: counts.tolist() for name, counts in self.extensions.items()}
        if not times:
            return [()] * self.size
        return [
            tuple(name for name, counts in times.items() for _ in range(counts[i]))
            for i in range(self.size)
        ]

    def _suspended(
        self,
        spans: Sequence[tuple[list[date | None], list[date | None]]],
        index: int,
    ) -> tuple[tuple[date, date | None], ...]:
        if not (self.interrupted[index] or self.standing[index]):
            return ()
        begun = self.begun[index].astype(object)
        found = []
        for begins, ends in spans:
            first, last = begins[index], ends[index]
            if first is not None and (last > begun if last else first >= begun):
                found.append((first, last))
        return tuple(found)

    def untold(self, facts: Sequence[Facts]) -> list[Untold | None]:
        """Why a row's limit cannot be told, or None."""
        in_range = (self.start >= FIRST) & (self.begun <= LAST)
        in_order = np.isnat(self.done) | (self.done >= self.start)
        wrong = ~in_range | ~in_order | self.twisted
        return [
            Untold.APPLIES
            if self.applies[i] is None
            else Untold.LENGTH
            if self.length[i] == UNKNOWN_LENGTH
            else Untold.DATES
            if wrong[i]
            else None
            for i in range(self.size)
        ]


def _days(rows: pa.Table, name: str) -> np.ndarray:
    column = rows[name].combine_chunks().cast(pa.date32())
    if isinstance(column, pa.ChunkedArray):
        column = (
            pa.concat_arrays(column.chunks)
            if column.num_chunks
            else pa.array([], pa.date32())
        )
    days: np.ndarray = column.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    return days
