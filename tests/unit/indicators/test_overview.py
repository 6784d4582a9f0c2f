"""业务数据: the two comparisons, blank items, items behind the own course."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hengjian.indicators import run_inputs
from hengjian.indicators.queries.comparisons import compare
from hengjian.indicators.queries.overview import (
    OverviewRow,
    blank_rows,
    lagging_rows,
    overview,
)
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.indicators.templatetags.indicator_figures import compared
from tests.factories import indicators as make


pytestmark = pytest.mark.usefixtures("office")
MONTHS = [f"2025-{m:02}" for m in range(9, 13)] + [f"2026-{m:02}" for m in range(1, 10)]


def rows_of(*given, period: str = "2026-09", kind: str = "month", **more) -> dict:
    run = make.run(given)
    found = overview(
        run_inputs.packs_of(run),
        RunValues(run),
        unit="429900",
        kind=kind,
        period=period,
        **more,
    )
    return {row.indicator.name: row for row in found}


def months(indicator: str, counts: list[tuple[int, int]]) -> list[dict]:
    return make.course(
        indicator, dict(zip(MONTHS[-len(counts) :], counts, strict=True))
    )


def names(rows: list[OverviewRow]) -> list[str]:
    return [row.indicator.name for row in rows]


def test_rate_is_compared_in_points_a_count_in_percent():
    rows = rows_of(
        make.value("quick_rate", "2026-09", 3, 4),
        make.value("quick_rate", "2026-08", 1, 2),
        make.value("quick_rate", "2025-09", 4, 5),
        make.value("accepted", "2026-09", number="36"),
        make.value("accepted", "2026-08", number="30"),
        make.value("accepted", "2025-09", number="0"),
    )

    rate, count = rows["quick_rate"], rows["accepted"]
    assert rate.before is not None
    assert (rate.before.kind, rate.before.difference) == ("points", Decimal(25))
    assert rate.year_before is not None
    assert rate.year_before.difference == Decimal(-5)
    assert rate.direction == "worse"
    assert count.before is not None
    assert (count.before.kind, count.before.difference) == ("percent", Decimal(20))
    # nothing can be so many percent more than nothing, or than very few
    assert count.year_before is not None
    assert count.year_before.kind == "difference"
    assert count.year_before.difference == Decimal(36)


def test_ratio_is_compared_as_it_stands():
    """As the report does: 1.50 cases for one is 0.25 more than 1.25."""
    run = make.run([])
    ratio = replace(run_inputs.packs_of(run).indicators["days"], unit="ratio")
    now, before = (
        Value("days", period, "429900", "", None, None, Decimal(number), ())
        for period, number in (("2026-09", "1.50"), ("2025-09", "1.25"))
    )

    found = compare(ratio, now, before)

    assert found is not None
    assert (found.kind, found.difference) == ("difference", Decimal("0.25"))
    assert compared(found) == "+0.25"


def test_nothing_is_compared_with_nothing():
    rows = rows_of(
        make.value("quick_rate", "2026-09", 3, 4),
        make.value("quick_rate", "2026-08", 0, 0),
    )

    before = rows["quick_rate"].before
    assert before is not None
    assert before.difference is None
    assert rows["quick_rate"].year_before is None
    assert rows["refusal_rate"].value is None


def test_neutral_indicator_is_neither_better_nor_worse():
    rows = rows_of(
        make.value("refusal_rate", "2026-09", 3, 4),
        make.value("refusal_rate", "2025-09", 1, 4),
    )

    assert rows["refusal_rate"].direction == ""


def test_lower_is_better_where_the_definition_says_so():
    rows = rows_of(
        make.value("days", "2026-09", number="5"),
        make.value("days", "2025-09", number="6"),
    )

    assert rows["days"].direction == "better"


def test_status_is_read_from_the_flags():
    rows = rows_of(make.value("quick_rate", "2026-09", 3, 4, flags="analysis_only"))

    assert rows["quick_rate"].status == "analysis_only"
    assert rows["refusal_rate"].status == "in_use"


def test_line_of_work_narrows_the_rows():
    assert rows_of(lines=["criminal"]).keys() == rows_of().keys()
    assert rows_of(lines=["civil"]) == {}


def test_activity_that_stopped_is_a_blank_item():
    rows = rows_of(
        make.value("accepted", "2026-08", number="4"),
        make.value("accepted", "2026-09", number="0"),
        *months("quick_rate", [(1, 2), (0, 0)]),
    )

    assert names(blank_rows(rows.values())) == ["quick_rate", "accepted"]


def test_activity_that_never_was_is_no_blank_item():
    rows = rows_of(
        make.value("accepted", "2026-09", number="0"),
        *months("quick_rate", [(0, 0), (0, 0)]),
    )

    assert blank_rows(rows.values()) == []


def test_value_behind_the_own_course_lags():
    rows = rows_of(*months("quick_rate", [(8, 10)] * 5 + [(9, 10)] * 4 + [(2, 10)]))

    assert names(lagging_rows(rows.values())) == ["quick_rate"]


def test_lower_is_lagging_where_lower_is_better_the_other_way_round():
    given = [
        make.value("days", month, number="5" if month != "2026-09" else "9")
        for month in MONTHS
    ]

    assert names(lagging_rows(rows_of(*given).values())) == ["days"]


@pytest.mark.parametrize(
    ("counts", "flags"),
    [
        ([(8, 10)] * 4 + [(2, 10)], ""),  # too short a course to lean on
        ([(8, 10)] * 9 + [(8, 10)], ""),  # as always
        ([(8, 10)] * 9 + [(0, 2)], "small"),  # too few to judge
    ],
)
def test_what_cannot_be_told_from_noise_does_not_lag(counts, flags):
    given = months("quick_rate", counts)
    given[-1]["flags"] = flags

    assert lagging_rows(rows_of(*given).values()) == []


def test_neutral_indicator_never_lags():
    rows = rows_of(*months("refusal_rate", [(8, 10)] * 9 + [(0, 10)]))

    assert lagging_rows(rows.values()) == []


def test_year_to_date_is_compared_with_the_same_months_of_last_year():
    rows = rows_of(
        make.value("accepted", "2026-01..2026-09", number="90", kind="to_date"),
        make.value("accepted", "2025-01..2025-09", number="60", kind="to_date"),
        period="2026-01..2026-09",
        kind="to_date",
    )

    assert rows["accepted"].before is None
    assert rows["accepted"].year_before is not None
    assert rows["accepted"].year_before.difference == Decimal(50)
