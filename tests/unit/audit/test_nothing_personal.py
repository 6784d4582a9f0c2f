"""What is personal in a card never stands in the journal, whichever act was done."""

import pytest

from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.warehouse.actions import exports, vault
from hengjian.warehouse.models import CardTable, DataKey
from tests.action_examples import examples
from tests.cast import Cast
from tests.personal_values import entries_with, personal_values
from tests.unit.warehouse.card_files_in import card, import_cards
from tests.unit.warehouse.conftest import home, people


__all__ = ["home", "people"]

BY = System("test")
SEALED = {"张三", "110101199003070011"}
EXAMPLES = examples()


@pytest.mark.parametrize(
    "name", [each for each in sorted(EXAMPLES) if ".warehouse." in each]
)
def test_act_on_cards_enters_nothing_personal(name: str, cast: Cast) -> None:
    call = EXAMPLES[name](cast)
    personal = SEALED | personal_values()

    call()

    assert JournalEntry.objects.exists()
    assert entries_with(personal | personal_values()) == []


def test_life_of_a_card_enters_nothing_personal(people: Cast) -> None:
    import_cards(card("A1"), card("A2", outcome=""), within=people.jiangcheng)
    later = import_cards(
        card("A1", suspect="张三丰", identity_number="110101198801010014"),
        card("A3", concluded_on="2026-01-01"),
        card("A4", outcome=""),
        within=people.jiangcheng,
    )
    personal = personal_values()
    assert personal > SEALED
    table = CardTable.objects.get(name="arrest_review")

    vault.unmask(table=table, card_keys=["A1|1"], reason="核对身份", by=BY)
    exports.take_out_rejected(card_import=later, reason="改正", by=BY)
    vault.erase_card(table=table, card_key="A1|1", reason="封存", by=BY)
    vault.destroy_data_key(
        data_key=DataKey.objects.filter(table=table).first(), reason="期满", by=BY
    )

    assert entries_with(personal) == []
