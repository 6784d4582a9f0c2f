"""# Places and other cells

`--by` names levels (nation, province, city, procuratorate, department, person) or items of
the card. Values of different cards meet in one cell.
"""

import pytest

from hengjian.lib.faults import UserFault
from tests.spec.indicators.drawing import Drawing, drawn


ARREST = """
    grain: person
    key: [number]
    unit: procuratorate
    department: section
    handler: handler
    items:
      number: {label: number, type: text, required: true}
      procuratorate: {label: procuratorate, type: unit}
      section: {label: section, type: department}
      handler: {label: handler, type: person}
      name: {label: name, type: text, personal: true}
      charge: {label: charge, type: text}
      is_minor: {label: minor, type: boolean}
      accepted_on: {label: accepted, type: date}
"""
PROSECUTION = """
    grain: person
    key: [number]
    unit: office
    items:
      number: {label: number, type: text, required: true}
      office: {label: office, type: unit}
      charge: {label: charge, type: text}
      accepted_on: {label: accepted, type: date}
"""
CARDS = """
    number  procuratorate  section  handler  charge  is_minor  accepted_on
    1       420101         one      Chen     theft   true      2025-01-01
    2       420102         one      Chen     fraud   false     2025-01-02
    3       420200         two      Liu      theft   -         2025-01-03
    4       110101         two      -        theft   false     2025-01-04
    5       -              -        Liu      fraud   false     2025-01-05
"""


@pytest.fixture
def arrests(drawing: Drawing) -> Drawing:
    drawing.pack(
        "arrest",
        card=ARREST,
        measures="accepted: {agg: count, dated_by: accepted_on}",
        indicators={"accepted": "accepted; decimals: 0"},
    )
    return drawing.cards("arrest", CARDS)


def counts(rows: list[list[str]]) -> dict[str, str]:
    return {row[2]: row[5] for row in rows[1:]}


def test_without_an_organisation_file_six_digit_codes_name_province_and_city(
    arrests: Drawing,
) -> None:
    assert counts(arrests.rows(by="nation")) == {"000000": "5"}
    assert counts(arrests.rows(by="province")) == {"-": "1", "11": "1", "42": "3"}
    assert counts(arrests.rows(by="city")) == {
        "-": "1",
        "1101": "1",
        "4201": "2",
        "4202": "1",
    }


def test_an_organisation_file_names_them_itself(arrests: Drawing) -> None:
    places = """
        code    name    parent  level
        100000  spp     -       nation
        420000  hubei   100000  province
        420100  wuhan   420000  city
        420101  one     420100  county
        420102  two     420100  county
        429004  direct  420000  county
        420200  shi     420000  city
    """

    # 110101 is not in the file: its first digits speak
    assert counts(arrests.rows(by="province", organisation=places)) == {
        "-": "1",
        "11": "1",
        "420000": "3",
    }
    assert counts(arrests.rows(by="city", organisation=places)) == {
        "-": "1",
        "1101": "1",
        "420100": "2",
        "420200": "1",
    }


def test_a_unit_code_fills_in_for_cards_that_name_none(arrests: Drawing) -> None:
    assert counts(arrests.rows(by="procuratorate", unit_code="420101")) == {
        "110101": "1",
        "420101": "2",
        "420102": "1",
        "420200": "1",
    }


def test_department_person_and_items_are_cells_too(arrests: Drawing) -> None:
    assert counts(arrests.rows(by="department")) == {"-": "1", "one": "2", "two": "2"}
    assert counts(arrests.rows(by="person")) == {"-": "1", "Chen": "2", "Liu": "2"}
    assert counts(arrests.rows(by="is_minor")) == {"-": "1", "false": "3", "true": "1"}


def test_several_by_values_give_every_combination_that_has_a_card(
    arrests: Drawing,
) -> None:
    assert arrests.rows(by="charge province") == drawn("""
        indicator  period  charge  province  numerator  denominator  value  flags
        accepted   all     fraud   -         -          -            1      -
        accepted   all     fraud   42        -          -            1      -
        accepted   all     theft   11        -          -            1      -
        accepted   all     theft   42        -          -            2      -
    """)


def test_a_personal_item_is_never_a_cell(arrests: Drawing) -> None:
    with pytest.raises(UserFault, match="个人信息项"):
        arrests.rows(by="name")


def test_measures_of_different_cards_meet_in_one_cell(drawing: Drawing) -> None:
    drawing.pack(
        "arrest",
        card=ARREST,
        measures="accepted: {agg: count, dated_by: accepted_on}",
        indicators={"share": "accepted / prosecution.accepted"},
    ).cards("arrest", CARDS)
    drawing.pack(
        "prosecution",
        card=PROSECUTION,
        measures="accepted: {agg: count, dated_by: accepted_on}",
    ).cards(
        "prosecution",
        """
        number  office  charge  accepted_on
        1       420101  theft   2025-01-31
        2       420101  theft   2025-01-31
        3       330101  fraud   2025-01-31
        """,
    )

    # a place with cards of either kind gets a row
    assert drawing.rows(by="procuratorate") == drawn("""
        indicator  period  procuratorate  numerator  denominator  value  flags
        share      all     -              1          0            -      -
        share      all     110101         1          0            -      -
        share      all     330101         0          1            0.00   -
        share      all     420101         1          2            0.50   -
        share      all     420102         1          0            -      -
        share      all     420200         1          0            -      -
    """)


def test_a_condition_holds_for_every_card_that_is_counted(arrests: Drawing) -> None:
    rows = arrests.rows(by="charge", where="not is_minor or handler = 'Chen'")

    assert counts(rows) == {"fraud": "2", "theft": "2"}


def test_a_condition_may_not_name_a_personal_item(arrests: Drawing) -> None:
    with pytest.raises(UserFault, match="个人信息"):
        arrests.rows(where="name = 'Chen'")
