"""# Sums, means, medians, different values

Sums are exact whatever is summed, fractions included. A median or quantile lies between
the two values beside its position, in proportion. What cannot be added up over periods or
places (different values, medians) is computed anew for each of them.
"""

import pytest

from tests.spec.indicators.drawing import Drawing, drawn


CARD = """
    grain: person
    key: [number]
    unit: procuratorate
    weight: persons
    items:
      number: {label: number, type: text, required: true}
      procuratorate: {label: procuratorate, type: unit}
      case_number: {label: case, type: text}
      persons: {label: persons, type: integer}
      kind: {label: kind, type: text}
      amount: {label: amount, type: money}
      accepted_on: {label: accepted, type: date}
      concluded_on: {label: concluded, type: date}
"""
PARAMETERS = """
    coefficients:
      label: coefficients
      unit: ratio
      values:
        2020-01-01: {value: {first: 1, again: 2/3, filing: 1/3}, reference: {title: drawn}}
"""
CARDS = """
    number  procuratorate  case_number  kind    amount   accepted_on  concluded_on
    1       420101         c1           first   0.10     2025-01-01   2025-01-11
    2       420101         c1           again   0.20     2025-01-01   2025-01-12
    3       420101         c2           again   1000.30  2025-01-05   2025-02-05
    4       420102         c2           filing  -        2025-01-06   2025-02-08
    5       420102         -            other   7.00     2025-01-07   -
"""


def pack(drawing: Drawing, measure: str, **options: str) -> Drawing:
    more = "; ".join(f"{key}: {value}" for key, value in options.items())
    return drawing.pack(
        "civil",
        card=CARD,
        parameters=PARAMETERS,
        measures=f"m: {measure}",
        indicators={"i": f"m; {more}" if more else "m"},
    ).cards("civil", CARDS)


def values(drawing: Drawing, **asked: str) -> list[str]:
    return [row[-2] for row in drawing.rows(**asked)[1:]]


def test_sums_of_money_are_exact(drawing: Drawing) -> None:
    pack(drawing, "{agg: sum, of: amount, dated_by: accepted_on}")

    # an unknown amount adds nothing
    assert values(drawing) == ["1007.60"]


def test_fractions_of_coefficients_are_exact(drawing: Drawing) -> None:
    pack(
        drawing,
        '{agg: sum, of: "lookup(param.coefficients, kind)", dated_by: accepted_on}',
        decimals="6",
    )

    # 1 + 2/3 + 2/3 + 1/3; a kind without a coefficient adds nothing
    assert values(drawing) == ["2.666667"]


def test_a_mean_of_nothing_is_unknown_while_a_sum_of_nothing_is_zero(
    drawing: Drawing,
) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        measures="""
            mean: {agg: mean, of: concluded_on - accepted_on, dated_by: concluded_on}
            sum: {agg: sum, of: concluded_on - accepted_on, dated_by: concluded_on}
        """,
        indicators={"mean": "mean", "sum": "sum"},
    ).cards("civil", CARDS)

    rows = drawing.rows(period="month", from_="2025-01", to="2025-03")

    assert rows == drawn("""
        indicator  period   numerator  denominator  value  flags
        mean       2025-01  -          -            10.50  -
        mean       2025-02  -          -            32.00  -
        mean       2025-03  -          -            -      -
        sum        2025-01  -          -            21.00  -
        sum        2025-02  -          -            64.00  -
        sum        2025-03  -          -            0.00   -
    """)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("median, of: concluded_on - accepted_on", "21.00"),  # of 10 11 31 33
        ("quantile, q: 0.25, of: concluded_on - accepted_on", "10.75"),
        ("quantile, q: 0.9, of: concluded_on - accepted_on", "32.40"),
        ("min, of: concluded_on - accepted_on", "10.00"),
        ("max, of: amount", "1000.30"),
    ],
)
def test_order_statistics_lie_between_the_values_beside_them(
    drawing: Drawing, measure: str, expected: str
) -> None:
    pack(drawing, f"{{agg: {measure}, dated_by: concluded_on}}")

    assert values(drawing) == [expected]


def test_different_values_are_counted_anew_at_every_level(drawing: Drawing) -> None:
    pack(drawing, "{agg: count_distinct, of: case_number, dated_by: accepted_on}")

    places = drawing.rows(by="procuratorate")

    # c2 counts in both procuratorates and once in all; an unknown case is not counted
    assert [(row[2], row[5]) for row in places[1:]] == [
        ("420101", "2.00"),
        ("420102", "1.00"),
    ]
    assert values(drawing) == ["2.00"]


def test_different_values_of_a_year_to_date_are_not_the_sum_of_its_months(
    drawing: Drawing,
) -> None:
    pack(drawing, "{agg: count_distinct, of: case_number, dated_by: concluded_on}")

    assert values(drawing, period="month") == ["1.00", "1.00"]
    assert values(drawing, period="to_date") == ["1.00", "2.00"]


def test_a_weighted_row_stands_for_that_many_cards(drawing: Drawing) -> None:
    pack(drawing, "{agg: count, dated_by: accepted_on}")
    drawing.cards(
        "civil",
        """
        number  persons  accepted_on  concluded_on
        1       3        2025-01-01   2025-01-11
        2       -        2025-01-01   2025-01-13
        3       0        2025-01-01   2025-01-31
        """,
    )

    # without a weight a row is one card; with zero it is none
    assert values(drawing) == ["4.00"]


def test_sums_means_and_medians_take_a_weighted_row_that_often(
    drawing: Drawing,
) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        measures="""
            total: {agg: sum, of: concluded_on - accepted_on, dated_by: accepted_on}
            mean: {agg: mean, of: concluded_on - accepted_on, dated_by: accepted_on}
            median: {agg: median, of: concluded_on - accepted_on, dated_by: accepted_on}
            numbers: {agg: count_distinct, of: number, dated_by: accepted_on}
        """,
        indicators={n: n for n in ("total", "mean", "median", "numbers")},
    ).cards(
        "civil",
        """
        number  persons  accepted_on  concluded_on
        1       3        2025-01-01   2025-01-11
        2       2        2025-01-01   2025-01-21
        """,
    )

    assert {row[0]: row[4] for row in drawing.rows()[1:]} == {
        "total": "70.00",
        "mean": "14.00",
        "median": "10.00",
        "numbers": "2.00",
    }
