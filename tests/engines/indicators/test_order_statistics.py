"""Quantiles from how often each value occurs."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.indicators.order_statistics import quantile_of, quantiles


occurrences = st.lists(
    st.tuples(st.integers(0, 3), st.integers(-50, 50), st.integers(1, 4)), min_size=1
)


def plainly(values: list[int], q: Fraction) -> Fraction:
    place = q * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


@given(occurrences, st.fractions(0, 1, max_denominator=100))
def test_a_quantile_lies_between_the_values_beside_its_position(
    drawn: list[tuple[int, int, int]], q: Fraction
) -> None:
    counts = {(cell, value): n for cell, value, n in drawn}
    keys = sorted(counts)
    cells = np.array([cell for cell, _ in keys])
    values = np.array([value for _, value in keys])

    found, n, top, bottom = quantiles(
        cells, values, np.array([counts[key] for key in keys]), q
    )

    for cell, count, value in zip(found, n, top, strict=True):
        each = [v for c, v in keys if c == cell for _ in range(counts[c, v])]
        assert count == len(each)
        assert Fraction(int(value), bottom) == plainly(each, q)


def test_no_cards_have_no_quantile() -> None:
    nothing = np.array([], dtype=np.int64)

    found, n, top, _ = quantiles(nothing, nothing, nothing, Fraction(1, 2))

    assert [len(found), len(n), len(top)] == [0, 0, 0]


def test_a_median_is_the_half() -> None:
    assert quantile_of("median", None) == Fraction(1, 2)
    assert quantile_of("quantile", Decimal("0.9")) == Fraction(9, 10)
