"""Half up is away from zero, from exact values, once."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.statistics.rounding import half_up


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Decimal("2.345"), 2, "2.35"),
        (Fraction(37966, 170880) * 100, 1, "22.2"),
        (Fraction(-1, 1000), 2, "0.00"),
        (7, 2, "7.00"),
        (Fraction(10**40, 3), 1, "3" * 40 + ".3"),
    ],
)
def test_half_goes_away_from_zero(
    value: Fraction | Decimal | int, places: int, rounded: str
) -> None:
    assert str(half_up(value, places)) == rounded


@given(value=st.fractions(), places=st.integers(0, 6))
def test_rounded_value_is_at_most_half_a_unit_away(
    value: Fraction, places: int
) -> None:
    error = abs(Fraction(half_up(value, places)) - value)

    assert error * 2 * 10**places <= 1
