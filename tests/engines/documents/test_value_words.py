"""Days and money as documents write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from hengjian.engines.documents.value_words import (
    Value,
    capital,
    chinese_day,
    day,
    in_form,
)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10", "壹拾元整"),
        ("1200.50", "壹仟贰佰元伍角整"),
        ("1005.03", "壹仟零伍元零叁分"),
        ("10000", "壹万元整"),
        ("100500", "壹拾万零伍佰元整"),
        ("10010000", "壹仟零壹万元整"),
        ("100000001", "壹亿零壹元整"),
        ("1000000000000", "壹万亿元整"),
        ("-3.2", "负叁元贰角整"),
        ("0.004", "零元整"),
        ("0.005", "壹分"),
    ],
)
def test_money_in_capitals(amount: str, words: str) -> None:
    assert capital(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (date(2026, 3, 5), "二〇二六年三月五日"),
        (date(2026, 10, 10), "二〇二六年十月十日"),
        (date(2025, 12, 31), "二〇二五年十二月三十一日"),
        (date(2026, 11, 20), "二〇二六年十一月二十日"),
    ],
)
def test_days_in_chinese_numerals(when: date, words: str) -> None:
    assert chinese_day(when) == words


def test_a_day_without_zeros() -> None:
    assert day(date(2026, 3, 5)) == "2026年3月5日"


def test_a_moment_is_written_with_the_hour_that_it_was_here() -> None:
    late = Value(datetime(2026, 3, 5, 17, 0, tzinfo=UTC), "2026-03-06 01:00")
    morning = Value(datetime(2026, 3, 6, 0, 5, tzinfo=UTC), "2026-03-06 08:05")

    assert in_form(late, "") == "2026年3月6日1时"
    assert in_form(morning, "") == "2026年3月6日8时05分"


def test_a_moment_may_be_written_as_its_day_alone() -> None:
    late = Value(datetime(2026, 3, 5, 17, 0, tzinfo=UTC), "2026-03-06 01:00")

    assert in_form(late, "day") == "2026年3月6日"
    assert in_form(late, "chinese") == "二〇二六年三月六日"
    assert in_form(late, "plain") == "2026-03-06 01:00"


def test_a_form_that_does_not_fit_reads_as_usual() -> None:
    assert in_form(Value("打印纸", "打印纸"), "capital") == "打印纸"
