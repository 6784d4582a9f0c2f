"""What the builders and the rules work on: all packs as read, and their cards' shapes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hengjian.engines.expressions.types import ParameterHistory
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.files import PackSource, SharedSource
from hengjian.engines.pack_format.model import ItemType
from hengjian.engines.voting.bodies import Bodies
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class ItemShape:
    """What an expression has to know of an item."""

    type: ItemType
    label: Text
    personal: bool = False
    match: bool = False
    transient: bool = False
    required: bool = False
    choices: Mapping[str, Text] = field(default_factory=dict)
    choice_aliases: Mapping[str, str] = field(default_factory=dict)


@dataclass
class CardShape:
    """What other cards may see of a card.

    ``full_name`` is the pack's name, ``pack.rolled`` or ``_system.…``; ``links`` map to
    full names; ``broken`` are items that stand in the file but could not be read, about
    which nothing more is said than the fault that is told already.
    """

    full_name: str
    items: dict[str, ItemShape]
    key: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    unit: str | None = None
    department: str | None = None
    handler: str | None = None


@dataclass
class Draft:
    """All that was read, while it is resolved."""

    packs: dict[str, PackSource]
    shared: SharedSource | None
    faults: FaultList
    shapes: dict[str, CardShape] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)  # full names of broken cards
    parameters: dict[str, dict[str, ParameterHistory]] = field(default_factory=dict)
    broken_parameters: set[str] = field(default_factory=set)
    bodies: Bodies | None = None  # where the packs bring their file
    never_scored: frozenset[str] = frozenset()  # names that the policies list

    def card_named(self, name: str, pack: str) -> str | None:
        """The full name of the card that ``name`` means inside a pack."""
        for full_name in (f"{pack}.{name}", name):
            if full_name in self.shapes or full_name in self.unreadable:
                return full_name
        return None

    def card_names(self, pack: str) -> set[str]:
        """Names by which a pack may call cards."""
        own = {n.partition(".")[2] for n in self.shapes if n.startswith(f"{pack}.")}
        return own | set(self.shapes)
