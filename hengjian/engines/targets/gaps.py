"""What a reader of targets must know before they are adopted."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hengjian.lib.bilingual import Text


class Weight(StrEnum):
    """Whether a gap keeps targets from being adopted."""

    STOPS = "stops"
    TOLD = "told"


@dataclass(frozen=True)
class Gap:
    """One gap: at which target, of which kind, by how much (in the aim's unit)."""

    target: str
    kind: str
    weight: Weight
    message: Text
    by: Fraction | None = None
