"""Numbers in a text: their units, their scale, and what is no number."""

from decimal import Decimal
from fractions import Fraction

import pytest

from hengjian.engines.documents.figures import figures_in, rounded


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("共１,２３４件", Decimal(1234), "件"),
        ("33.26 %", Decimal("33.26"), "%"),
        ("−3.5%", Decimal("-3.5"), "%"),
        ("上升1.20个百分点", Decimal("1.20"), "百分点"),
        ("up 1.20 percentage points", Decimal("1.20"), "百分点"),
        ("12人次", Decimal(12), "人次"),
    ],
)
def test_number_with_its_unit(text: str, value: Decimal, unit: str) -> None:
    figure = figures_in(text)[0]

    assert (figure.value, figure.unit) == (value, unit)


def test_number_in_ten_thousands_stands_for_a_range() -> None:
    (figure,) = figures_in("起诉14.3万人")

    assert (figure.value, figure.unit, figure.scale) == (Decimal("14.3"), "人", 10_000)
    assert (figure.low, figure.high) == (Fraction(142_500), Fraction(143_500))
    assert not figure.is_about


@pytest.mark.parametrize(
    "text", ["约100件", "近100件", "100余件", "100多件", "超过100件"]
)
def test_about_is_marked(text: str) -> None:
    assert figures_in(text)[0].is_about


@pytest.mark.parametrize(
    "text",
    [
        "2026年9月25日",
        "2026-09-25",
        "12:30",
        "第282条",
        "第3次",
        "〔2026〕12号",
        "3月",
        "7天",
        "24期",
        "1. 总体情况",
        "一、2、3",
        "A01",
    ],
)
def test_dates_numbering_and_names_are_no_figures(text: str) -> None:
    assert [f for f in figures_in(text) if f.unit or "、" not in text] == []


def test_rounding_is_half_up() -> None:
    assert rounded(Fraction(5, 2), 0) == Decimal(3)
    assert rounded(Fraction(-5, 2), 0) == Decimal(-3)
    assert rounded(Fraction(1, 3), 2) == Decimal("0.33")
