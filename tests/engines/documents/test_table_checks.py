"""The numbers of a table against each other."""

import pytest

from hengjian.engines.documents.checks.tables import table_disagreements
from hengjian.engines.documents.reading_back import ReadTable


def kinds(*rows: tuple[str, ...]) -> list[str]:
    return [each.kind for each in table_disagreements(ReadTable(rows, 1))]


HEADS = ("业务", "受理（件）", "占比")


@pytest.mark.parametrize(
    ("total", "share", "expected"),
    [
        ("100", "100%", []),
        ("101", "100%", ["parts"]),
        ("100", "99%", ["shares"]),
        ("1,00", "100%", []),
        ("—", "—", []),
    ],
)
def test_total_row_is_the_sum_of_the_others(
    total: str, share: str, expected: list[str]
) -> None:
    rows = (HEADS, ("刑事", "80", "80%"), ("民事", "20", "20%"), ("合计", total, share))

    assert kinds(*rows) == expected


def test_total_may_stand_first() -> None:
    assert kinds(HEADS, ("总计", "9", "—"), ("甲", "4", "—"), ("乙", "6", "—")) == [
        "parts"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        # a missing part, subtotals, rates and changes are not added up
        (HEADS, ("甲", "—", ""), ("乙", "6", ""), ("合计", "10", "")),
        (HEADS, ("甲", "4", ""), ("其中:乙", "2", ""), ("合计", "4", "")),
        (("业务", "不捕率"), ("甲", "4"), ("乙", "6"), ("合计", "5")),
        (("业务", "同比"), ("甲", "+4"), ("乙", "+6"), ("合计", "+5")),
        (("业务", "天数"), ("甲", "4"), ("乙", "6"), ("合计", "5")),
        (HEADS, ("合计", "4", ""), ("合计", "5", "")),
        (HEADS, ("甲", "4", ""), ("合计", "5", "")),
        (HEADS, ("甲", "4", ""), ("合计", "9", ""), ("乙", "6", "")),
        (("业务", "金额"), ("甲", "4.5"), ("乙", "6.2"), ("合计", "10.8")),
        (("业务", "数"), ("甲", "4%"), ("乙", "6"), ("合计", "9")),
        (HEADS, ("甲", "4"), ("乙", "6"), ("合计",)),
        (),
    ],
)
def test_what_is_not_added_up_raises_no_alarm(
    rows: tuple[tuple[str, ...], ...],
) -> None:
    assert kinds(*rows) == []


@pytest.mark.parametrize(
    ("rate", "pair", "expected"),
    [
        ("33.33%", "3/9", []),
        ("33.34%", "3/9", ["rate"]),
        ("33.3%", "3/9", []),
        ("36.07%", "1,290 / 3,576", []),
        ("—", "0/0", []),
        ("0.00%", "0/0", []),
        ("1:1.54", "154/100", []),
        ("33.33%", "2.5/7.5", []),
    ],
)
def test_rate_is_given_by_the_counts_beside_it(
    rate: str, pair: str, expected: list[str]
) -> None:
    heads = ("指标", "本期", "分子/分母")

    assert kinds(heads, ("不捕率", rate, pair), ("短行",)) == expected


@pytest.mark.parametrize(
    ("now", "last", "change", "expected"),
    [
        ("90", "100", "−10.00%", []),
        ("90", "100", "−12.00%", ["change"]),
        ("90", "100", "下降10.00%", []),
        ("90", "100", "上升10.00%", ["change"]),
        ("33.33%", "20.00%", "+13.33", []),
        ("33.33%", "20.00%", "+12.33", ["change"]),
        ("33.33%", "20.00%", "+13.34个百分点", []),
        ("33.33%", "20.00%", "+13.43pp", ["change"]),
        ("90", "—", "—", []),
        ("90", "0", "—", []),
        ("90", "0", "0.00%", []),
        ("5", "3", "+2", []),
        ("1:1.107", "1:1.113", "−0.006", []),
        ("90.5", "100", "−9.50%", []),
    ],
)
def test_change_is_given_by_both_years(
    now: str, last: str, change: str, expected: list[str]
) -> None:
    heads = ("指标", "本期", "分子/分母", "上年同期", "同比")

    assert kinds(heads, ("起诉", now, "", last, change), ("短", "行")) == expected


def test_table_without_a_column_of_changes_says_nothing() -> None:
    assert kinds(("指标", "本期", "上年同期"), ("起诉", "90", "100")) == []


def test_disagreement_names_its_row_and_says_what_is_right() -> None:
    heads = ("指标", "本期", "上年同期", "同比")

    (found,) = table_disagreements(
        ReadTable((heads, ("起诉", "90", "100", "−12.00%")), 7)
    )

    assert found.place == 7
    assert "起诉" in found.message.zh
    assert "-10.00%" in found.message.zh
