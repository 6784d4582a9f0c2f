"""From a value down to its cards."""

from datetime import date

import pytest

from hengjian.engines.indicators.drilling import Cell, MeasureCards, cards_behind
from hengjian.lib.faults import UserFault
from tests.spec.indicators.drawing import Drawing


CARD = """
    grain: person
    key: [case_number]
    unit: procuratorate
    weight: persons
    items:
      case_number: {label: case, type: text, required: true}
      name: {label: name, type: text, personal: true}
      procuratorate: {label: procuratorate, type: unit}
      persons: {label: persons, type: integer}
      outcome: {label: outcome, type: text}
      is_minor: {label: minor, type: boolean}
      at: {label: at, type: datetime}
      amount: {label: amount, type: money}
"""
MEASURES = """
    refused: {agg: count, dated_by: at, where: outcome = 'refused'}
    decided: {agg: count, dated_by: at}
    amount: {agg: sum, of: amount, dated_by: at}
"""
CARDS = """
    case_number  procuratorate  persons  outcome   is_minor  at                amount
    c1           420101         2        refused   true      2025-01-01T10:00  1.50
    c2           420101         -        approved  false     2025-01-31T10:00  -
    c3           420102         1        refused   -         2025-01-15T10:00  3.00
    c4           -              1        refused   true      2025-02-01T10:00  4.00
"""


@pytest.fixture
def arrests(drawing: Drawing) -> Drawing:
    return drawing.pack(
        "arrest",
        card=CARD,
        measures=MEASURES,
        indicators={"rate": "refused / decided", "amount": "amount"},
    ).cards("arrest", CARDS)


def cards(found: tuple[MeasureCards, ...]) -> dict[str, list[str]]:
    return {one.measure.name: one.cards["case_number"].to_pylist() for one in found}


def test_the_cards_of_both_sides_are_listed(arrests: Drawing) -> None:
    found = cards_behind(arrests.request(), "rate", Cell("2025-01", {}))

    assert cards(found) == {"refused": ["c1", "c3"], "decided": ["c1", "c2", "c3"]}


def test_one_side_alone_can_be_asked_for(arrests: Drawing) -> None:
    request = arrests.request()
    cell = Cell("2025-Q1", {"procuratorate": "420101"})

    assert cards(cards_behind(request, "RATE", cell, side="numerator")) == {
        "refused": ["c1"]
    }
    assert cards(cards_behind(request, "rate", cell, side="denominator")) == {
        "decided": ["c1", "c2"]
    }
    with pytest.raises(UserFault, match="没有分子分母"):
        cards_behind(request, "amount", cell, side="numerator")


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ({"procuratorate": ""}, ["c4"]),
        ({"province": "42"}, ["c1", "c2", "c3"]),
        ({"is_minor": "true"}, ["c1", "c4"]),
        ({"is_minor": ""}, ["c3"]),
        ({"outcome": "refused", "procuratorate": "420102"}, ["c3"]),
        ({"at": "2025-01-15T10:00:00+08:00"}, ["c3"]),
        ({"amount": "1.5"}, ["c1"]),
        ({"procuratorate": "999999"}, []),
    ],
)
def test_cells_are_found_by_what_is_written_in_the_table(
    arrests: Drawing, by: dict[str, str], expected: list[str]
) -> None:
    found = cards_behind(
        arrests.request(), "rate", Cell("2025", by), side="denominator"
    )

    assert cards(found)["decided"] == expected


def test_cards_of_no_place_are_those_of_the_given_unit(arrests: Drawing) -> None:
    request = arrests.request(unit_code="420102")
    cell = Cell("all", {"procuratorate": "420102"})

    assert cards(cards_behind(request, "rate", cell))["decided"] == ["c3", "c4"]


def test_a_card_tells_its_row_weight_and_value_but_nothing_personal(
    arrests: Drawing,
) -> None:
    found = cards_behind(arrests.request(), "amount", Cell("2025-01", {}))[0]

    assert found.cards.to_pylist() == [
        {
            "case_number": "c1",
            "_row": 2,
            "_unit": "420101",
            "_weight": 2,
            "_value": "1.50",
        },
        {
            "case_number": "c3",
            "_row": 4,
            "_unit": "420102",
            "_weight": 1,
            "_value": "3.00",
        },
    ]


def test_the_asked_range_cuts_a_period_short(arrests: Drawing) -> None:
    request = arrests.request(from_="2025-02", to="2025-06")

    assert cards(cards_behind(request, "rate", Cell("2025-Q1", {})))["decided"] == [
        "c4"
    ]


def test_a_stock_lists_the_cards_that_are_open(drawing: Drawing) -> None:
    drawing.pack(
        "arrest",
        card="""
            grain: person
            key: [number]
            items:
              number: {label: number, type: text, required: true}
              accepted_on: {label: accepted, type: date}
              concluded_on: {label: concluded, type: date}
        """,
        rolled_cards__days="""
            from: arrest
            key: [accepted_on]
            items: {cards: {count: true}}
        """,
        measures="""
            pending: {agg: count, open: {from: accepted_on, until: concluded_on}, at: end}
            old: {agg: quantile, q: 0.5, of: concluded_on - accepted_on, dated_by: concluded_on}
            busy: {agg: count, card: days, dated_by: accepted_on, where: cards > 1}
        """,
        indicators={"pending": "pending * 2 - 1", "old": "-old", "busy": "busy"},
    ).cards(
        "arrest",
        """
        number  accepted_on  concluded_on
        1       2025-01-01   2025-01-31
        2       2025-01-01   -
        3       2025-02-01   -
        """,
    )
    request = drawing.request(unit_code="420101")
    here = {"procuratorate": "420101"}

    def listed(name: str, cell: Cell) -> list[list[object]]:
        found = cards_behind(request, name, cell)[0].cards
        return found[found.column_names[0]].to_pylist()

    assert listed("pending", Cell("2025-01", here)) == ["2"]
    assert listed("pending", Cell("2025-01", {"procuratorate": "420102"})) == []
    assert listed("old", Cell("2025-01", {"accepted_on": "2025-01-01"})) == ["1"]
    assert listed("busy", Cell("2025-01..2025-02", {})) == [date(2025, 1, 1)]


def test_an_unknown_period_or_item_is_refused(arrests: Drawing) -> None:
    with pytest.raises(UserFault, match="不是统计期"):
        cards_behind(arrests.request(), "rate", Cell("Q1", {}))
    with pytest.raises(UserFault, match="没有“colour”"):
        cards_behind(arrests.request(), "rate", Cell("2025", {"colour": "red"}))
    with pytest.raises(UserFault, match="个人信息项"):
        cards_behind(arrests.request(), "rate", Cell("2025", {"name": "Chen"}))
