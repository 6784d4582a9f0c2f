"""Amounts are exact, caps cut and say so, spans are those of the calendar."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.points.amounts import (
    AmountFault,
    hundredths,
    multiple,
    multiplied,
    written,
)
from hengjian.engines.points.capping import Cap, capped
from hengjian.engines.points.spans import month_of, span_of


@pytest.mark.parametrize(
    ("text", "amount"), [("12", 1200), ("0.5", 50), (" 100.25 ", 10025), ("0", 0)]
)
def test_amounts_read_exact(text: str, amount: int) -> None:
    assert hundredths(text) == amount


@pytest.mark.parametrize("text", ["", "-1", "1.234", "1e3", "两分", "1,5", "1/3"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountFault):
        hundredths(text)


@given(st.integers(-(10**9), 10**9))
def test_amount_is_written_as_it_is_read(amount: int) -> None:
    text = written(amount)

    assert Fraction(text) * 100 == amount
    assert not text.endswith(".")


@pytest.mark.parametrize("text", ["2", "1.5", "2/3"])
def test_multiples_read_exact(text: str) -> None:
    assert multiple(text) == Fraction(text)


@pytest.mark.parametrize("text", ["", "-2", "1/0", "x2", "2,5"])
def test_what_is_no_multiple_is_refused(text: str) -> None:
    with pytest.raises(AmountFault):
        multiple(text)


def test_product_that_is_no_whole_hundredth_is_refused_not_rounded() -> None:
    assert multiplied(5000, Fraction(5, 2)) == 12500

    with pytest.raises(AmountFault):
        multiplied(100, Fraction(1, 3))


CAPS = st.lists(
    st.builds(Cap, st.just("cap"), st.integers(0, 1000), st.integers(-500, 1500)),
    max_size=4,
)


@given(st.integers(0, 2000), CAPS)
def test_no_cap_is_exceeded_and_a_cut_is_told(asked: int, caps: list[Cap]) -> None:
    room = capped(asked, caps)

    assert 0 <= room.given <= asked
    assert all(room.given <= cap.room for cap in caps)
    assert (room.cut_by is None) == (room.given == asked)


@given(st.integers(0, 2000), st.integers(0, 500), CAPS)
def test_asking_for_more_never_gives_less(
    asked: int, more: int, caps: list[Cap]
) -> None:
    assert capped(asked + more, caps).given >= capped(asked, caps).given


def test_amount_below_zero_is_not_capped() -> None:
    with pytest.raises(ValueError, match="-1"):
        capped(-1, [])


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", date(2024, 1, 1), date(2024, 3, 31)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_span_of_a_day(span: str, first: date, last: date) -> None:
    assert span_of(date(2024, 2, 29), span) == (first, last)
    assert month_of(date(2024, 2, 29)) == date(2024, 2, 1)
