"""What a run computes, what it leaves out and why, what it refuses."""

import pytest

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.lib.faults import UserFault
from tests.spec.indicators.drawing import Drawing


CARD = """
    grain: case
    key: [number]
    unit: procuratorate
    items:
      number: {label: number, type: text, required: true}
      procuratorate: {label: procuratorate, type: unit}
      accepted_on: {label: accepted, type: date}
"""
TRIAL = """
    grain: case
    key: [number]
    items:
      number: {label: number, type: text, required: true}
      heard_on: {label: heard, type: date}
"""


@pytest.fixture
def two(drawing: Drawing) -> Drawing:
    drawing.pack(
        "civil",
        card=CARD,
        rolled_cards__places="from: civil\nkey: [procuratorate]\nitems: {cases: {count: true}}",
        measures="""
            accepted: {agg: count, dated_by: accepted_on}
            undated: {agg: count, card: places}
            findings: {agg: count, card: _system.finding, dated_by: found_on}
        """,
        indicators={
            "accepted": "accepted",
            "undated": "undated",
            "findings": "findings / accepted",
            "heard_share": "trial.heard / accepted",
        },
    ).cards("civil", "number procuratorate accepted_on\n1 420101 2025-01-01")
    return drawing.pack(
        "trial", card=TRIAL, measures="heard: {agg: count, dated_by: heard_on}"
    )


def left_out(drawing: Drawing, **asked: str) -> dict[str, str]:
    return {one.indicator: one.reason.en for one in drawing.result(**asked).left_out}


def test_what_the_given_cards_do_not_allow_is_named(two: Drawing) -> None:
    reasons = left_out(two)

    assert reasons == {
        "findings": "_system.finding is kept by the platform and is in no card file",
        "heard_share": "no cards were given for trial",
    }


def test_a_missing_card_is_an_error_for_what_was_asked_by_name(two: Drawing) -> None:
    with pytest.raises(UserFault, match="heard_share：没有给出案卡 trial"):
        two.result(indicator="heard_share")


def test_names_and_codes_are_taken_once(two: Drawing) -> None:
    rows = two.rows(indicator="ACCEPTED accepted")

    assert [row[0] for row in rows[1:]] == ["accepted"]


def test_an_unknown_name_gets_a_suggestion(two: Drawing) -> None:
    with pytest.raises(UserFault, match=r"是否指 accepted？"):
        two.result(indicator="acepted")


def test_a_card_without_the_item_is_left_out_by_that_item(two: Drawing) -> None:
    two.cards("trial", "number heard_on\n1 2025-01-02")

    assert left_out(two, by="procuratorate") == {
        "findings": "_system.finding is kept by the platform and is in no card file",
        "heard_share": "card trial has no “procuratorate” (--unit-code may supply it)",
    }
    assert "heard_share" not in left_out(two, by="procuratorate", unit_code="420101")


def test_an_item_that_no_card_has_is_an_error(two: Drawing) -> None:
    with pytest.raises(UserFault, match="没有“colour”"):
        two.result(by="colour")


def test_a_condition_that_no_card_understands_is_an_error(two: Drawing) -> None:
    with pytest.raises(ExpressionError):
        two.result(where="colour = 'red'")


def test_undated_cards_are_left_out_of_months(two: Drawing) -> None:
    assert left_out(two, period="month")["undated"] == (
        "a measure has no date: only period all exists"
    )


def test_without_any_date_there_are_no_months(two: Drawing) -> None:
    two.cards("civil", "number procuratorate accepted_on\n1 420101 -")

    assert two.rows(period="month")[1:] == []


def test_packs_without_indicators_are_an_error(drawing: Drawing) -> None:
    drawing.pack("civil", card=CARD).cards("civil", "number\n1")

    with pytest.raises(UserFault, match="没有指标"):
        drawing.result()
