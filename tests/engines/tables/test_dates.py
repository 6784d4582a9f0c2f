"""Dates and moments in the spellings that files hold."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from hengjian.engines.tables.conversion.dates import (
    SERIAL_ORIGIN_1904,
    date_reader,
    moment_reader,
)
from hengjian.engines.tables.conversion.problem import Problem


SHANGHAI = ZoneInfo("Asia/Shanghai")
AMERICAN = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y")


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-01",
        "2025/3/1",
        "2025.3.1",
        "20250301",
        "45717",
        "45717.75",
        "2025年3月1日",
        "2025 年 3 月 1 日",
        "2025年03月01",
        "２０２５－０３－０１",
        "二〇二五年三月一日",
        "2025-03-01 00:00:00",
        "2025-03-01T23:59:59",
        "2025/3/1 8:05",
        "20250301235959",
        "2025-02-28 17:30:00+00:00",
        "2025-03-01 下午3时20分",
    ],
)
def test_date_is_read_in_every_clear_spelling(text: str) -> None:
    assert date_reader((), SHANGHAI)(text) == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-02-30", "没有这一天"),
        ("2025年13月1日", "没有这一天"),
        ("20251301", "没有这一天"),
        ("03/04/2025", "分不清先后"),
        ("3-4-25", "分不清先后"),
        ("2025-03", "只有年月"),
        ("202503", "只有年月"),
        ("2025年3月", "只有年月"),
        ("2025", "读不出日期"),
        ("三月一日", "读不出日期"),
        ("不详", "读不出日期"),
    ],
)
def test_unclear_date_is_refused_with_its_reason(text: str, said: str) -> None:
    problem = date_reader((), SHANGHAI)(text)

    assert isinstance(problem, Problem)
    assert problem.rule == "type"
    assert said in problem.message.zh


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二四年十二月三十一日", date(2024, 12, 31)),
        ("二〇二四年十月十日", date(2024, 10, 10)),
        ("二零二四年一月二十日", date(2024, 1, 20)),
    ],
)
def test_chinese_numerals_are_counted(text: str, day: date) -> None:
    assert date_reader((), SHANGHAI)(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03/04/2025", date(2025, 3, 4)),
        ("06/17/2013 12:00:00 AM", date(2013, 6, 17)),
        ("06/17/2013 11:59:59 PM", date(2013, 6, 17)),
        ("2013-06-17", date(2013, 6, 17)),
    ],
)
def test_formats_of_the_card_come_first(text: str, day: date) -> None:
    assert date_reader(AMERICAN, SHANGHAI)(text) == day


def test_serial_number_counts_from_1904_in_such_a_workbook() -> None:
    read = date_reader((), SHANGHAI, origin=SERIAL_ORIGIN_1904)

    assert read("44255") == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (
            "2011-10-11 13:42:22.688000+02:00",
            datetime(2011, 10, 11, 11, 42, 22, 688000, UTC),
        ),
        ("2011-10-11 13:42:22+02:00", datetime(2011, 10, 11, 11, 42, 22, tzinfo=UTC)),
        ("2011-10-11T13:42:22+0200", datetime(2011, 10, 11, 11, 42, 22, tzinfo=UTC)),
        ("2011-10-11T11:42:22Z", datetime(2011, 10, 11, 11, 42, 22, tzinfo=UTC)),
        ("2019-04-25T09:32:09", datetime(2019, 4, 25, 1, 32, 9, tzinfo=UTC)),
        ("2019-04-25 09:32", datetime(2019, 4, 25, 1, 32, tzinfo=UTC)),
        ("2019-04-25", datetime(2019, 4, 24, 16, tzinfo=UTC)),
        ("2025年3月1日 下午3时20分", datetime(2025, 3, 1, 7, 20, tzinfo=UTC)),
        ("2025-03-01 12:05:00 AM", datetime(2025, 2, 28, 16, 5, tzinfo=UTC)),
        ("45717.5", datetime(2025, 3, 1, 4, tzinfo=UTC)),
    ],
)
def test_moment_is_read_in_the_cards_time_zone(text: str, moment: datetime) -> None:
    assert moment_reader((), SHANGHAI)(text) == moment


def test_moment_in_the_skipped_hour_of_summer_time_is_still_read() -> None:
    read = moment_reader((), ZoneInfo("Europe/Amsterdam"))

    assert read("2011-03-27 02:30:00") == datetime(2011, 3, 27, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2025-03-01 25:00:00", "0001-01-01 00:00:00"])
def test_moment_that_cannot_be_is_refused(text: str) -> None:
    assert isinstance(moment_reader((), SHANGHAI)(text), Problem)
