"""Medians and quantiles from how often each value occurs in a cell."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from hengjian.engines.indicators.exact import Integers, plus, times


Longs = npt.NDArray[np.int64]


def quantiles(
    cells: Longs, values: Integers, counts: Longs, q: Fraction
) -> tuple[Longs, Longs, Integers, int]:
    """The quantile ``q`` of each cell, linearly interpolated, as exact integers.

    Takes, for every cell and value, how many cards have it, in order of cell and value.
    Returns the cells, their numbers of cards, and tops to be divided by the last.
    Between the sorted values v[0] … v[n-1] the quantile lies at position (n - 1) · q.
    """
    starts = (
        np.flatnonzero(np.r_[True, cells[1:] != cells[:-1]]) if len(cells) else cells
    )
    running = np.cumsum(counts)
    before = running[starts] - counts[starts]
    ends = np.r_[starts[1:], len(cells)] - 1 if len(cells) else starts
    n = running[ends] - before
    whole, part = np.divmod((n - 1) * q.numerator, q.denominator)
    at = np.searchsorted(running, before + whole, side="right")
    after = np.searchsorted(
        running, before + whole + np.asarray(part > 0, dtype=np.int64), side="right"
    )
    top = plus(times(values[at], q.denominator - part), times(values[after], part))
    return cells[starts], n, top, q.denominator


def quantile_of(agg: str, q: Decimal | None) -> Fraction:
    """Which quantile a measure asks for; a median is the half."""
    return Fraction(1, 2) if agg == "median" or q is None else Fraction(q)
