"""Counts the measures of a card from its sheet, some rows at a time.

For every measure the cells of its rows are counted; nothing is grouped, sorted or looked
up by text. In memory stand one batch of rows and one whole number for each measure and
cell.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

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
from hengjian.engines.tables.duckdb_session import Session, TooLarge


ROWS_AT_ONCE = 1 << 19
_TABLE = 100_000  # days whose positions stand in a table
_FEW_CLASSES = 8  # to compare with one by one
_UNKNOWN_DAY = np.iinfo(np.int32).min
_EPOCH = date(1970, 1, 1)

Longs = npt.NDArray[np.int64]
Rows = npt.NDArray[np.intp] | slice


def count_sheet(engine: Session, sheet: Sheet, cells: int) -> Iterator[Tally]:
    """The tallies of all measures of a sheet; ``cells``: combinations of by-values.

    Raises ``TooLarge`` where weights beyond 62 bits are to be added up.
    """
    counters = [_Counter(part, sheet, cells) for part in sheet.parts]
    weight = 0.0
    for batch in engine.batches(sheet.sql, ROWS_AT_ONCE):
        rows = _Batch(batch, sheet)
        weight += rows.weight()
        if weight >= SAFE:
            raise TooLarge
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

    def weight(self) -> float:
        """For how many cards the rows stand beyond one each, about."""
        return 0.0 if self.more is None else float(self.more.astype(np.float64).sum())

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
        for number, (rows, cells, sign) in enumerate(self._placed(batch)):
            truths = _Truths(batch, self._sheet, rows, len(cells))
            more = None if batch.more is None else batch.more[rows]
            logics = self._part.logics[number if len(self._part.logics) > 1 else 0]
            for place, logic in enumerate(logics):
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

    def _placed(self, batch: _Batch) -> "Placed":
        """Rows that lie in a period, their cells, and the sign they count with."""
        for chosen, positions, sign in self._positions(batch):
            if batch.counts is not None:
                kept = batch.counts[chosen]
                chosen = np.arange(batch.length)[chosen][kept]
                positions = positions[kept]
            cells = batch.by[chosen].astype(np.int64) * self._width + positions
            yield chosen, cells, sign

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

Placed = Iterator[tuple[Rows, Longs, int]]  # rows, their positions, the sign


def positions_of(part: Part) -> Callable[[_Batch], Placed]:
    """How a group's rows come into periods: which rows, where, and with which sign."""
    dates, periods = part.query.group.dates, part.query.periods
    if dates.kind is Dating.NEVER:
        return _always
    if dates.is_stock:
        is_each = part.query.group.placement is Placement.EACH
        return (_OpenIn if is_each else _Stock)(part, periods)
    return _Dated(part, periods)


def _always(batch: _Batch) -> Placed:
    yield slice(None), np.zeros(batch.length, dtype=np.int64), 1


class _Steps:
    """How many of some ascending days a day has passed, or reached."""

    def __init__(self, days: Sequence[date], side: Literal["left", "right"]) -> None:
        self._days = np.array([_number(day) for day in days], dtype=np.int32)
        self._side: Literal["left", "right"] = side
        self._first = int(self._days[0]) - 1
        self._table = np.zeros(0, dtype=np.int64)
        if self._days[-1] - self._first <= _TABLE:
            known = np.arange(self._first, self._days[-1] + 2, dtype=np.int32)
            self._table = np.searchsorted(self._days, known, side=side)

    def of(self, days: npt.NDArray[np.int32]) -> Longs:
        """For each day the number."""
        if not len(self._table):
            return np.searchsorted(self._days, days, side=self._side)
        last = self._first + len(self._table) - 1
        return self._table[np.clip(days, self._first, last) - self._first]


class _Dated:
    """The base period in which a day lies."""

    def __init__(self, part: Part, periods: Periods) -> None:
        self._column = str(part.start)
        self._first, self._last = _number(periods.start), _number(periods.end)
        self._ended = _Steps([period.end for period in periods.base], "left")

    def __call__(self, batch: _Batch) -> Placed:
        days = batch.days(self._column)
        inside = (days >= self._first) & (days <= self._last)
        if inside.all():
            yield slice(None), self._ended.of(days), 1
        else:
            rows = np.flatnonzero(inside)
            yield rows, self._ended.of(days[rows]), 1


class _Stock:
    """In at the first edge after the day a card opens, out after the day it closes."""

    def __init__(self, part: Part, periods: Periods) -> None:
        self._start, self._until = str(part.start), str(part.until)
        self.edges = len(periods.all)
        is_end = part.query.group.dates.kind is Dating.OPEN_AT_END
        self._passed = (
            _Steps([period.end for period in periods.all], "left")
            if is_end
            else _Steps([period.start for period in periods.all], "right")
        )
        self._last = _number(periods.all[-1].end)

    def __call__(self, batch: _Batch) -> Placed:
        rows, opens, closes = self.between(batch)
        yield rows, opens, 1
        yield rows, closes, -1

    def between(self, batch: _Batch) -> tuple[npt.NDArray[np.intp], Longs, Longs]:
        """Rows open at any edge, the first such edge, and the first after it closed."""
        start, until = batch.days(self._start), batch.days(self._until)
        opens, closes = self._edge(start), self._edge(until)
        closes[until == _UNKNOWN_DAY] = self.edges
        rows = np.flatnonzero((start != _UNKNOWN_DAY) & (opens < closes))
        return rows, opens[rows], closes[rows]

    def _edge(self, days: npt.NDArray[np.int32]) -> Longs:
        edge = self._passed.of(days)
        edge[days > self._last] = self.edges
        return edge


class _OpenIn(_Stock):
    """Each period in which a card is open."""

    def __call__(self, batch: _Batch) -> Placed:
        rows, opens, closes = self.between(batch)
        for position in range(self.edges):
            open_ = rows[(opens <= position) & (position < closes)]
            yield open_, np.full(len(open_), position, dtype=np.int64), 1


def _number(day: date) -> int:
    return (day - _EPOCH).days
