"""Months into longer periods, small places into large: tallies that can be added up."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from hengjian.engines.indicators.exact import SAFE, Integers
from hengjian.engines.indicators.periods import Period, Periods
from hengjian.engines.indicators.plan import Dating, Placement
from hengjian.engines.indicators.planning import SUMMED_UP, dates_of, uses_period
from hengjian.engines.indicators.tallies import Tally
from hengjian.engines.pack_format.model import Measure


Longs = npt.NDArray[np.int64]
Combination = Callable[[int], int]  # a fine combination of by-values into a coarse one


def adds_up(measure: Measure) -> bool:
    """Whether months (and places) of the measure sum to its exact value."""
    return measure.agg in SUMMED_UP and not uses_period(measure)


def rolled_up(
    tally: Tally, months: Periods, asked: Periods, combination: Combination
) -> Tally:
    """A tally of months as the tally that a scan over the asked periods would give.

    ``months`` begin where the base periods of ``asked`` do, or earlier.
    """
    fine = np.unique(tally.cells // tally.width)
    coarse = np.array([combination(int(one)) for one in fine], dtype=np.int64)
    combinations, row_of_fine = np.unique(coarse, return_inverse=True)
    rows = row_of_fine.reshape(-1)[np.searchsorted(fine, tally.cells // tally.width)]
    places = rows * tally.width + tally.cells % tally.width
    shape = (len(combinations), tally.width)
    n = _in_periods(_added(tally.n, places, shape), tally, months, asked)
    top = tally.top
    if top is not None:
        top = _in_periods(_added(top, places, shape), tally, months, asked)
    present = n != 0
    if top is not None and tally.placement is Placement.STOCK:
        present = present | np.asarray(top != 0, dtype=bool)
    row, position = np.nonzero(present)
    width = n.shape[1]
    return Tally(
        measure=tally.measure,
        placement=tally.placement,
        width=width,
        cells=combinations[row] * width + position,
        n=n[row, position],
        top=None if top is None else top[row, position],
        bottom=tally.bottom,
    )


def _added(values: Integers, places: Longs, shape: tuple[int, int]) -> Integers:
    """Values summed up at their places; beyond 62 bits in Python's own integers."""
    is_wide = values.dtype == object or (
        float(np.abs(values.astype(np.float64)).sum()) >= SAFE
    )
    flat: Integers = np.zeros(
        shape[0] * shape[1], dtype=object if is_wide else np.int64
    )
    np.add.at(flat, places, values)
    return flat.reshape(shape)


def _in_periods(
    table: Integers, tally: Tally, months: Periods, asked: Periods
) -> Integers:
    if tally.placement is Placement.STOCK:
        return _stock(table, tally.measure, months, asked)
    flow: Integers = np.zeros((len(table), len(asked.base)), dtype=table.dtype)
    for column, month in enumerate(months.base):
        position = asked.base_position(month.start)
        if position is not None:
            flow[:, position] += table[:, column]
    return flow


def _stock(
    table: Integers, measure: Measure, months: Periods, asked: Periods
) -> Integers:
    """What comes in and goes out at each asked period, and after the last."""
    held = np.cumsum(table, axis=1)
    columns = [_month_of(period, measure, months) for period in asked.all]
    levels = held[:, columns]
    nothing = np.zeros((len(table), 1), dtype=levels.dtype)
    return np.diff(np.hstack([nothing, levels, nothing]), axis=1)


def _month_of(period: Period, measure: Measure, months: Periods) -> int:
    """The month whose stock is the period's: its first at the start, its last at the end."""
    at_start = dates_of(measure).kind is Dating.OPEN_AT_START
    position = months.base_position(period.start if at_start else period.end)
    if position is None:
        raise ValueError(f"{period.name} reaches beyond the months that were counted")
    return position
