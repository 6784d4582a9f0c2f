"""The cards in force: which release, which digest, with what parameters."""

from collections.abc import Mapping
from dataclasses import dataclass

from hengjian.engines.expressions.types import ParameterHistory
from hengjian.engines.pack_format.model import CaseCard, Loaded, Pack
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.packs import queries
from hengjian.packs.models import PackRelease


class CardUnknown(UserFault):
    """No released pack has this card."""

    status = 404


@dataclass(frozen=True)
class Definition:
    """One card as an import uses it, and the others that its links reach."""

    pack: Pack
    card: CaseCard
    cards: Mapping[str, CaseCard]
    release: PackRelease
    packs: Loaded

    @property
    def parameters(self) -> dict[str, ParameterHistory]:
        """The pack's parameters with all their dated values."""
        return {name: each.history for name, each in self.pack.parameters.items()}


def in_force(card: str) -> Definition:
    """The card of the newest release; raises ``CardUnknown``."""
    current = queries.current()
    pack = current.loaded.packs.get(card)
    if pack is None or pack.card is None:
        raise CardUnknown(
            Text(
                f"没有已发布的案卡“{card}”，请先发布业务包",
                f"there is no released card “{card}”: release its pack first",
            )
        )
    return Definition(
        pack=pack,
        card=pack.card,
        cards=cards_in_force(),
        release=current.releases[card],
        packs=current.loaded,
    )


def cards_in_force() -> dict[str, CaseCard]:
    """The cards of all released packs, by name."""
    packs = queries.current().loaded.packs.values()
    return {pack.name: pack.card for pack in packs if pack.card is not None}
