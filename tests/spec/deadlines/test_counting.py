"""# How a time limit is counted

A limit is arithmetic with its reasons. Each paragraph is one rule with one example; the
command `hengjian deadlines explain` prints the same steps.
"""

from datetime import date, datetime

import pytest

from hengjian.engines.deadlines.explaining import Answer, Question, Suspension, explain
from hengjian.engines.deadlines.lengths import parse_length
from hengjian.lib.faults import UserFault


def ask(start: str, length: str, **more: object) -> Answer:
    when = datetime.fromisoformat(start) if "T" in start else date.fromisoformat(start)
    extensions = [parse_length(text) for text in more.pop("extended", [])]  # type: ignore[attr-defined]
    suspensions = [
        Suspension(*(date.fromisoformat(day) for day in text.split("..")))
        for text in more.pop("suspended", [])  # type: ignore[attr-defined]
    ]
    return explain(
        Question(
            when,
            parse_length(length),
            extensions=extensions,
            suspensions=suspensions,
            **more,  # type: ignore[arg-type]
        )
    )


def test_the_starting_day_is_not_counted() -> None:
    assert ask("2025-03-03", "7 calendar_days").due == date(2025, 3, 10)


def test_a_last_day_on_a_holiday_moves_to_the_first_working_day_after() -> None:
    answer = ask("2025-09-28", "7 calendar_days")

    assert answer.due == date(2025, 10, 9)
    assert [step.on for step in answer.steps] == [date(2025, 10, 5), date(2025, 10, 9)]


def test_for_a_person_in_custody_the_last_day_does_not_move() -> None:
    assert ask("2025-09-28", "7 calendar_days", custody=True).due == date(2025, 10, 5)


def test_a_make_up_workday_is_a_working_day() -> None:
    # 2025-09-28 is a Sunday that is worked
    assert ask("2025-09-21", "7 calendar_days").due == date(2025, 9, 28)


def test_months_end_on_the_corresponding_day() -> None:
    assert ask("2025-03-14", "1 months").due == date(2025, 4, 14)


def test_a_month_without_the_corresponding_day_ends_on_its_last() -> None:
    answer = ask("2025-01-31", "1 months")

    assert answer.due == date(2025, 2, 28)


def test_a_year_from_a_leap_day_ends_on_the_last_of_february() -> None:
    assert ask("2024-02-29", "1 years", custody=True).due == date(2025, 2, 28)


def test_working_days_skip_weekends_and_holidays() -> None:
    # 30 September is worked; 1 to 8 October 2025 are not
    assert ask("2025-09-29", "3 working_days").due == date(2025, 10, 10)


def test_hours_begin_after_the_starting_hour() -> None:
    assert ask("2025-09-28T14:20", "24 hours").due == datetime(2025, 9, 29, 15, 0)  # noqa: DTZ001


def test_resuming_adds_exactly_the_suspended_days() -> None:
    answer = ask("2025-03-03", "10 calendar_days", suspended=["2025-03-05..2025-03-10"])

    assert answer.due == date(2025, 3, 18)


def test_a_suspension_after_the_expiry_changes_nothing() -> None:
    answer = ask("2025-03-03", "7 calendar_days", suspended=["2025-03-20..2025-03-25"])

    assert answer.due == date(2025, 3, 10)


def test_an_extension_runs_from_the_expiry_before_any_holiday() -> None:
    # unrolled expiry 2025-10-05 + 15 days = 2025-10-20, a Monday
    answer = ask("2025-09-28", "7 calendar_days", extended=["15 calendar_days"])

    assert answer.due == date(2025, 10, 20)


def test_a_suspension_within_the_extension_counts() -> None:
    answer = ask(
        "2025-03-03",
        "7 calendar_days",
        extended=["7 calendar_days"],
        suspended=["2025-03-12..2025-03-14"],
    )

    assert answer.due == date(2025, 3, 19)


def test_a_reset_starts_the_count_anew() -> None:
    answer = ask("2025-03-03", "1 months", reset_on=date(2025, 3, 20))

    assert answer.due == date(2025, 4, 21)  # 20 April 2025 is a Sunday


def test_done_on_the_last_day_is_met() -> None:
    answer = ask("2025-03-03", "7 calendar_days", done_on=date(2025, 3, 10))

    assert (answer.state, answer.late_days) == ("met", 0)


def test_done_after_it_is_late_by_that_many_days() -> None:
    answer = ask("2025-03-03", "7 calendar_days", done_on=date(2025, 3, 13))

    assert (answer.state, answer.late_days) == ("late", 3)


def test_not_done_is_open_and_overdue_only_as_of_a_later_day() -> None:
    assert ask("2025-03-03", "7 calendar_days").state == "open"

    later = ask("2025-03-03", "7 calendar_days", as_of=date(2025, 3, 12))
    assert (later.state, later.late_days) == ("overdue", 2)


def test_a_year_without_a_notice_is_provisional() -> None:
    assert ask("2031-03-03", "7 calendar_days").provisional
    assert not ask("2025-03-03", "7 calendar_days").provisional


def test_custody_needs_no_calendar_and_is_never_provisional() -> None:
    assert not ask("2031-03-03", "7 calendar_days", custody=True).provisional


@pytest.mark.parametrize(
    ("length", "more"),
    [
        ("7", {}),
        ("7 weeks", {}),
        ("0 calendar_days", {}),
        ("-1 months", {}),
        ("7 calendar_days", {"suspended": ["2025-03-09..2025-03-05"]}),
        (
            "7 calendar_days",
            {"suspended": ["2025-03-04..2025-03-08", "2025-03-06..2025-03-09"]},
        ),
        ("7 calendar_days", {"reset_on": date(2025, 1, 1)}),
        ("7 calendar_days", {"done_on": date(2025, 1, 1)}),
        ("7 calendar_days", {"extended": ["5 hours"]}),
        ("24 hours", {}),
    ],
)
def test_nonsense_is_refused_in_words(length: str, more: dict[str, object]) -> None:
    with pytest.raises(UserFault) as refused:
        ask("2025-03-03", length, **more)

    assert refused.value.message.zh
    assert refused.value.message.en
