"""Rules of process monitoring as read: what on a card a person of case management looks at."""

from dataclasses import dataclass

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.pack_format.model import Place, Reference
from hengjian.lib.bilingual import Text


LEVELS = ("oral", "written", "report")
"""How grave: told by word of mouth, by a written notice, reported to the chief too."""

GROUNDS = (
    "acceptance",
    "limit",
    "compulsory_measure",
    "property",
    "document",
    "litigation_rights",
    "case_card",
    "disclosure",
    "other",
)
"""What a rule is about, as the cards of case management name it."""


@dataclass(frozen=True)
class MonitoringRule:
    """One rule: the cards that it hits, how grave it is, what it says.

    Either ``when`` says which cards it hits, or ``late`` names a deadline of the card
    that has passed without the act. A hit is a prompt for a person, never a verdict.
    """

    name: str
    pack: str  # where the rule stands
    card: str  # whose cards it reads
    level: str
    ground: str
    label: Text
    place: Place
    when: Expression | None = None
    late: str | None = None
    limit: str | None = None  # the limit of the law that it rests on: T10
    reply: str | None = None  # the limit of an answer to it: T44
    message: Text | None = None
    basis: tuple[Reference, ...] = ()

    @property
    def full_name(self) -> str:
        """Tells it apart among the rules of all packs."""
        return f"{self.pack}.{self.name}"
