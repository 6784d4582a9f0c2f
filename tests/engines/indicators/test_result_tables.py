"""Results as texts and as numbers."""

from decimal import Decimal

import pyarrow as pa
import pytest

from tests.spec.indicators.drawing import Drawing


CARD = """
    grain: case
    key: [number]
    items:
      number: {label: number, type: text, required: true}
      amount: {label: amount, type: money}
      accepted_on: {label: accepted, type: date}
"""


@pytest.fixture
def amounts(drawing: Drawing) -> Drawing:
    return drawing.pack(
        "civil",
        card=CARD,
        measures="""
            count: {agg: count, dated_by: accepted_on}
            amount: {agg: sum, of: amount, dated_by: accepted_on}
        """,
        indicators={
            "coarse": "count; decimals: 0",
            "each": "amount / count; decimals: 3",
            "fine": "count / 3; decimals: 6",
            "share": "count / count; unit: percent; decimals: 1",
        },
    ).cards(
        "civil",
        """
        number  amount  accepted_on
        1       1.50    2025-01-01
        2       -3.00   2025-01-01
        """,
    )


def test_texts_have_the_decimals_of_each_indicator(amounts: Drawing) -> None:
    texts = {row["indicator"]: row for row in amounts.result().texts.to_pylist()}

    assert texts["coarse"]["value"] == "2"
    assert texts["each"]["value"] == "-0.750"
    assert texts["fine"]["value"] == "0.666667"
    assert texts["share"]["value"] == "100.0"
    assert (texts["each"]["numerator"], texts["each"]["denominator"]) == ("-1.5", "2")
    assert (texts["fine"]["numerator"], texts["fine"]["denominator"]) == ("2", "3")


def test_numbers_are_decimals_with_the_most_places_of_any(amounts: Drawing) -> None:
    numbers = amounts.result().numbers

    assert numbers.schema.field("value").type == pa.decimal128(38, 6)
    assert numbers.schema.field("numerator").type == pa.decimal128(38, 6)
    rows = {row["indicator"]: row for row in numbers.to_pylist()}
    assert rows["each"]["value"] == Decimal("-0.75")
    assert rows["coarse"]["numerator"] is None


def test_numbers_of_counts_alone_have_whole_sides(amounts: Drawing) -> None:
    numbers = amounts.result(indicator="share").numbers

    assert numbers.schema.field("numerator").type == pa.decimal128(38, 0)


def test_no_rows_still_have_their_columns(amounts: Drawing) -> None:
    amounts.cards("civil", "number accepted_on\n1 -")

    result = amounts.result(by="number", from_="2025-01", to="2025-01")

    assert result.texts.num_rows == 0
    assert result.texts.column_names == list(result.columns)
