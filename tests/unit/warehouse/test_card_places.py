"""Whose card a row is: told by names where the card writes codes and numbers."""

import pyarrow as pa

from hengjian.matters.kinds import kind_named
from hengjian.warehouse import card_layout
from hengjian.warehouse.card_places import placed
from tests.cast import Cast
from tests.factories import matters as make


def test_department_of_a_matters_card_is_told_by_its_name(cast: Cast) -> None:
    make.release_kinds()
    card = kind_named("supply_request").card
    rows = pa.table(
        {
            "procuratorate": ["429900", "429900"],
            "number": ["1", "2"],
            "department": [cast.first_department.code, "别处"],
            "handler": ["CHEN", "无名氏"],
        }
    )

    first, second = placed(card, card_layout.layout_of(card), rows)

    assert first["department_text"] == cast.first_department.name
    assert first["department_id"] == cast.first_department.pk
    assert (first["handler"], second["handler"]) == ("陈明", "无名氏")
    assert (second["department_text"], second["department_id"]) == ("别处", None)
