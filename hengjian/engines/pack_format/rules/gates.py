"""Integrity gates: at tasks that exist, over items that exist; and the demo's names."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.demo_reading import read_demo
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import FaultList, nearest_or_list
from hengjian.engines.pack_format.gate_model import Gate
from hengjian.engines.pack_format.model import Fault, ItemType, Pack
from hengjian.engines.pack_format.publication_reading import read_publication
from hengjian.lib.bilingual import Text


REGISTER = "register"
_TIMES = {ItemType.DATE, ItemType.DATETIME}


def gate_at(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``at`` names tasks of the drawing, or the registration."""
    for pack in packs.values():
        tasks = set(pack.process.tasks) if pack.process is not None else set()
        for gate in pack.gates.values():
            for name in gate.at:
                if name not in tasks | {REGISTER}:
                    yield Fault(
                        gate.place,
                        Text(f"没有环节“{name}”", f"there is no task “{name}”"),
                        nearest_or_list(name, tasks | {REGISTER}),
                        "gate_at",
                    )


def gate_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """What is counted has items of the card in common; a stretch has two times."""
    for name, pack in packs.items():
        if name in draft.unreadable:
            continue
        for gate in pack.gates.values():
            yield from _items(pack, gate)


def _items(pack: Pack, gate: Gate) -> Iterator[Fault]:
    items = pack.card.items if pack.card is not None else {}
    for count in gate.counts.values():
        for name in (*count.same, *(count.overlap or ())):
            item = items.get(name)
            if item is None or item.personal:
                yield Fault(
                    gate.place,
                    Text(
                        f"案卡没有可比的项“{name}”",
                        f"the card has no item “{name}” to compare",
                    ),
                    nearest_or_list(name, items),
                    "gate_items",
                )
        times = [items[n].type for n in count.overlap or () if n in items]
        if len(times) == 2 and (times[0] not in _TIMES or times[0] is not times[1]):
            yield Fault(
                gate.place,
                Text(
                    "overlap 的两项应同为日期或同为时刻",
                    "overlap takes two dates or two moments",
                ),
                None,
                "gate_items",
            )


def posted_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``publication.yaml`` posts items that exist, never personal ones."""
    for name, pack in packs.items():
        if name not in draft.unreadable:
            faults = FaultList()
            read_publication(pack, faults)
            yield from faults.in_order()


def demo_names(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``demo.yaml`` names tasks and items that exist, with conditions that can be read."""
    for name, pack in packs.items():
        if name in draft.unreadable:
            continue
        faults = FaultList()
        read_demo(pack, dict(draft.parameters.get(name, {})), faults)
        yield from faults.in_order()
