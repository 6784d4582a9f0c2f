"""Many limits at once agree with the one that explains itself, and with a day walker."""

import os
from datetime import date, timedelta

import holidays
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.deadlines.counting import due_many
from hengjian.engines.deadlines.explaining import Question, Suspension, explain
from hengjian.engines.deadlines.lengths import Length, Unit
from hengjian.engines.deadlines.work_calendar import DEFAULT, WorkCalendar, YearNotice


EXAMPLES = int(os.environ.get("HENGJIAN_EXAMPLES", "25")) * 4
starts = st.dates(date(2005, 1, 1), date(2035, 12, 31))
units = st.sampled_from([u for u in Unit if u is not Unit.HOURS])
lengths = st.builds(Length, st.integers(1, 60), units)


def walk(start: date, length: Length) -> date:
    """The plainest count: one day after another."""
    if length.unit is Unit.WORKING_DAYS:
        day, left = start, length.number
        while left:
            day += timedelta(days=1)
            left -= DEFAULT.is_working_day(day)
        return day
    if length.unit is Unit.CALENDAR_DAYS:
        day = start
        for _ in range(length.number):
            day += timedelta(days=1)
    else:
        months = length.number * (12 if length.unit is Unit.YEARS else 1)
        year, month = start.year, start.month
        for _ in range(months):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day_of_month = start.day
        while True:
            try:
                day = date(year, month, day_of_month)
                break
            except ValueError:
                day_of_month -= 1
    while not DEFAULT.is_working_day(day):
        day += timedelta(days=1)
    return day


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(starts, min_size=1, max_size=20), lengths)
def test_many_explained_and_walked_agree(days: list[date], length: Length) -> None:
    many = due_many(np.array(days, dtype="datetime64[D]"), length)

    explained = [explain(Question(day, length)).due for day in days]
    assert many.tolist() == explained == [walk(day, length) for day in days]


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, lengths, st.integers(0, 40))
def test_a_later_start_never_ends_earlier(
    start: date, length: Length, later: int
) -> None:
    first = explain(Question(start, length)).due
    second = explain(Question(start + timedelta(days=later), length)).due

    assert first <= second


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, lengths)
def test_custody_never_ends_later(start: date, length: Length) -> None:
    free = explain(Question(start, length)).due
    custody = explain(Question(start, length, custody=True)).due

    assert custody <= free


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, st.integers(2, 60), st.integers(0, 30))
def test_resuming_adds_exactly_the_suspended_days(
    start: date, number: int, days: int
) -> None:
    length = Length(number, Unit.CALENDAR_DAYS)
    suspended = start + timedelta(days=1)
    suspension = Suspension(suspended, suspended + timedelta(days=days))

    plain = explain(Question(start, length, custody=True)).due
    resumed = explain(
        Question(start, length, custody=True, suspensions=[suspension])
    ).due

    assert (resumed - plain).days == days  # type: ignore[operator]


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, lengths, st.booleans())
def test_the_last_step_is_the_result(
    start: date, length: Length, custody: bool
) -> None:
    answer = explain(Question(start, length, custody=custody))

    assert answer.steps[-1].on == answer.due


def test_unknown_starts_stay_unknown() -> None:
    days = np.array(["2025-03-03", "NaT"], dtype="datetime64[D]")

    for unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS):
        assert np.isnat(due_many(days, Length(3, unit))).tolist() == [False, True]


def test_a_later_notice_replaces_the_weekends_of_its_year() -> None:
    notice = YearNotice(
        2031, frozenset({date(2031, 3, 10)}), frozenset({date(2031, 3, 8)})
    )
    calendar = WorkCalendar({2031: notice})

    assert calendar.is_official(2031)
    assert due_many(
        np.array(["2031-03-07", "2031-03-09"], dtype="datetime64[D]"),
        "1 working_days",
        calendar,
    ).tolist() == [date(2031, 3, 8), date(2031, 3, 11)]


@pytest.mark.parametrize("year", range(2012, 2026))
def test_a_second_calendar_names_the_same_national_days(year: int) -> None:
    other = holidays.China(years=year)
    first_of_october = date(year, 10, 1)

    assert first_of_october in other
    assert not DEFAULT.is_working_day(first_of_october)
    new_year = [day for day, name in other.items() if day.month == 1 and day.day == 1]
    assert all(not DEFAULT.is_working_day(day) for day in new_year)
