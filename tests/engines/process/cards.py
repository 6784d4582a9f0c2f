"""Case cards for tests: items by name and type."""

from hengjian.engines.pack_format.model import CaseCard, Item, ItemType, Place
from hengjian.lib.bilingual import Text


PLACE = Place("case_card.yaml", 1)


def card(*, personal: tuple[str, ...] = (), **items: str) -> CaseCard:
    return CaseCard(
        name="matter",
        grain="case",
        key=("number",),
        items={
            name: Item(
                name, Text.same(name), ItemType(kind), PLACE, personal=name in personal
            )
            for name, kind in items.items()
        },
        place=PLACE,
    )
