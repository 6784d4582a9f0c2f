"""The cards behind somebody's own value: theirs to see, but for what is sealed."""

from dataclasses import replace

from hengjian.engines.pack_format.model import CaseCard
from hengjian.indicators.queries.behind import Counted, key_texts
from hengjian.warehouse.queries import sealed


def own_cards(counted: Counted) -> Counted:
    """All cards of a cell that is the viewer's own work, without the sealed ones."""
    found = counted.measures
    card = found.shape.card
    keys = key_texts(found.cards, found)
    unsealed = sealed.shown(keys, card.name if isinstance(card, CaseCard) else None)
    own = tuple(
        key for key, open_ in zip(keys, unsealed.to_pylist(), strict=True) if open_
    )
    return replace(counted, keys=own, withheld=counted.total - len(own))
