"""Columns of exact quotients: rounding, unknowns, integers beyond 64 bits."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.indicators.exact import Exact, plus, times


whole = st.integers(-(10**22), 10**22)


def column(*values: int) -> Exact:
    wide = any(abs(value) >= 1 << 62 for value in values)
    return Exact.of_integers(np.array(values, dtype=object if wide else np.int64))


def fraction(value: Exact, place: int = 0) -> Fraction | None:
    if not value.known[place]:
        return None
    bottom = value.bottom if isinstance(value.bottom, int) else value.bottom[place]
    return Fraction(int(value.top[place]), int(bottom))


@pytest.mark.parametrize(
    ("top", "bottom", "decimals", "expected"),
    [
        (1, 16, 1, 1),  # 0.0625 → 0.1
        (1, 8, 2, 13),  # 0.125 → 0.13, away from zero
        (-1, 8, 2, -13),
        (13266, 17393, 4, 7627),
        (2, 3, 0, 1),
        (0, 5, 2, 0),
    ],
)
def test_a_half_is_rounded_away_from_zero(
    top: int, bottom: int, decimals: int, expected: int
) -> None:
    value = column(top) / column(bottom)

    assert value.rounded(decimals).tolist() == [expected]


def test_dividing_by_zero_is_unknown_and_spreads() -> None:
    quotient = column(1, 1) / column(0, 2)

    assert (quotient + column(1, 1)).known.tolist() == [False, True]
    assert fraction(-(quotient * column(3, 3)), 1) == Fraction(-3, 2)


@given(st.integers(-99, 99), st.integers(-99, 99).filter(bool), st.integers(0, 6))
def test_rounding_agrees_with_decimal(top: int, bottom: int, decimals: int) -> None:
    value = column(top) / column(bottom)

    exact = Decimal(top) / Decimal(bottom)  # 28 digits: no half is hidden by them
    places = Decimal(1).scaleb(-decimals)
    expected = exact.quantize(places, ROUND_HALF_UP).scaleb(decimals)
    assert value.rounded(decimals).tolist() == [int(expected)]


@given(whole, whole, whole.filter(bool))
def test_arithmetic_never_overflows(a: int, b: int, c: int) -> None:
    sum_over = (column(a) + column(b)) / column(c)
    product = column(a) * column(b) - column(c)

    assert fraction(sum_over) == Fraction(a + b, c)
    assert fraction(product) == a * b - c


def test_integers_stay_narrow_while_they_fit() -> None:
    small = np.array([1 << 40, -5], dtype=np.int64)

    assert plus(small, small).dtype == np.int64
    assert times(small, 1 << 20).dtype == np.int64
    assert times(small, 1 << 40).dtype == object
    assert times(small, 1 << 40).tolist() == [1 << 80, -5 << 40]


def test_a_constant_too_large_for_64_bits_is_kept() -> None:
    assert fraction(Exact.constant(10**30, 3, 2), 1) == Fraction(10**30, 3)
