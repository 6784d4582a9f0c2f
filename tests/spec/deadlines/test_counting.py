"""# How a time limit is counted

A limit is arithmetic with its reasons. Each paragraph is one rule with one example; the
command `hengjian deadlines explain` prints the same steps.
"""

from datetime import date, datetime

import pytest

from hengjian.engines.deadlines.explaining import (
    Answer,
    Extension,
    Question,
    Suspension,
    explain,
)
from hengjian.engines.deadlines.lengths import parse_length
from hengjian.engines.deadlines.warning import reminders
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


def test_a_suspension_that_goes_on_leaves_the_last_day_open() -> None:
    answer = explain(
        Question(
            date(2025, 3, 3),
            parse_length("1 months"),
            suspensions=[Suspension(date(2025, 3, 10), reason="鉴定")],
        )
    )

    assert (answer.due, answer.state) == (None, "suspended")
    assert "2025-03-10中止(鉴定)，尚未恢复；恢复后尚余24日" in answer.steps[-1].text.zh


def test_resumed_later_it_has_the_days_that_were_left() -> None:
    answer = ask("2025-03-03", "1 months", suspended=["2025-03-10..2025-04-01"])

    assert answer.due == date(2025, 4, 25)  # 24 days after 1 April


def test_an_act_done_while_the_count_stands_still_is_in_time() -> None:
    answer = explain(
        Question(
            date(2025, 3, 3),
            parse_length("7 calendar_days"),
            suspensions=[Suspension(date(2025, 3, 10))],
            done_on=date(2025, 6, 1),
        )
    )

    assert answer.state == "met"


def test_a_suspension_that_began_after_the_last_day_does_not_revive_it() -> None:
    answer = explain(
        Question(
            date(2025, 3, 3),
            parse_length("7 calendar_days"),
            suspensions=[Suspension(date(2025, 3, 11))],
        )
    )

    assert answer.due == date(2025, 3, 10)


def test_without_a_start_nothing_can_be_told() -> None:
    answer = explain(Question(None, parse_length("7 calendar_days")))

    assert (answer.due, answer.state) == (None, "unknown")
    assert answer.as_json()["steps"] == [
        {
            "date": None,
            "zh": "起算之日不明，7日何时届满无从得知",
            "en": "the start is not known: when the 7 days end cannot be told",
            "rule": "起算之日不明",
        }
    ]
    with pytest.raises(ValueError, match="no due date"):
        _ = answer.counted_due


def test_the_limits_own_article_stands_before_the_rule_of_counting() -> None:
    answer = explain(
        Question(date(2025, 3, 3), parse_length("7 calendar_days"), article="规则282")
    )

    assert answer.steps[0].rule == "规则282;刑诉法105(起算)"
    assert answer.steps[0].rule_text.en.endswith("art. 105, start")


def test_an_extension_names_its_article_and_who_approved_it() -> None:
    answer = explain(
        Question(
            date(2025, 3, 3),
            parse_length("2 months"),
            extensions=[
                Extension(parse_length("1 months"), "刑诉法156", "上一级检察院")
            ],
        )
    )

    step = answer.steps[1]
    assert (step.on, step.rule) == (date(2025, 6, 3), "刑诉法156")
    assert step.text.zh.startswith("经上一级检察院批准，延长1个月")
    assert "extended by 1 month from the expiry" in step.text.en


def test_several_extensions_run_one_after_another() -> None:
    answer = ask("2025-03-03", "2 months", extended=["1 months", "2 months"])

    assert answer.due == date(2025, 8, 4)  # 3 August 2025 is a Sunday


def test_several_suspensions_each_add_their_days() -> None:
    answer = ask(
        "2025-03-03",
        "10 calendar_days",
        suspended=["2025-03-12..2025-03-14", "2025-03-05..2025-03-10"],
    )

    assert answer.due == date(2025, 3, 20)


def test_hours_are_extended_by_hours_and_begun_anew_at_an_hour() -> None:
    answer = ask(
        "2025-09-28T14:20",
        "12 hours",
        extended=["12 hours"],
        reset_on=datetime(2025, 9, 28, 16, 5),  # noqa: DTZ001
    )

    assert answer.due == datetime(2025, 9, 29, 17, 0)  # noqa: DTZ001
    assert answer.steps[-1].on == answer.due


def test_an_act_in_the_last_hour_is_met_and_one_after_it_late() -> None:
    def state(done: str) -> tuple[str, int]:
        when = datetime.fromisoformat(done)
        answer = ask("2025-09-28T14:20", "24 hours", done_on=when)
        return answer.state, answer.late_days

    assert state("2025-09-29T15:00") == ("met", 0)
    assert state("2025-09-29T15:01") == ("late", 1)
    assert state("2025-10-02T01:00") == ("late", 3)


def test_an_act_on_the_last_day_of_hours_needs_its_hour() -> None:
    assert ask("2025-09-28T14:20", "24 hours", done_on=date(2025, 9, 28)).state == "met"
    with pytest.raises(UserFault, match="写明时刻"):
        ask("2025-09-28T14:20", "24 hours", done_on=date(2025, 9, 29))


def test_the_state_is_told_as_of_a_day() -> None:
    def state(day: int) -> str:
        return ask(
            "2025-03-03",
            "7 calendar_days",
            done_on=date(2025, 3, 13),
            as_of=date(2025, 3, day),
        ).state

    assert [state(10), state(11), state(13)] == ["open", "overdue", "late"]


def test_reminders_come_five_and_two_days_ahead_when_somebody_is_there() -> None:
    # 9 October 2025 is a Thursday; 4 and 7 October lie within the holidays
    found = reminders(date(2025, 10, 9))

    assert [(each.days_ahead, each.on) for each in found] == [(2, date(2025, 9, 30))]
    assert found[0].text.zh == (
        "届满前2日(2025-10-07)为法定节假日，提前至其前最后一个工作日"
    )
    plain = reminders(date(2025, 3, 14))
    assert [each.on for each in plain] == [date(2025, 3, 7), date(2025, 3, 12)]
    assert plain[1].text.en == "2 days before the last day"


def test_no_reminder_comes_before_the_count_begins() -> None:
    found = reminders(date(2025, 3, 13), start=date(2025, 3, 10))

    assert [each.on for each in found] == [date(2025, 3, 11)]


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
        ("7 calendar_days", {"reset_on": date(2151, 1, 1)}),
        ("100 years", {"extended": ["100 years"]}),
        ("10000 working_days", {"extended": ["10000 working_days"] * 3}),
        ("36525 calendar_days", {"extended": ["36525 calendar_days"] * 99}),
        ("24 hours", {}),
        ("७ calendar_days", {}),
    ],
)
def test_nonsense_is_refused_in_words(length: str, more: dict[str, object]) -> None:
    with pytest.raises(UserFault) as refused:
        ask("2025-03-03", length, **more)

    assert refused.value.message.zh
    assert refused.value.message.en


@pytest.mark.parametrize(
    ("length", "more"),
    [
        ("24 hours", {"suspended": ["2025-03-04..2025-03-08"]}),
        ("24 hours", {"extended": ["1 months"]}),
        ("24 hours", {"reset_on": date(2025, 3, 4)}),
        ("24 hours", {"done_on": datetime(2025, 3, 3, 13)}),  # noqa: DTZ001
    ],
)
def test_hours_are_not_mixed_with_days(length: str, more: dict[str, object]) -> None:
    with pytest.raises(UserFault):
        ask("2025-03-03T14:00", length, **more)


def test_nothing_follows_a_suspension_that_goes_on() -> None:
    with pytest.raises(UserFault, match="重叠"):
        explain(
            Question(
                date(2025, 3, 3),
                parse_length("7 calendar_days"),
                suspensions=[
                    Suspension(date(2025, 3, 4)),
                    Suspension(date(2025, 3, 6), date(2025, 3, 8)),
                ],
            )
        )
