"""What holds of every limit, and of many at once."""

import os
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.deadlines.counting import due_many
from hengjian.engines.deadlines.explaining import Question, Suspension, explain
from hengjian.engines.deadlines.lengths import Length, Unit
from hengjian.engines.deadlines.work_calendar import WorkCalendar, YearNotice


EXAMPLES = int(os.environ.get("HENGJIAN_EXAMPLES", "25")) * 4
starts = st.dates(date(2005, 1, 1), date(2035, 12, 31))
units = st.sampled_from([u for u in Unit if u is not Unit.HOURS])
lengths = st.builds(Length, st.integers(1, 60), units)
# three after one another do not leave the years that can be counted
added_up = st.builds(Length, st.integers(1, 35), units)
free_or_custody = st.booleans()


def due(start: date, length: Length, **more: object) -> date:
    found = explain(Question(start, length, **more)).counted_due  # type: ignore[arg-type]
    assert isinstance(found, date)
    return found


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, lengths, st.integers(0, 40), free_or_custody)
def test_a_later_start_never_ends_earlier(
    start: date, length: Length, later: int, custody: bool
) -> None:
    after = start + timedelta(days=later)

    assert due(start, length, custody=custody) <= due(after, length, custody=custody)


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, lengths, st.integers(0, 20), free_or_custody)
def test_a_longer_limit_never_ends_earlier(
    start: date, length: Length, more: int, custody: bool
) -> None:
    longer = Length(length.number + more, length.unit)

    assert due(start, length, custody=custody) <= due(start, longer, custody=custody)


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, lengths)
def test_custody_never_ends_later(start: date, length: Length) -> None:
    assert due(start, length, custody=True) <= due(start, length)


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, added_up, added_up, free_or_custody)
def test_an_extension_never_shortens(
    start: date, length: Length, extension: Length, custody: bool
) -> None:
    plain = due(start, length, custody=custody)

    assert plain <= due(start, length, custody=custody, extensions=[extension])


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, lengths, st.integers(0, 30), st.integers(0, 400))
def test_resuming_adds_exactly_the_suspended_days(
    start: date, length: Length, days: int, after: int
) -> None:
    plain = due(start, length, custody=True)
    begun = min(start + timedelta(days=after), plain)
    suspension = Suspension(begun, begun + timedelta(days=days))

    resumed = due(start, length, custody=True, suspensions=[suspension])

    assert (resumed - plain).days == days


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts, lengths, st.integers(1, 40), st.integers(0, 40), free_or_custody)
def test_a_reset_forgets_an_earlier_suspension(
    start: date, length: Length, days: int, later: int, custody: bool
) -> None:
    resumed = start + timedelta(days=days)
    anew = resumed + timedelta(days=later)
    suspension = Suspension(start, resumed)

    again = due(start, length, custody=custody, suspensions=[suspension], reset_on=anew)

    assert again == due(anew, length, custody=custody)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    starts, added_up, st.lists(added_up, max_size=2), st.integers(0, 9), free_or_custody
)
def test_the_last_step_is_the_result(
    start: date, length: Length, extended: list[Length], days: int, custody: bool
) -> None:
    begun = start + timedelta(days=2)
    answer = explain(
        Question(
            start,
            length,
            custody=custody,
            extensions=extended,
            suspensions=[Suspension(begun, begun + timedelta(days=days))],
        )
    )

    assert answer.steps[-1].on == answer.due
    assert all(step.text.zh and step.text.en and step.rule for step in answer.steps)


def test_unknown_starts_stay_unknown() -> None:
    days = np.array(["2025-03-03", "NaT"], dtype="datetime64[D]")

    for unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.YEARS):
        many = due_many(
            days,
            Length(3, unit),
            custody=np.array([False, True]),
            suspended_days=np.array([0, 5]),
            extended=["1 months"],
        )
        assert np.isnat(many).tolist() == [False, True]


def test_no_starts_at_all_are_no_trouble() -> None:
    nothing = np.array([], dtype="datetime64[D]")

    assert due_many(nothing, "7 calendar_days").tolist() == []
    assert due_many(nothing, "7 working_days", custody=nothing.astype(bool)).size == 0


@pytest.mark.parametrize(
    ("start", "length", "more"),
    [
        ("2025-03-03", "24 hours", {}),
        ("2025-03-03", "7 calendar_days", {"extended": ["5 hours"]}),
        ("2025-03-03", "7 calendar_days", {"suspended_days": -1}),
        ("1999-12-31", "1 working_days", {}),
        ("2150-12-30", "7 calendar_days", {}),
        ("2150-12-30", "30 working_days", {}),
    ],
)
def test_what_cannot_be_counted_is_refused(
    start: str, length: str, more: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=r".+"):
        due_many(np.array([start], dtype="datetime64[D]"), length, **more)  # type: ignore[arg-type]


def test_a_later_notice_replaces_the_weekends_of_its_year() -> None:
    notice = YearNotice(
        2031, frozenset({date(2031, 3, 10)}), frozenset({date(2031, 3, 8)})
    )
    calendar = WorkCalendar({2031: notice})

    assert calendar.is_official(2031)
    assert calendar.is_make_up_day(date(2031, 3, 8))
    assert due_many(
        np.array(["2031-03-07", "2031-03-09"], dtype="datetime64[D]"),
        "1 working_days",
        calendar,
    ).tolist() == [date(2031, 3, 8), date(2031, 3, 11)]


def test_a_notice_reaches_into_the_december_before() -> None:
    bridge = date(2030, 12, 31)  # a Tuesday
    notice = YearNotice(2031, frozenset({bridge}), frozenset(), {bridge: "元旦"})
    calendar = WorkCalendar({2031: notice})

    assert not calendar.is_working_day(bridge)
    assert not calendar.is_official(2030)
    name = calendar.holiday_name(bridge)
    assert name is not None
    assert name.zh == "元旦"
