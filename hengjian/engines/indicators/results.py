"""The rows of a run, as texts for people and as exact numbers for programmes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.indicators.exact import Exact, Integers
from hengjian.engines.indicators.periods import Periods
from hengjian.engines.indicators.selection import LeftOut


SIDE_DECIMALS = 6  # of numerators and denominators that are no whole numbers
_DIGITS = 38

Bools = npt.NDArray[np.bool_]
Longs = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Coded:
    """A column of few different texts."""

    codes: Longs
    texts: Sequence[str]

    def arrow(self) -> pa.Array:
        """As a dictionary-encoded Arrow column."""
        return pa.DictionaryArray.from_arrays(
            pa.array(self.codes.astype(np.int32)),
            pa.array(list(self.texts), pa.string()),
        )


@dataclass(frozen=True)
class IndicatorRows:
    """All rows of one indicator, in their final order."""

    indicator: str
    decimals: int
    period: Coded
    by: tuple[Coded, ...]
    numerator: Exact
    denominator: Exact
    value: Integers  # times ten to the power of ``decimals``
    is_known: Bools
    flags: Coded

    def __len__(self) -> int:
        return len(self.is_known)

    @property
    def has_whole_sides(self) -> bool:
        """Whether numerators and denominators are whole numbers by definition."""
        sides = (self.numerator.bottom, self.denominator.bottom)
        return all(isinstance(bottom, int) and bottom == 1 for bottom in sides)

    def coded_columns(self) -> list[pa.Array]:
        """Indicator, period and by-values."""
        name = Coded(np.zeros(len(self), dtype=np.int64), [self.indicator])
        return [column.arrow() for column in (name, self.period, *self.by)]


@dataclass(frozen=True)
class ResultTable:
    """What a run gives: rows, what was left out, and what the numbers rest on."""

    rows: tuple[IndicatorRows, ...]
    by: tuple[str, ...]
    periods: Periods
    as_of: date
    left_out: tuple[LeftOut, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return (
            "indicator",
            "period",
            *self.by,
            "numerator",
            "denominator",
            "value",
            "flags",
        )

    @cached_property
    def texts(self) -> pa.Table:
        """Every column as text: values with exactly the indicator's decimals."""
        text = pa.string()
        return self._table(
            (text, text, text),
            lambda one: (
                _side_texts(one.numerator),
                _side_texts(one.denominator),
                _value_texts(one),
            ),
        )

    @cached_property
    def numbers(self) -> pa.Table:
        """Numerator, denominator and value as decimals; unknown is null."""
        decimals = max((one.decimals for one in self.rows), default=0)
        places = 0 if all(one.has_whole_sides for one in self.rows) else SIDE_DECIMALS
        side = pa.decimal128(_DIGITS, places)
        return self._table(
            (side, side, pa.decimal128(_DIGITS, decimals)),
            lambda one: (
                _side_decimals(one.numerator, places),
                _side_decimals(one.denominator, places),
                _value_decimals(one, decimals),
            ),
        )

    def _table(
        self,
        types: tuple[pa.DataType, ...],
        figures: Callable[[IndicatorRows], tuple[pa.Array, ...]],
    ) -> pa.Table:
        coded = pa.dictionary(pa.int32(), pa.string())
        names = self.columns
        before = 2 + len(self.by)
        schema = pa.schema(
            list(zip(names, [coded] * before + [*types, coded], strict=True))
        )
        tables = [
            pa.table([*one.coded_columns(), *figures(one), one.flags.arrow()], schema)
            for one in self.rows
        ]
        return pa.concat_tables(tables) if tables else schema.empty_table()


def _value_texts(one: IndicatorRows) -> pa.Array:
    decimals = _decimals(one.value, one.decimals, one.is_known)
    return _plain(decimals)


def _value_decimals(one: IndicatorRows, decimals: int) -> pa.Array:
    widened = _decimals(one.value, one.decimals, one.is_known)
    return widened.cast(pa.decimal128(_DIGITS, decimals))


def _side_texts(side: Exact) -> pa.Array:
    if isinstance(side.bottom, int) and side.bottom == 1:
        return _plain(_decimals(side.top, 0, side.known))
    texts = _plain(_side_decimals(side, SIDE_DECIMALS))
    return pc.utf8_rtrim(pc.utf8_rtrim(texts, "0"), ".")


def _side_decimals(side: Exact, places: int) -> pa.Array:
    return _decimals(side.rounded(places), places, side.known)


def _decimals(scaled: Integers, decimals: int, known: Bools) -> pa.Array:
    """Integers read as decimals, without a detour through text."""
    kind = pa.decimal128(_DIGITS, decimals)
    if scaled.dtype == object:
        return pa.array(
            [
                Decimal(int(value)).scaleb(-decimals) if is_known else None
                for value, is_known in zip(scaled, known, strict=True)
            ],
            kind,
        )
    low = np.ascontiguousarray(scaled, dtype=np.int64)
    halves = np.stack([low, low >> 63], axis=1)
    valid = pa.array(known).buffers()[1]
    return pa.Array.from_buffers(kind, len(low), [valid, pa.py_buffer(halves)])


def _plain(decimals: pa.Array) -> pa.Array:
    """Decimals as text, empty where unknown; no exponent up to six places."""
    return pc.fill_null(decimals.cast(pa.string()), "")
