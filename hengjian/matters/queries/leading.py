"""What comes out of a matter: kinds that may be registered from it, values they take along."""

from hengjian.engines.forms.cells import Stored
from hengjian.engines.pack_format.model import Item
from hengjian.lib.bilingual import Text
from hengjian.matters.filling import values_of
from hengjian.matters.kinds import (
    APPLICANT,
    CLOSED_ON,
    LEADER,
    NUMBER,
    REGISTERED_ON,
    Kind,
    kinds,
)
from hengjian.matters.models import Matter
from hengjian.matters.recording import RECORD_OF


_OF_THE_PLATFORM = {APPLICANT, CLOSED_ON, LEADER, NUMBER, RECORD_OF, REGISTERED_ON}


def led_to(kind: Kind) -> list[tuple[str, Text]]:
    """The kinds, with their titles, that matters of a kind may lead to now."""
    known = kinds()
    return [(n, known[n].title) for n in kind.pack.leads_to if n in known]


def taken_along(matter: Matter, kind: Kind, to: Kind) -> dict[str, Stored]:
    """Values that a new matter begins with: items of the same name and type.

    What the platform fills, who handles it, and what belongs to the first matter's time
    alone stay behind.
    """
    left = {*_OF_THE_PLATFORM, kind.card.unit, kind.card.department, kind.card.handler}
    values = values_of(matter, kind)
    return {
        name: values[name]
        for name, item in to.card.items.items()
        if name not in left
        and values.get(name) is not None
        and _alike(kind.card.items.get(name), item)
    }


def _alike(first: Item | None, second: Item) -> bool:
    if first is None or first.transient or second.transient:
        return False
    # what is sealed on one card is not laid open on the other
    return first.type is second.type and (second.personal or not first.personal)
