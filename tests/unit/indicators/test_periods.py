"""Names of periods."""

import pytest

from hengjian.indicators.queries import periods


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("2026-09", "2026年9月", "2026-09"),
        ("2026-Q3", "2026年第三季度", "Q3 2026"),
        ("2026-H2", "2026年下半年", "H2 2026"),
        ("2026", "2026年", "2026"),
        ("2026-01..2026-09", "2026年1至9月", "2026-01 to 09"),
        ("2025-10..2026-09", "2025年10月至2026年9月", "2025-10 to 2026-09"),
        ("all", "all", "all"),
    ],
)
def test_period_is_said_as_people_read_it(name, zh, en):
    said = periods.in_words(name)

    assert (said.zh, said.en) == (zh, en)


@pytest.mark.parametrize(
    ("name", "earlier"),
    [
        ("2026-09", "2025-09"),
        ("2026-Q3", "2025-Q3"),
        ("2026", "2025"),
        ("2026-01..2026-09", "2025-01..2025-09"),
    ],
)
def test_a_year_before_is_the_same_period(name, earlier):
    assert periods.a_year_before(name) == earlier


@pytest.mark.parametrize(
    ("name", "months", "kind"),
    [
        ("2026-09", ("2026-09", "2026-09"), "month"),
        ("2026-Q3", ("2026-07", "2026-09"), "quarter"),
        ("2026-H1", ("2026-01", "2026-06"), "half"),
        ("2026", ("2026-01", "2026-12"), "year"),
        ("2026-01..2026-09", ("2026-01", "2026-09"), "to_date"),
    ],
)
def test_period_knows_its_months_and_kind(name, months, kind):
    assert periods.months_of(name) == months
    assert periods.kind_of(name) == kind


def test_before_is_the_neighbour_among_the_periods_there_are():
    known = ["2026-07", "2026-08", "2026-09"]

    assert periods.before("2026-09", known) == "2026-08"
    assert periods.before("2026-07", known) is None
    assert periods.before("2026-01..2026-09", ["2026-01..2026-09"]) is None
