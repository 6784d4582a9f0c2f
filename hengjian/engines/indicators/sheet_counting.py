"""Counts the measures of a card from its sheet, some rows at a time.

For every measure the cells of its rows are counted; nothing is grouped, sorted or looked
up by text. In memory stand one batch of rows and one whole number for each measure and
cell.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.indicators.atoms import (
    AllOf,
    AnyOf,
    Bit,
    InClasses,
    Logic,
    Mask,
    NotSo,
)
from hengjian.engines.indicators.exact import SAFE, Integers
from hengjian.engines.indicators.periods import Periods
from hengjian.engines.indicators.plan import Dating, Placement
from hengjian.engines.indicators.sheets import Part, Sheet
from hengjian.engines.indicators.tallies import Tally, integers
from hengjian.engines.tables.duckdb_session import Session


ROWS_AT_ONCE = 1 << 19
_FEW_CLASSES = 8  # to compare with one by one
_UNKNOWN_DAY = np.iinfo(np.int32).min
_EPOCH = np.datetime64("1970-01-01")

Longs = npt.NDArray[np.int64]
Rows = npt.NDArray[np.intp] | slice


def count_sheet(engine: Session, sheet: Sheet, cells: int) -> Iterator[Tally]:
    """The tallies of all measures of a sheet; ``cells``: combinations of by-values."""
    counters = [_Counter(part, sheet, cells) for part in sheet.parts]
    for batch in engine.batches(sheet.sql, ROWS_AT_ONCE):
        rows = _Batch(batch, sheet)
        for counter in counters:
            counter.add(rows)
    for counter in counters:
        yield from counter.tallies()


class _Batch:
    """The columns of some rows of a sheet."""

    def __init__(self, batch: pa.RecordBatch, sheet: Sheet) -> None:
        self._batch = batch
        self._days: dict[str, npt.NDArray[np.int32]] = {}
        self.length = batch.num_rows
        self.by = self.numbers("_by")
        self.more: Longs | None = None  # weight beyond one, where any row has it
        self.counts: Mask | None = None  # rows that stand for at least one card
        if sheet.is_weighted:
            weight = self.numbers("_w").astype(np.int64)
            if bool((weight < 1).any()):
                self.counts = weight > 0
            self.more = weight - 1 if bool((weight > 1).any()) else None

    def numbers(self, name: str) -> npt.NDArray[np.generic]:
        """A column without unknown values."""
        return np.asarray(self._batch.column(name))

    def days(self, name: str) -> npt.NDArray[np.int32]:
        """A column of days, counted from 1970; unknown is the least number."""
        if name not in self._days:
            days = self._batch.column(name).cast(pa.int32())
            self._days[name] = np.asarray(pc.fill_null(days, int(_UNKNOWN_DAY)))
        return self._days[name]

    def values(self, name: str) -> tuple[Integers, int]:
        """A column of exact numbers, and what they are to be divided by."""
        return integers(pa.chunked_array([self._batch.column(name)]))


@dataclass
class _Total:
    """One whole number for each cell; Python's own where 64 bits might not do."""

    flat: Integers
    bound: float = 0.0

    def count(self, cells: Longs) -> None:
        """One more in each of these cells."""
        if len(cells) * 4 < len(self.flat):
            np.add.at(self.flat, cells, 1)
        else:
            self.flat += np.bincount(cells, minlength=len(self.flat))

    def add(self, cells: Longs, values: Integers) -> None:
        """Add a value in each of these cells."""
        if self.flat.dtype != object:
            self.bound += float(np.abs(values.astype(np.float64)).sum())
            if values.dtype == object or self.bound >= SAFE:
                self.flat = self.flat.astype(object)
        np.add.at(self.flat, cells, values)


class _Counter:
    """The numbers of one group."""

    def __init__(self, part: Part, sheet: Sheet, cells: int) -> None:
        self._part = part
        self._sheet = sheet
        self._width = part.query.width
        self._length = cells * self._width
        self._positions = positions_of(part)
        self._n = [_Total(self._zeros()) for _ in part.counted]
        self._tops = [
            None if column is None else _Total(self._zeros()) for column in part.values
        ]
        self._scales = [1] * len(part.values)

    def add(self, batch: _Batch) -> None:
        """Count the rows of a batch."""
        for rows, cells, sign in self._placed(batch):
            truths = _Truths(batch, self._sheet, rows, len(cells))
            more = None if batch.more is None else batch.more[rows]
            for place, logic in enumerate(self._part.logics):
                self._add_measure(place, truths.mask(logic), cells, sign, more)
                self._add_values(place, truths.mask(logic), cells, sign, batch, rows)

    def tallies(self) -> Iterator[Tally]:
        """What was counted."""
        is_stock = self._part.query.group.placement is Placement.STOCK
        for place, one in enumerate(self._part.counted):
            n, total = self._n[place].flat, self._tops[place]
            present = n != 0 if is_stock else n > 0
            if is_stock and total is not None:
                present = present | np.asarray(total.flat != 0, dtype=bool)
            cells = np.flatnonzero(present)
            yield Tally(
                measure=one.measure,
                placement=self._part.query.group.placement,
                width=self._width,
                cells=cells,
                n=n[cells],
                top=None if total is None else total.flat[cells],
                bottom=self._scales[place] * one.scale,
            )

    def _zeros(self) -> Longs:
        return np.zeros(self._length, dtype=np.int64)

    def _placed(self, batch: _Batch) -> Iterator[tuple[Rows, Longs, int]]:
        """Rows that lie in a period, their cells, and the sign they count with."""
        chosen, positions = self._positions(batch)
        if batch.counts is not None:
            kept = batch.counts[chosen]
            everything = np.arange(batch.length)[chosen]
            chosen = everything[kept]
            positions = [(each[kept], sign) for each, sign in positions]
        by = batch.by[chosen].astype(np.int64) * self._width
        for each, sign in positions:
            yield chosen, by + each, sign

    def _add_measure(
        self, place: int, mask: Mask | None, cells: Longs, sign: int, more: Longs | None
    ) -> None:
        total = self._n[place]
        chosen = cells if mask is None else cells[mask]
        if sign > 0:
            total.count(chosen)
        else:
            np.subtract.at(total.flat, chosen, 1)
        if more is not None:
            extra = more if mask is None else more[mask]
            beyond = np.flatnonzero(extra)
            np.add.at(total.flat, chosen[beyond], sign * extra[beyond])

    def _add_values(
        self,
        place: int,
        mask: Mask | None,
        cells: Longs,
        sign: int,
        batch: _Batch,
        rows: Rows,
    ) -> None:
        column, total = self._part.values[place], self._tops[place]
        if column is None or total is None:
            return
        values, self._scales[place] = batch.values(column)
        chosen = values[rows] if mask is None else values[rows][mask]
        total.add(cells if mask is None else cells[mask], sign * chosen)


@dataclass
class _Truths:
    """What is true of some rows of a batch; None is true of all."""

    batch: _Batch
    sheet: Sheet
    rows: Rows
    length: int
    _known: dict[Logic, Mask] = field(default_factory=dict)

    def mask(self, logic: Logic) -> Mask | None:
        """For each row whether it is so; worked out once."""
        if isinstance(logic, AllOf) and not logic.parts:
            return None
        if logic not in self._known:
            self._known[logic] = self._mask(logic)
        return self._known[logic]

    def _mask(self, logic: Logic) -> Mask:
        match logic:
            case AllOf(parts=parts):
                return self._joined(parts, np.logical_and, empty=True)
            case AnyOf(parts=parts):
                return self._joined(parts, np.logical_or, empty=False)
            case NotSo(part=part):
                inner = self.mask(part)
                return np.zeros(self.length, bool) if inner is None else ~inner
            case Bit(sql=sql):
                return self._column(sql).view(np.bool_)
            case InClasses(column=text):
                return _among(self._column(text), self.sheet.classes.true_in(logic))

    def _joined(
        self, parts: tuple[Logic, ...], join: Callable[..., Mask], *, empty: bool
    ) -> Mask:
        found: Mask | None = None
        for part in parts:
            mask = self.mask(part)
            if mask is None:
                mask = np.ones(self.length, dtype=bool)
            found = mask if found is None else join(found, mask)
        return np.full(self.length, empty) if found is None else found

    def _column(self, sql: str) -> npt.NDArray[np.generic]:
        return self.batch.numbers(self.sheet.columns[sql])[self.rows]


def _among(classes: npt.NDArray[np.generic], true: Mask) -> Mask:
    """Whether each row's class is one of the true ones."""
    codes = np.flatnonzero(true)
    if len(codes) > _FEW_CLASSES:
        return true[classes]
    found: Mask = np.zeros(len(classes), dtype=bool)
    for code in codes:
        found |= classes == code
    return found


# Positions ----------------------------------------------------------------------------

Positions = list[tuple[Longs, int]]


def positions_of(part: Part) -> Callable[[_Batch], tuple[Rows, Positions]]:
    """How a group's rows come into periods: which rows, where, and with which sign."""
    dates, periods = part.query.group.dates, part.query.periods
    if dates.kind is Dating.NEVER:
        return _always
    if part.query.group.placement is Placement.STOCK:
        return _Stock(part, periods)
    return _Dated(part, periods)


def _always(batch: _Batch) -> tuple[Rows, Positions]:
    return slice(None), [(np.zeros(batch.length, dtype=np.int64), 1)]


class _Dated:
    """The base period in which a day lies."""

    def __init__(self, part: Part, periods: Periods) -> None:
        self._column = str(part.start)
        self._first, self._last = _day(periods.start), _day(periods.end)
        self._ends = np.array([_day(p.end) for p in periods.base], dtype=np.int64)
        length = self._last - self._first + 1
        self._position = np.zeros(0, dtype=np.int64)
        if length <= _TABLE:
            days = np.arange(self._first, self._last + 1)
            self._position = np.searchsorted(self._ends, days).astype(np.int64)

    def __call__(self, batch: _Batch) -> tuple[Rows, Positions]:
        days = batch.days(self._column)
        inside = (days >= self._first) & (days <= self._last)
        if inside.all():
            return slice(None), [(self._of(days), 1)]
        rows = np.flatnonzero(inside)
        return rows, [(self._of(days[rows]), 1)]

    def _of(self, days: npt.NDArray[np.int32]) -> Longs:
        if len(self._position):
            return self._position[days - self._first]
        return np.searchsorted(self._ends, days).astype(np.int64)


class _Stock:
    """In at the first edge after the day a card opens, out after the day it closes."""

    def __init__(self, part: Part, periods: Periods) -> None:
        self._start, self._until = str(part.start), str(part.until)
        self._is_end = part.query.group.dates.kind is Dating.OPEN_AT_END
        edges = [p.end if self._is_end else p.start for p in periods.all]
        self._edges = np.array([_day(edge) for edge in edges], dtype=np.int64)
        self._last = _day(periods.all[-1].end)

    def __call__(self, batch: _Batch) -> tuple[Rows, Positions]:
        start, until = batch.days(self._start), batch.days(self._until)
        opens, closes = self._edge(start), self._edge(until)
        closes = np.where(until == _UNKNOWN_DAY, len(self._edges), closes)
        rows = np.flatnonzero((start != _UNKNOWN_DAY) & (opens < closes))
        return rows, [(opens[rows], 1), (closes[rows], -1)]

    def _edge(self, days: npt.NDArray[np.int32]) -> Longs:
        side = "left" if self._is_end else "right"
        edge = np.searchsorted(self._edges, days, side=side)  # type: ignore[call-overload]
        return np.where(days > self._last, len(self._edges), edge)


_TABLE = 100_000  # days for which positions stand in a table


def _day(day: object) -> int:
    return int((np.datetime64(str(day)) - _EPOCH).astype(int))
