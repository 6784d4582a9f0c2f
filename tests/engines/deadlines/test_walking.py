"""Limits counted, computed at once and walked day by day agree; two calendars agree too."""

import os
from datetime import date, timedelta

import holidays
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.deadlines.counting import due_many
from hengjian.engines.deadlines.explaining import Question, Suspension, explain
from hengjian.engines.deadlines.lengths import Length, Unit
from hengjian.engines.deadlines.work_calendar import DEFAULT
from tests.engines.deadlines.walking import Walk, walked


EXAMPLES = int(os.environ.get("HENGJIAN_EXAMPLES", "25")) * 4
DAYS = [unit for unit in Unit if unit is not Unit.HOURS]
starts = st.dates(date(2005, 1, 1), date(2035, 12, 31))
lengths = st.builds(Length, st.integers(1, 40), st.sampled_from(DAYS))
extensions = st.builds(
    Length, st.integers(1, 20), st.sampled_from([Unit.CALENDAR_DAYS, Unit.MONTHS])
)
# how many days after the start, or after the last one ended, and for how long
pauses = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 40)), max_size=3)

# days of which the two libraries say different things, and who says "worked"
DISPUTED = {date(2005, 12, 31): "holidays"}


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, lengths, st.lists(extensions, max_size=2), pauses, st.booleans())
def test_explained_limit_ends_where_it_is_walked(
    start: date,
    length: Length,
    extended: list[Length],
    gaps: list[tuple[int, int]],
    custody: bool,
) -> None:
    suspended, day = [], start
    for gap, days in gaps:
        begun = day + timedelta(days=gap)
        day = begun + timedelta(days=days)
        suspended.append((begun, day))
    every = [(each.number, each.unit.value) for each in (length, *extended)]

    answer = explain(
        Question(
            start,
            length,
            custody=custody,
            suspensions=[Suspension(*each) for each in suspended],
            extensions=extended,
        )
    )

    assert answer.due == walked(Walk(start, every, suspended, custody))


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(st.tuples(starts, st.booleans(), st.integers(0, 90)), min_size=1),
    st.sampled_from(DAYS),
    st.integers(1, 40),
    st.lists(extensions, max_size=1),
)
def test_many_at_once_end_where_each_is_explained(
    cases: list[tuple[date, bool, int]],
    unit: Unit,
    number: int,
    extended: list[Length],
) -> None:
    length = Length(number, unit)
    days, custody, suspended = zip(*cases, strict=True)

    many = due_many(
        np.array(days, dtype="datetime64[D]"),
        length,
        custody=np.array(custody),
        suspended_days=np.array(suspended),
        extended=extended,
    )

    assert many.tolist() == [
        explain(
            Question(
                day,
                length,
                custody=held,
                suspensions=[
                    Suspension(
                        day + timedelta(days=1), day + timedelta(days=1 + paused)
                    )
                ],
                extensions=extended,
            )
        ).due
        for day, held, paused in cases
    ]


def test_two_calendars_agree_on_every_day_but_those_named() -> None:
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    other = holidays.China(years=range(2004, 2028))  # type: ignore[attr-defined]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    disputed = {
        day for day in days if DEFAULT.is_working_day(day) != other.is_working_day(day)
    }

    assert disputed == set(DISPUTED)
    assert all(other.is_working_day(day) for day in DISPUTED)


def test_years_without_a_notice_are_not_taken_from_elsewhere() -> None:
    # the second library answers for years to come; this one does not pretend
    assert date(2031, 10, 1) in holidays.China(years=2031)  # type: ignore[attr-defined]
    assert DEFAULT.is_working_day(date(2031, 10, 1))
    assert not DEFAULT.is_official(2031)
