"""The released kinds that have a demo, with what it says."""

from dataclasses import dataclass

from hengjian.engines.pack_format.demo_model import Demo
from hengjian.engines.pack_format.demo_reading import read_demo
from hengjian.engines.pack_format.faults import FaultList
from hengjian.matters.kinds import Kind, kinds


@dataclass(frozen=True)
class Plan:
    """A kind of matter and its demo."""

    kind: Kind
    demo: Demo

    @property
    def name(self) -> str:
        return self.kind.name


def plans() -> list[Plan]:
    """Every kind with a demo, by name."""
    found = []
    for kind in kinds().values():
        demo = read_demo(kind.pack, kind.parameters, FaultList())
        if demo is not None:
            found.append(Plan(kind, demo))
    return found
