"""# Stocks: cards that are open

A card is open at the **end** of a period if it was taken in on the last day or before and
was closed after it or not at all. It is open at the **start** if it was taken in before
the first day and was closed on that day or later, or not at all. So what was pending,
plus what came in, is what was concluded, plus what is pending: 上期未结 + 新收 = 审结 + 未结.
"""

import pytest

from tests.spec.indicators.drawing import Drawing, drawn


CARD = """
    grain: case
    key: [number]
    unit: procuratorate
    items:
      number: {label: number, type: text, required: true}
      procuratorate: {label: procuratorate, type: unit}
      accepted_on: {label: accepted, type: date}
      concluded_on: {label: concluded, type: date}
      amount: {label: amount, type: money}
"""
MEASURES = """
    accepted: {agg: count, dated_by: accepted_on}
    concluded: {agg: count, dated_by: concluded_on}
    pending_start: {agg: count, open: {from: accepted_on, until: concluded_on}, at: start}
    pending_end: {agg: count, open: {from: accepted_on, until: concluded_on}, at: end}
    amount_end: {agg: sum, of: amount, open: {from: accepted_on, until: concluded_on}, at: end}
    long_end: {agg: count, open: {from: accepted_on, until: concluded_on}, at: end, where: period_end - accepted_on > 30}
"""
INDICATORS = {
    "a_start": "pending_start; decimals: 0",
    "b_accepted": "accepted; decimals: 0",
    "c_concluded": "concluded; decimals: 0",
    "d_end": "pending_end; decimals: 0",
    "e_balance": "pending_start + accepted - concluded - pending_end; decimals: 0",
}
CASES = """
    number  procuratorate  accepted_on  concluded_on  amount
    1       420101         2025-01-10   2025-01-20    1.00
    2       420101         2025-01-31   2025-02-01    2.00
    3       420101         2025-01-15   2025-02-28    4.00
    4       420102         2025-02-01   -             8.50
    5       420102         2024-06-01   2025-03-31    16.00
    6       -              2025-02-28   2025-02-28    32.00
"""


@pytest.fixture
def cases(drawing: Drawing) -> Drawing:
    drawing.pack("civil", card=CARD, measures=MEASURES, indicators=INDICATORS)
    return drawing.cards("civil", CASES)


def test_what_was_pending_plus_what_came_in_is_what_went_out_plus_what_is_pending(
    cases: Drawing,
) -> None:
    rows = cases.rows(period="month", from_="2025-01", to="2025-03")

    table = {(row[0], row[1]): row[4] for row in rows[1:]}
    months = ["2025-01", "2025-02", "2025-03"]
    assert [table["a_start", m] for m in months] == ["1", "3", "2"]
    assert [table["b_accepted", m] for m in months] == ["3", "2", "0"]
    assert [table["c_concluded", m] for m in months] == ["1", "3", "1"]
    assert [table["d_end", m] for m in months] == ["3", "2", "1"]
    assert [table["e_balance", m] for m in months] == ["0", "0", "0"]


def test_a_stock_is_counted_for_each_by_value(cases: Drawing) -> None:
    rows = cases.rows(
        period="month",
        from_="2025-01",
        to="2025-03",
        by="procuratorate",
        indicator="d_end",
    )

    # the card of an unknown procuratorate was closed on the day it came: never open
    assert rows == drawn("""
        indicator  period   procuratorate  numerator  denominator  value  flags
        d_end      2025-01  420101         -          -            2      -
        d_end      2025-01  420102         -          -            1      -
        d_end      2025-02  420101         -          -            0      -
        d_end      2025-02  420102         -          -            2      -
        d_end      2025-03  420101         -          -            0      -
        d_end      2025-03  420102         -          -            1      -
    """)


def test_a_stock_of_longer_periods_is_that_of_their_edges(cases: Drawing) -> None:
    year = cases.rows(period="year", from_="2025-01", to="2025-12")
    to_date = cases.rows(period="to_date", from_="2025-02", to="2025-02")

    assert {row[0]: row[4] for row in year[1:]} == {
        "a_start": "1",
        "b_accepted": "5",
        "c_concluded": "5",
        "d_end": "1",
        "e_balance": "0",
    }
    assert {row[0]: row[4] for row in to_date[1:]} == {
        "a_start": "1",
        "b_accepted": "5",
        "c_concluded": "4",
        "d_end": "2",
        "e_balance": "0",
    }


def test_the_cut_off_day_moves_the_edges_of_a_stock_too(cases: Drawing) -> None:
    rows = cases.rows(period="month", from_="2025-01", to="2025-03", cutoff=25)

    table = {(row[0], row[1]): row[4] for row in rows[1:]}
    months = ["2025-01", "2025-02", "2025-03"]
    assert [table["a_start", m] for m in months] == ["1", "2", "3"]
    assert [table["d_end", m] for m in months] == ["2", "3", "2"]
    assert {table["e_balance", m] for m in months} == {"0"}


def test_a_stock_may_sum_amounts_and_look_at_the_period_s_own_days(
    drawing: Drawing,
) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        measures=MEASURES,
        indicators={"amount": "amount_end", "long": "long_end"},
    ).cards("civil", CASES)

    rows = drawing.rows(period="month", from_="2025-01", to="2025-03")

    # long: open at the end for more than thirty days by then
    assert rows == drawn("""
        indicator  period   numerator  denominator  value  flags
        amount     2025-01  -          -            22.00  -
        amount     2025-02  -          -            24.50  -
        amount     2025-03  -          -            8.50   -
        long       2025-01  -          -            1.00   -
        long       2025-02  -          -            1.00   -
        long       2025-03  -          -            1.00   -
    """)
