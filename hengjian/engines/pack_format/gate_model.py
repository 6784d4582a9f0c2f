"""Integrity gates of a pack, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.pack_format.model import Place, Reference
from hengjian.lib.bilingual import Text


PEOPLE = ("filler", "registrant", "handler", "leader_in_charge")
"""Who a gate may speak of as ``people.NAME``, each a staff number."""


@dataclass(frozen=True)
class GateCount:
    """Other matters of the kind in the office that have something in common."""

    same: tuple[str, ...]
    overlap: tuple[str, str] | None = None
    where: Expression | None = None
    months: int = 12


@dataclass(frozen=True)
class Gate:
    """What is held against a registration or a task before it is completed."""

    name: str
    at: tuple[str, ...]
    does: str  # ask | warn | stop
    message: Text
    place: Place
    when: Expression | None = None
    counts: Mapping[str, GateCount] = field(default_factory=dict)
    expected: str = "no"
    tell: tuple[str, ...] = ()
    basis: Reference | None = None
