"""Lengths of limits as files state them: a number and a unit, within what is counted."""

from dataclasses import dataclass

from hengjian.engines.deadlines.lengths import parse_length
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.kinds import Words
from hengjian.engines.pack_format.nodes import Node
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class LengthWords(Words):
    """A length that ``parse_length`` reads; one that is too long is a fault here."""

    def read(self, node: Node, faults: FaultList) -> str | None:
        text = super().read(node, faults)
        if text is None:
            return None
        try:
            parse_length(text)
        except UserFault as fault:
            faults.add(node.place, fault.message, rule="value_kind")
            return None
        return text
