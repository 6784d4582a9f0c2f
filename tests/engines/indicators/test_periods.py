"""Months with a cut-off day, and the periods made of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.indicators.periods import (
    CutOff,
    PeriodKind,
    free_periods,
    month_number,
    periods_between,
    read_month,
    read_period,
)
from hengjian.lib.faults import UserFault


JANUARY = month_number(2025, 1)
cut_offs = st.sampled_from(
    [
        CutOff(),
        CutOff.on_day(25),
        CutOff.on_day(30),
        CutOff(((0, 25), (JANUARY, 31))),
        CutOff(((JANUARY + 2, 10),)),
    ]
)


@given(cut_offs, st.dates(date(2023, 1, 1), date(2027, 12, 31)))
def test_every_day_lies_in_exactly_the_month_that_holds_it(
    cutoff: CutOff, day: date
) -> None:
    month = cutoff.month_of(day)

    assert cutoff.first_day(month) <= day <= cutoff.last_day(month)
    assert cutoff.first_day(month + 1) == cutoff.last_day(month) + timedelta(days=1)


def test_a_short_month_ends_on_its_last_day_whatever_the_cut_off() -> None:
    assert CutOff.on_day(30).last_day(month_number(2025, 2)) == date(2025, 2, 28)
    assert CutOff.on_day(30).month_of(date(2025, 3, 31)) == month_number(2025, 4)


def test_a_cut_off_that_changes_makes_one_longer_month() -> None:
    cutoff = CutOff(((0, 25), (JANUARY, 31)))

    assert cutoff.first_day(JANUARY) == date(2024, 12, 26)
    assert cutoff.last_day(JANUARY) == date(2025, 1, 31)


@pytest.mark.parametrize("day", [0, 32, -1])
def test_a_cut_off_is_a_day_of_a_month(day: int) -> None:
    with pytest.raises(UserFault, match="1 至 31"):
        CutOff.on_day(day)


def test_cut_offs_are_in_order() -> None:
    with pytest.raises(UserFault, match="先后"):
        CutOff(((5, 25), (5, 26)))


@pytest.mark.parametrize("text", ["2025", "2025-13", "25-01", "2025-1", "0000-01", ""])
def test_a_month_is_written_with_four_and_two_digits(text: str) -> None:
    with pytest.raises(UserFault, match="2025-01"):
        read_month(text)


def test_a_range_does_not_run_backwards() -> None:
    with pytest.raises(UserFault, match="晚于"):
        periods_between(PeriodKind.MONTH, JANUARY + 1, JANUARY, CutOff(), is_asked=True)


@given(
    st.sampled_from([k for k in PeriodKind if k is not PeriodKind.ALL]),
    st.integers(JANUARY, JANUARY + 30),
    cut_offs,
)
def test_a_period_is_found_again_by_its_name(
    kind: PeriodKind, month: int, cutoff: CutOff
) -> None:
    made = periods_between(kind, month, month, cutoff, is_asked=False).all[0]

    read, months = read_period(made.name)

    assert read is kind
    assert months is not None
    again = periods_between(kind, *months, cutoff, is_asked=True).all[0]
    assert (again.name, again.start, again.end) == (made.name, made.start, made.end)


@pytest.mark.parametrize(
    "name", ["2025-Q5", "2025-H3", "2025-02..2025-03", "2025-01..2026-01", "x", "0000"]
)
def test_a_name_of_no_period_is_refused(name: str) -> None:
    with pytest.raises(UserFault):
        read_period(name)


@given(
    st.sampled_from(list(PeriodKind)),
    cut_offs,
    st.dates(date(2024, 10, 1), date(2025, 12, 31)),
)
def test_a_day_is_placed_in_the_base_period_that_holds_it(
    kind: PeriodKind, cutoff: CutOff, day: date
) -> None:
    periods = periods_between(kind, JANUARY, JANUARY + 10, cutoff, is_asked=True)

    position = periods.base_position(day)

    if position is None:
        assert not periods.start <= day <= periods.end
    else:
        assert periods.base[position].start <= day <= periods.base[position].end


def test_free_periods_keep_their_days() -> None:
    periods = free_periods([(date(2025, 1, 1), date(2025, 1, 9))])

    assert periods.is_free
    assert (periods.start, periods.end) == (date(2025, 1, 1), date(2025, 1, 9))


def test_the_last_day_there_is_has_a_month() -> None:
    cutoff = CutOff.on_day(25)
    month = cutoff.month_of(date.max)

    periods = periods_between(PeriodKind.YEAR, month, month, cutoff, is_asked=False)

    assert periods.base_position(date.max) == 0
    assert periods.end == date.max


def test_the_first_month_of_all_begins_on_the_first_day_there_is() -> None:
    assert CutOff.on_day(25).first_day(month_number(1, 1)) == date.min
