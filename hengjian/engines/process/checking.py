"""Everything that is wrong with a drawing, at once, each with its line and advice.

What ``reading`` refused is not told again. A drawing without faults runs: its
conditions are typed and cannot fail, its branches meet, it cannot stand still or go
round without anybody being asked.
"""

from collections.abc import Collection, Iterator, Mapping

from hengjian.engines.expressions.types import ParameterHistory
from hengjian.engines.process import checking_paths, checking_words
from hengjian.engines.process.card import Card
from hengjian.engines.process.checking_words import Known
from hengjian.engines.process.drawing import Drawing
from hengjian.engines.process.tables import RoutingTable
from hengjian.lib.places import Fault


def check(
    drawing: Drawing,
    *,
    card: Card | None,
    forms: Collection[str],
    roles: Collection[str] | None,
    acts: Collection[str] | None,
    limits: Collection[str],
    tables: Mapping[str, RoutingTable],
    parameters: Mapping[str, ParameterHistory] | None = None,
) -> list[Fault]:
    """All faults by line; ``roles`` and ``acts`` may be None: not known here."""
    known = Known(card, forms, roles, acts, limits, tables, parameters or {})
    found = set(_faults(drawing, known))
    return sorted(found, key=lambda fault: (fault.place.line, fault.message.en))


def _faults(drawing: Drawing, known: Known) -> Iterator[Fault]:
    shape = list(checking_paths.shape(drawing))
    yield from shape
    if not shape:
        # branches are followed only where every arrow is where it belongs
        yield from checking_paths.paths(drawing)
    yield from checking_words.words(drawing, known)
