"""# Counts and rates

A measure counts cards; an indicator is arithmetic over measures. A rate is a quotient of
sums, computed once and rounded half up once.
"""

from tests.spec.indicators.drawing import Drawing, drawn


ARREST = """
    grain: person
    key: [number]
    unit: procuratorate
    items:
      number: {label: number, type: text, required: true}
      procuratorate: {label: procuratorate, type: unit}
      outcome: {label: outcome, type: choice, choices: {approved: 批准, refused: 不批准, withdrawn: 撤回}}
      concluded_on: {label: concluded, type: date}
"""
MEASURES = """
    approved: {agg: count, dated_by: concluded_on, where: "outcome = 'approved'"}
    refused: {agg: count, dated_by: concluded_on, where: "outcome = 'refused'"}
"""


def refusal_rate(drawing: Drawing) -> Drawing:
    return drawing.pack(
        "arrest",
        card=ARREST,
        measures=MEASURES,
        indicators={"refusal_rate": "refused / (approved + refused); unit: percent"},
    )


def test_a_rate_over_months_is_the_ratio_of_sums(drawing: Drawing) -> None:
    refusal_rate(drawing).cards(
        "arrest",
        """
        number  outcome    concluded_on
        1       approved   2025-01-02
        2       refused    2025-01-31
        3       approved   2025-02-01
        4       approved   2025-02-28
        """,
    )

    months = drawing.rows(period="month")
    together = drawing.rows()

    assert months == drawn("""
        indicator     period   numerator  denominator  value  flags
        refusal_rate  2025-01  1          2            50.00  -
        refusal_rate  2025-02  0          2            0.00   -
    """)
    assert together == drawn("""
        indicator     period  numerator  denominator  value  flags
        refusal_rate  all     1          4            25.00  -
    """)


def test_nothing_to_divide_by_gives_no_value_rather_than_zero(drawing: Drawing) -> None:
    refusal_rate(drawing).cards(
        "arrest",
        """
        number  procuratorate  outcome    concluded_on
        1       420101         approved   2025-01-02
        2       420102         refused    2025-03-02
        3       420103         withdrawn  2025-01-02
        4       420104         -          2025-01-02
        """,
    )

    rows = drawing.rows(
        period="quarter", by="procuratorate", from_="2025-01", to="2025-06"
    )

    # every period of the range for every place that has a card in a measure
    assert rows == drawn("""
        indicator     period   procuratorate  numerator  denominator  value   flags
        refusal_rate  2025-Q1  420101         0          1            0.00    -
        refusal_rate  2025-Q1  420102         1          1            100.00  -
        refusal_rate  2025-Q2  420101         0          0            -       -
        refusal_rate  2025-Q2  420102         0          0            -       -
    """)


def test_an_unknown_by_value_is_empty_and_comes_first(drawing: Drawing) -> None:
    refusal_rate(drawing).cards(
        "arrest",
        """
        number  procuratorate  outcome   concluded_on
        1       420102         approved  2025-01-02
        2       -              refused   2025-01-02
        3       420101         refused   2025-01-02
        """,
    )

    assert drawing.rows(by="procuratorate") == drawn("""
        indicator     period  procuratorate  numerator  denominator  value   flags
        refusal_rate  all     -              1          1            100.00  -
        refusal_rate  all     420101         1          1            100.00  -
        refusal_rate  all     420102         0          1            0.00    -
    """)


def test_a_half_is_rounded_up(drawing: Drawing) -> None:
    drawing.pack(
        "arrest",
        card=ARREST,
        measures=MEASURES,
        indicators={
            "coarse": "refused / (approved + refused); unit: percent; decimals: 1",
            "loss": "(approved - refused - refused) / approved; decimals: 1",
        },
    )
    lines = "\n".join(
        f"{n} {'refused' if n == 0 else 'approved'} 2025-01-02" for n in range(16)
    )
    drawing.cards("arrest", f"number outcome concluded_on\n{lines}")

    values = {row[0]: row[4] for row in drawing.rows()[1:]}

    # 1/16 is 6.25 %; 13/15 is 0.866…
    assert values == {"coarse": "6.3", "loss": "0.9"}
