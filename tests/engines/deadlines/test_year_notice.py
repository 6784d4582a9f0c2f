"""A notice read row by row: what it says, and every fault at once."""

from datetime import date

import pytest

from hengjian.engines.deadlines.year_notice import NoticeRow, read_rows


def test_rows_become_days_off_and_days_made_up() -> None:
    read = read_rows(
        2031,
        [
            NoticeRow(2, "2030-12-31..2031-01-02", "放假", "元旦"),
            NoticeRow(3, "2031年3月8日", "调休上班"),
            NoticeRow(4, "2031/3/10", "Off"),
        ],
    )

    assert read.faults == ()
    assert read.notice is not None
    assert sorted(read.notice.days_off) == [
        date(2030, 12, 31),
        date(2031, 1, 1),
        date(2031, 1, 2),
        date(2031, 3, 10),
    ]
    assert read.notice.make_up_days == {date(2031, 3, 8)}
    assert read.notice.names[date(2031, 1, 1)] == "元旦"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (NoticeRow(5, "2031-02-30", "放假"), "第 5 行：日期“2031-02-30”读不懂；写成"),
        (NoticeRow(5, "初一", "放假"), "读不懂"),
        (NoticeRow(5, "2031-03-10", "照常"), "写“放假”或“上班”"),
        (NoticeRow(5, "2031-03-10..2031-03-08", "放假"), "止不早于起"),
        (NoticeRow(5, "2031-03-01..2031-05-08", "放假"), "不超过 31 天"),
        (NoticeRow(5, "2032-01-01", "放假"), "2032-01-01 不在 2031 年"),
        (NoticeRow(5, "2030-11-30", "放假"), "上一年十二月"),
        (NoticeRow(5, "2031-03-11", "上班"), "星期二，本来就上班"),
        (NoticeRow(5, "2031-03-10", "放假", "节" * 41), "不超过 40 字"),
    ],
)
def test_fault_names_its_row_and_what_to_do(row: NoticeRow, said: str) -> None:
    read = read_rows(2031, [NoticeRow(4, "2031-10-01", "放假"), row])

    assert read.notice is None
    [fault] = read.faults
    assert fault.row == 5
    assert said in fault.in_language("zh")
    assert fault.in_language("en").isascii() or "“" in fault.in_language("en")


def test_every_fault_is_told_at_once() -> None:
    rows = [
        NoticeRow(2, "2031-10-01..2031-10-03", "放假"),
        NoticeRow(3, "2031-10-03", "上班"),
        NoticeRow(4, "?", "?"),
    ]

    faults = read_rows(2031, rows).faults

    assert [fault.row for fault in faults] == [3, 4, 4]
    assert "第 2 行重复" in faults[0].message.zh


def test_notice_without_a_day_off_or_of_a_far_year_is_refused() -> None:
    [empty] = read_rows(2031, []).faults
    [far] = read_rows(1949, []).faults

    assert empty.in_language("en") == "no day off is given; add the days off"
    assert "1949" in far.message.en
