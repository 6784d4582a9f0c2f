"""Populations from which cases are drawn for review, as read."""

from dataclasses import dataclass

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.pack_format.model import Place, Reference
from hengjian.lib.bilingual import Text


MODES = ("random", "key", "special")
"""How cases are chosen: by lot, because of what they are, for a special review."""


@dataclass(frozen=True)
class Population:
    """Concluded cases of one card among which a draw chooses.

    ``dated_by`` places a case in a period; ``case`` is the item that tells cases apart
    where a card stands for one person of a case; people named in ``kept_away`` never
    review it, nor does who handled it.
    """

    name: str
    pack: str
    card: str
    mode: str
    dated_by: str
    label: Text
    place: Place
    where: Expression | None = None
    case: str | None = None  # None: the first item of the key
    by: str | None = None  # strata: the values of an item; None: one stratum
    kept_away: tuple[str, ...] = ()
    basis: tuple[Reference, ...] = ()

    @property
    def full_name(self) -> str:
        """Tells it apart among the populations of all packs."""
        return f"{self.pack}.{self.name}"
