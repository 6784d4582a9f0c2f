"""# Periods

A month of statistics may end on a cut-off day; every longer period is made of months.
Each measure looks at its own date.
"""

import pytest

from hengjian.lib.faults import UserFault
from tests.spec.indicators.drawing import Drawing, drawn


CARD = """
    grain: case
    key: [number]
    items:
      number: {label: number, type: text, required: true}
      accepted_on: {label: accepted, type: date}
      concluded_on: {label: concluded, type: date}
"""
MEASURES = """
    accepted: {agg: count, dated_by: accepted_on}
    concluded: {agg: count, dated_by: concluded_on}
"""


@pytest.fixture
def cases(drawing: Drawing) -> Drawing:
    drawing.pack(
        "civil", card=CARD, measures=MEASURES, indicators={"accepted": "accepted"}
    )
    return drawing.cards(
        "civil",
        """
        number  accepted_on  concluded_on
        1       2024-12-25   2025-01-10
        2       2024-12-26   2025-01-26
        3       2025-01-25   2025-02-25
        4       2025-01-26   2025-06-30
        5       2025-07-01   -
        6       -            2025-03-01
        """,
    )


def by_period(rows: list[list[str]]) -> dict[str, str]:
    return {row[1]: row[4] for row in rows[1:]}


def test_without_a_cut_off_a_month_is_the_calendar_month(cases: Drawing) -> None:
    rows = cases.rows(period="month", from_="2024-12", to="2025-02")

    assert by_period(rows) == {"2024-12": "2.00", "2025-01": "2.00", "2025-02": "0.00"}


def test_with_a_cut_off_on_the_25th_january_begins_on_26_december(
    cases: Drawing,
) -> None:
    rows = cases.rows(period="month", from_="2024-12", to="2025-02", cutoff=25)

    assert by_period(rows) == {"2024-12": "1.00", "2025-01": "2.00", "2025-02": "1.00"}


def test_longer_periods_are_made_of_months_of_statistics(cases: Drawing) -> None:
    quarters = cases.rows(period="quarter", from_="2025-01", to="2025-09", cutoff=25)
    halves = cases.rows(period="half", from_="2025-01", to="2025-12")
    years = cases.rows(period="year", from_="2024-01", to="2025-12")

    assert by_period(quarters) == {
        "2025-Q1": "3.00",
        "2025-Q2": "0.00",
        "2025-Q3": "1.00",
    }
    assert by_period(halves) == {"2025-H1": "2.00", "2025-H2": "1.00"}
    assert by_period(years) == {"2024": "2.00", "2025": "3.00"}


def test_a_year_to_date_begins_in_january(cases: Drawing) -> None:
    rows = cases.rows(period="to_date", from_="2025-06", to="2025-07")

    assert by_period(rows) == {"2025-01..2025-06": "2.00", "2025-01..2025-07": "3.00"}


def test_a_card_without_the_date_is_in_no_period_not_even_all(cases: Drawing) -> None:
    assert by_period(cases.rows()) == {"all": "5.00"}


def test_without_a_range_the_data_gives_it(cases: Drawing) -> None:
    rows = cases.rows(period="quarter")

    # from the first to the last date of any measure that is computed
    assert list(by_period(rows)) == ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"]


def test_a_range_that_cuts_a_period_short_is_said(cases: Drawing) -> None:
    rows = cases.rows(period="quarter", from_="2025-02", to="2025-06")

    assert rows == drawn("""
        indicator  period   numerator  denominator  value  flags
        accepted   2025-Q1  -          -            0.00   clipped
        accepted   2025-Q2  -          -            0.00   -
    """)


def test_a_period_that_has_not_ended_on_the_as_of_day_is_provisional(
    cases: Drawing,
) -> None:
    rows = cases.rows(period="month", from_="2025-01", to="2025-02", as_of="2025-02-27")

    assert [row[5] for row in rows[1:]] == ["-", "provisional"]


def test_a_card_without_any_date_exists_only_in_all(drawing: Drawing) -> None:
    drawing.pack(
        "stock",
        card="""
            grain: case
            key: [number]
            items:
              number: {label: number, type: text, required: true}
              size: {label: size, type: integer}
        """,
        measures="large: {agg: count, where: size > 10}",
        indicators={"large": "large"},
    ).cards("stock", "number size\n1 5\n2 50\n3 -")

    assert by_period(drawing.rows()) == {"all": "1.00"}
    with pytest.raises(UserFault, match="只能算 all"):
        drawing.rows(period="month", from_="2025-01", to="2025-01")
