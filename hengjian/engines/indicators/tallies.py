"""Integers that come out of a scan, and how they are spread over the asked periods."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.indicators.exact import SAFE, Exact, Integers
from hengjian.engines.indicators.periods import Periods
from hengjian.engines.indicators.plan import Placement
from hengjian.engines.pack_format.model import Measure


Cells = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tally:
    """One measure's integers by cell; cells without a card are left out.

    ``cells`` are ``by combination × width + position``, ascending and unique. ``n`` is
    the number of cards (weighted), ``top / bottom`` the sum or the order statistic;
    without ``top`` the number of cards is the value.
    """

    measure: Measure
    placement: Placement
    width: int
    cells: Cells
    n: Cells
    top: Integers | None = None
    bottom: int = 1

    def combinations(self) -> Cells:
        """By-values that have at least one card."""
        ordered = self.cells // self.width
        return ordered[np.diff(ordered, prepend=-1) != 0]

    def spread(self, combinations: Cells, periods: Periods) -> "Spread":
        """Values for every combination (sorted) in every period, flattened."""
        rows = np.searchsorted(combinations, self.cells // self.width)
        places = rows * self.width + self.cells % self.width
        length = len(combinations) * self.width
        n = self._in_periods(_scattered(places, self.n, length), periods)
        top = n
        if self.top is not None:
            top = self._in_periods(_scattered(places, self.top, length), periods)
        return Spread(self.measure, n, top, self.bottom)

    def _in_periods(self, flat: Integers, periods: Periods) -> Integers:
        if not self.width:
            return flat  # no card has a date: there is no period
        table = flat.reshape(-1, self.width)
        if self.placement is Placement.STOCK:
            return np.cumsum(table, axis=1)[:, :-1].reshape(-1)
        if self.placement is Placement.BASE and periods.overlap:
            until = np.cumsum(table, axis=1)
            before = until - table
            first = [period.first for period in periods.all]
            last = [period.last for period in periods.all]
            return (until[:, last] - before[:, first]).reshape(-1)
        return flat


@dataclass(frozen=True)
class Spread:
    """One measure over all cells of an indicator."""

    measure: Measure
    n: Integers
    top: Integers
    bottom: int

    def exact(self) -> Exact:
        """The measure's value: a count or sum of no cards is 0, anything else unknown."""
        match self.measure.agg:
            case "count" | "count_distinct" | "sum":
                return Exact.of_integers(self.top, self.bottom)
            case "mean":
                cards = Exact.of_integers(self.n)
                return Exact.of_integers(self.top, self.bottom) / cards
            case _:
                known = np.asarray(self.n > 0, dtype=bool)
                return Exact(self.top, self.bottom, known)


def _scattered(places: Cells, values: Integers, length: int) -> Integers:
    flat = np.zeros(length, dtype=values.dtype)
    flat[places] = values
    return flat


def integers(column: pa.ChunkedArray) -> tuple[Integers, int]:
    """A numeric result column as integers, and what they are to be divided by.

    Unknown becomes 0. Decimals keep all their digits; beyond 62 bits the integers are
    Python's own.
    """
    kind = column.type
    if pa.types.is_integer(kind):
        return _whole(column), 1
    if pa.types.is_decimal(kind):
        values = _unscaled(column)
        return values, 10**kind.scale
    raise TypeError(f"no exact integers in a column of {kind}")


def _whole(column: pa.ChunkedArray) -> Integers:
    return np.asarray(pc.fill_null(column.cast(pa.int64()), 0).to_numpy())


def _unscaled(column: pa.ChunkedArray) -> Integers:
    whole = column.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = (
            pa.concat_arrays(whole.chunks)
            if whole.num_chunks
            else pa.array([], column.type)
        )
    if len(whole) == 0:
        return np.empty(0, dtype=np.int64)
    whole = whole.cast(pa.decimal128(38, whole.type.scale))
    halves = np.frombuffer(whole.buffers()[1], dtype=np.int64)
    halves = halves[2 * whole.offset : 2 * (whole.offset + len(whole))].reshape(-1, 2)
    known = np.asarray(pc.is_valid(whole).to_numpy(zero_copy_only=False))
    low = np.where(known, halves[:, 0], 0)
    high = np.where(known, halves[:, 1], 0)
    if np.array_equal(high, low >> 63) and (len(low) == 0 or _fits(low)):
        return low
    wide: Integers = np.empty(len(low), dtype=object)
    unsigned: Any = low.view(np.uint64)
    for position in range(len(low)):
        wide[position] = (int(high[position]) << 64) + int(unsigned[position])
    return wide


def _fits(values: Cells) -> bool:
    return bool(values.max() < SAFE and values.min() > -SAFE)
