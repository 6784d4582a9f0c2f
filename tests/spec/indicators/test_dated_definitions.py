"""# Dated parameters and dated formulas

A parameter has the value in force on the card's own date. A formula has its own days too:
a period that straddles two of them is computed by parts and says so.
"""

from tests.spec.indicators.drawing import Drawing, drawn


CARD = """
    grain: case
    key: [number]
    items:
      number: {label: number, type: text, required: true}
      kind: {label: kind, type: text}
      accepted_on: {label: accepted, type: date}
      replied_on: {label: replied, type: date}
"""
CARDS = """
    number  kind    accepted_on  replied_on
    1       first   2021-09-30   2021-10-10
    2       second  2021-10-01   2021-10-11
    3       first   2021-10-20   2021-10-30
    4       second  2021-11-01   2021-11-05
"""


def test_a_parameter_has_the_value_in_force_on_the_card_s_date(
    drawing: Drawing,
) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        parameters="""
            reply_days:
              label: days
              unit: calendar_days
              values:
                2021-10-01: {value: 10, reference: {title: drawn}}
                2000-01-01: {value: 7, reference: {title: drawn}}
            surplus:
              label: surplus
              unit: ratio
              values:
                2000-01-01: {value: [first, second], reference: {title: drawn}}
                2021-10-09: {value: [second], reference: {title: drawn}}
        """,
        measures="""
            in_time: {agg: count, dated_by: accepted_on, where: replied_on - accepted_on <= param.reply_days}
            surplus: {agg: count, dated_by: accepted_on, where: kind in param.surplus}
        """,
        indicators={
            "in_time": "in_time; decimals: 0",
            "surplus": "surplus; decimals: 0",
        },
    ).cards("civil", CARDS)

    assert {row[0]: row[4] for row in drawing.rows()[1:]} == {
        "in_time": "3",
        "surplus": "3",
    }


MEASURES = """
    first: {agg: count, dated_by: accepted_on, where: kind = 'first'}
    all_of: {agg: count, dated_by: accepted_on}
    days: {agg: median, of: replied_on - accepted_on, dated_by: accepted_on}
"""


def test_a_period_that_straddles_two_formulas_is_computed_by_parts(
    drawing: Drawing,
) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        measures=MEASURES,
        indicators={
            "share": """
                - {from: 2020-01-01, value: first / all_of}
                - {from: 2021-10-09, value: (first + first) / all_of}
            """
        },
    ).cards("civil", CARDS)

    rows = drawing.rows(period="month")

    # October: 0 of 1 until the 8th, then twice 1 of 1; together 2 / 2
    assert rows == drawn("""
        indicator  period   numerator  denominator  value  flags
        share      2021-09  1          1            1.00   -
        share      2021-10  2          2            1.00   dated_formula
        share      2021-11  0          1            0.00   -
    """)


def test_parts_that_cannot_be_added_give_no_value(drawing: Drawing) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        measures=MEASURES,
        indicators={
            "days": """
                - {from: 2020-01-01, value: days}
                - {from: 2021-10-09, value: days * 2}
            """
        },
    ).cards("civil", CARDS)

    rows = drawing.rows(period="month")

    assert rows == drawn("""
        indicator  period   numerator  denominator  value  flags
        days       2021-09  -          -            10.00  -
        days       2021-10  -          -            -      dated_formula;not_additive
        days       2021-11  -          -            8.00   -
    """)


def test_before_its_first_formula_an_indicator_has_no_value(drawing: Drawing) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        measures=MEASURES,
        indicators={"count": "[{from: 2021-10-15, value: all_of}]"},
    ).cards("civil", CARDS)

    rows = drawing.rows(period="month")

    # October counts from the 15th on
    assert rows == drawn("""
        indicator  period   numerator  denominator  value  flags
        count      2021-09  -          -            -      not_in_force
        count      2021-10  -          -            1.00   dated_formula
        count      2021-11  -          -            1.00   -
    """)


def test_an_indicator_says_when_it_was_not_in_use(drawing: Drawing) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        measures=MEASURES,
        indicators={
            "count": "all_of; small_counts: {flag_below: 10}; valid: [{from: 2021-10-01,"
            " status: in_use}, {from: 2021-11-01, status: analysis_only}]"
        },
    ).cards("civil", CARDS)

    assert [row[5] for row in drawing.rows(period="month")[1:]] == [
        "not_in_force",
        "-",
        "analysis_only",
    ]


def test_a_value_that_rests_on_few_cards_is_flagged(drawing: Drawing) -> None:
    drawing.pack(
        "civil",
        card=CARD,
        measures=MEASURES,
        indicators={
            "share": "first / all_of; small_counts: {flag_below: 2}",
            "days": "days; small_counts: {flag_below: 2}",
        },
    ).cards("civil", CARDS)

    assert drawing.rows(period="month") == drawn("""
        indicator  period   numerator  denominator  value  flags
        days       2021-09  -          -            10.00  small
        days       2021-10  -          -            10.00  -
        days       2021-11  -          -            4.00   small
        share      2021-09  1          1            1.00   small
        share      2021-10  1          2            0.50   -
        share      2021-11  0          1            0.00   small
    """)
