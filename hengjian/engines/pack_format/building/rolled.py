"""Rolled cards from their files."""

from hengjian.engines.pack_format.building.cards import build_checks
from hengjian.engines.pack_format.building.scopes import card_scope
from hengjian.engines.pack_format.building.shapes import rolled_how
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.model import RolledCard, RolledItem
from hengjian.lib.bilingual import Text


def build_rolled_cards(draft: Draft, pack: str) -> dict[str, RolledCard]:
    """The rolled cards of a pack that could be resolved."""
    cards = {}
    for name, entry in draft.packs[pack].rolled_cards.items():
        shape = draft.shapes.get(f"{pack}.{name}")
        source = draft.card_named(entry.get("from", ""), pack)
        if shape is None or source is None:
            continue
        scope = card_scope(
            draft, shape, pack, personal=False, constants=frozenset({"as_of"})
        )
        items = {}
        for item_name, rolled in entry["items"].items():
            how = rolled_how(rolled)
            known = shape.items.get(item_name)
            if how is None or known is None or item_name in shape.key:
                continue
            items[item_name] = RolledItem(
                name=item_name,
                how=how,
                of=None if how == "count" else rolled[how],
                type=known.type,
                order_by=rolled.get("order_by"),
                joined=rolled.get("joined", ","),
                label=known.label,
                choices=known.choices,
            )
        cards[name] = RolledCard(
            name=name,
            source=source.removeprefix(f"{pack}."),
            key=tuple(key for key in shape.key if key in shape.items),
            items=items,
            place=entry.place(),
            checks=build_checks(draft, entry, shape, scope),
            label=entry.get("label", Text.same(name)),
            pack=pack,
            key_types={k: shape.items[k].type for k in shape.key if k in shape.items},
            unit=shape.unit,
            department=shape.department,
            handler=shape.handler,
        )
    return cards
