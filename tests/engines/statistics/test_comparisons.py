"""Year on year, period on period: points for rates, percent for counts."""

from decimal import Decimal
from fractions import Fraction

import pytest

from hengjian.engines.statistics.comparisons import (
    CHANGE_UNITS,
    Against,
    Change,
    ChangeUnit,
    change,
)


def test_rate_differs_in_percentage_points() -> None:
    # published for 2020 Q1: 22.2 % not arrested, against 18.5 % of the year before
    now = Fraction(37966, 132914 + 37966) * 100

    assert change(now, Fraction("18.5"), "percent") == Change(
        ChangeUnit.POINTS, Decimal("3.72")
    )


def test_count_differs_in_percent() -> None:
    assert change(Fraction(90), Fraction(120), "count") == Change(
        ChangeUnit.PERCENT, Decimal("-25.00")
    )


def test_ratio_differs_by_the_difference() -> None:
    assert change(Fraction("1.24"), Fraction("1.43"), "ratio") == Change(
        ChangeUnit.DIFFERENCE, Decimal("-0.19")
    )


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (None, Fraction(1)),
        (Fraction(1), None),
        (None, None),
        (Fraction(5), Fraction(0)),
    ],
)
def test_missing_or_nothing_gives_no_change(
    now: Fraction | None, before: Fraction | None
) -> None:
    assert change(now, before, "count") is None


def test_rate_may_rise_from_nothing() -> None:
    assert change(Fraction(5), Fraction(0), "percent") == Change(
        ChangeUnit.POINTS, Decimal("5.00")
    )


def test_fall_from_a_negative_number_is_a_fall() -> None:
    found = change(Fraction(-30), Fraction(-20), "yuan")

    assert found == Change(ChangeUnit.PERCENT, Decimal("-50.00"))


@pytest.mark.parametrize(
    ("found", "zh", "en"),
    [
        (
            Change(ChangeUnit.POINTS, Decimal("2.13")),
            "同比上升2.13个百分点",
            "up 2.13 percentage points on the same period last year",
        ),
        (
            Change(ChangeUnit.PERCENT, Decimal("-25.00")),
            "同比下降25.00%",
            "down 25.00 % on the same period last year",
        ),
        (
            Change(ChangeUnit.DIFFERENCE, Decimal("0.19")),
            "同比上升0.19",
            "up 0.19 on the same period last year",
        ),
        (
            Change(ChangeUnit.POINTS, Decimal("0.00")),
            "同比持平",
            "unchanged on the same period last year",
        ),
    ],
)
def test_change_in_words(found: Change, zh: str, en: str) -> None:
    words = found.in_words(Against.LAST_YEAR)

    assert (words.zh, words.en) == (zh, en)


def test_period_before_has_its_own_word() -> None:
    words = Change(ChangeUnit.PERCENT, Decimal("1.00")).in_words(Against.LAST_PERIOD)

    assert words.zh == "环比上升1.00%"
    assert words.en == "up 1.00 % on the period before"


def test_every_unit_of_an_indicator_can_be_compared() -> None:
    assert set(CHANGE_UNITS) == {"percent", "ratio", "count", "day", "yuan"}
