"""What a measure may read of a card, whether imported or rolled up."""

from collections.abc import Mapping
from dataclasses import dataclass

from hengjian.engines.pack_format.model import (
    CaseCard,
    ItemType,
    Link,
    Loaded,
    Measure,
    RolledCard,
)
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


CountedCard = CaseCard | RolledCard
LINK_STEPS = 2  # formats: after a link another link may be followed, no further


@dataclass(frozen=True)
class Shape:
    """A card with the names and types of everything an expression can read of it.

    ``name`` is ``arrest_review`` or, for a rolled card, ``permit_events.cases``.
    """

    name: str
    pack: str
    card: CountedCard
    base: CaseCard  # the imported card at the bottom; the card itself if not rolled
    items: Mapping[str, ItemType]  # own items; links are followed by ``type_of``
    personal: frozenset[str]

    @property
    def is_rolled(self) -> bool:
        """Whether a row is made of several cards."""
        return isinstance(self.card, RolledCard)

    @property
    def timezone(self) -> str:
        """In which a moment becomes a date."""
        return self.base.timezone

    @property
    def links(self) -> Mapping[str, Link]:
        """Links to other cards, by name."""
        return {} if isinstance(self.card, RolledCard) else self.card.links

    @property
    def weight(self) -> str | None:
        """The item that says for how many cards a row stands."""
        return None if isinstance(self.card, RolledCard) else self.card.weight

    def links_in(self, names: frozenset[str]) -> dict[str, frozenset[str]]:
        """Of dotted names, what each link is asked for."""
        asked: dict[str, set[str]] = {}
        for name in sorted(names):
            link, dot, rest = name.partition(".")
            if dot and link in self.links:
                asked.setdefault(link, set()).add(rest)
        return {link: frozenset(rest) for link, rest in asked.items()}


class Shapes:
    """The shapes of all cards of the loaded packs, made when first asked for."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._made: dict[str, Shape] = {}

    def of_measure(self, measure: Measure) -> Shape:
        """The shape of a measure's card; raises ``UserFault`` if there is none."""
        return self.named(measure.card, measure.pack)

    def behind(self, shape: Shape, link: str) -> Shape:
        """The shape of the card to which a link leads."""
        return self.named(shape.links[link].to, shape.pack)

    def named(self, name: str, pack: str) -> Shape:
        """The card that a name means inside a pack; raises ``UserFault``."""
        card = self._loaded.card(name, pack)
        if card is None:
            raise UserFault(Text(f"没有案卡“{name}”", f"there is no card “{name}”"))
        full_name = (
            f"{card.pack or pack}.{card.name}"
            if isinstance(card, RolledCard)
            else card.name
        )
        if full_name not in self._made:
            self._made[full_name] = self._make(full_name, card, pack)
        return self._made[full_name]

    def type_of(self, shape: Shape, name: str) -> ItemType | None:
        """The type of an item or of a linked card's item; None if there is none."""
        if name in shape.items:
            return shape.items[name]
        link, dot, rest = name.partition(".")
        if not dot or link not in shape.links:
            return None
        return self.type_of(self.behind(shape, link), rest)

    def is_personal(self, shape: Shape, name: str) -> bool:
        """Whether a name is a personal item, here or behind a link."""
        if name in shape.personal:
            return True
        link, dot, rest = name.partition(".")
        if not dot or link not in shape.links:
            return False
        return self.is_personal(self.behind(shape, link), rest)

    def names_of(
        self, shape: Shape, *, personal: bool = False, steps: int = LINK_STEPS
    ) -> dict[str, ItemType]:
        """Names over this card with their types: the personal ones, or all others."""
        names = {
            name: kind
            for name, kind in shape.items.items()
            if (name in shape.personal) is personal
        }
        if steps:
            for link in shape.links:
                there = self.names_of(
                    self.behind(shape, link), personal=personal, steps=steps - 1
                )
                names |= {f"{link}.{name}": kind for name, kind in there.items()}
        return names

    def sources(self, shape: Shape, names: frozenset[str]) -> frozenset[str]:
        """The imported cards that must be there to read ``names`` of this card."""
        needed = {shape.base.name}
        if isinstance(shape.card, RolledCard):
            below = self.named(shape.card.source, shape.pack)
            return frozenset(needed) | self.sources(below, frozenset())
        for link, rest in shape.links_in(names).items():
            there = self.behind(shape, link)
            where = shape.links[link].where
            asked = rest | {
                name.removeprefix("there.")
                for name in (where.names if where is not None else ())
                if name.startswith("there.")
            }
            needed |= self.sources(there, frozenset(asked))
        return frozenset(needed)

    def _make(self, full_name: str, card: CountedCard, pack: str) -> Shape:
        if isinstance(card, CaseCard):
            return Shape(
                name=full_name,
                pack=full_name if full_name in self._loaded.packs else pack,
                card=card,
                base=card,
                items={item.name: item.type for item in card.items.values()},
                personal=frozenset(i.name for i in card.items.values() if i.personal),
            )
        home = card.pack or pack
        below = self.named(card.source, home)
        items = {key: below.items[key] for key in card.key}
        items |= {item.name: item.type for item in card.items.values()}
        return Shape(
            name=full_name,
            pack=home,
            card=card,
            base=below.base,
            items=items,
            personal=frozenset(set(card.key) & below.personal),
        )
