"""Values read from a run: one place's, its course, its peers, its departments."""

from decimal import Decimal

import pytest

from hengjian.indicators.queries.values import RunValues
from tests.factories import indicators as make


pytestmark = pytest.mark.usefixtures("office")


def values(*rows) -> RunValues:
    return RunValues(make.run(rows))


def test_place_is_read_apart_from_others_levels_and_departments():
    read = values(
        make.value("quick_rate", "2026-09", 3, 4),
        make.value("quick_rate", "2026-09", 9, 10, unit="429901"),
        make.value("quick_rate", "2026-09", 12, 14, level="city"),
        make.value(
            "quick_rate", "2026-09", 1, 2, level="department", department="一部"
        ),
    )

    [one] = read.of_unit("429900", "month").values()
    [city] = read.of_unit("429900", "month", level="city").values()

    assert (one.numerator, one.denominator, one.value) == (3, 4, Decimal(75))
    assert city.denominator == 14


def test_course_is_oldest_first_and_ends_where_the_run_ends():
    read = values(*make.course("quick_rate", {"2026-02": (1, 2), "2026-01": (0, 2)}))

    assert [v.period for v in read.series("quick_rate", "429900")] == [
        "2026-01",
        "2026-02",
    ]
    assert read.periods("month") == ["2026-01", "2026-02"]
    assert read.periods("quarter") == []


def test_every_course_of_a_level_is_read_at_once():
    read = values(
        *make.course("quick_rate", {"2026-02": (1, 2), "2026-01": (0, 2)}),
        *make.course("quick_rate", {"2026-01": (2, 2)}, unit="429901"),
        make.value("quick_rate", "2026-Q1", 1, 4, kind="quarter"),
    )

    courses = read.courses()

    assert [v.period for v in courses["quick_rate", "429900"]] == ["2026-01", "2026-02"]
    assert len(courses["quick_rate", "429901"]) == 1


def test_missing_is_not_zero():
    [none] = (
        values(make.value("quick_rate", "2026-09", 0, 0))
        .of_unit("429900", "month")
        .values()
    )

    assert none.value is None
    assert none.denominator == 0


def test_flags_are_words():
    [one] = (
        values(make.value("quick_rate", "2026-10", 1, 2, flags="small;provisional"))
        .of_unit("429900", "month")
        .values()
    )

    assert one.is_small
    assert one.is_provisional


def test_decimal_sides_keep_their_digits_and_whole_ones_lose_the_zeros():
    row = make.value("days", "2026-09", 12, 5) | {
        "numerator": Decimal("12.500000"),
        "value": Decimal("2.5"),
    }
    [one] = values(row).of_unit("429900", "month").values()

    assert str(one.numerator) == "12.5"
    assert str(one.denominator) == "5"


def test_peers_and_departments_are_in_the_order_of_their_codes():
    read = values(
        make.value("quick_rate", "2026-09", 1, 2, unit="429902"),
        make.value("quick_rate", "2026-09", 1, 4, unit="429901"),
        make.value("quick_rate", "2026-09", 1, 1, level="department", department="二"),
        make.value("quick_rate", "2026-09", 0, 1, level="department", department="一"),
    )

    assert [v.unit for v in read.peers("quick_rate", "2026-09", "month")] == [
        "429901",
        "429902",
    ]
    found = read.departments("quick_rate", "429900", "2026-09", "month")
    assert [v.department for v in found] == ["一", "二"]
