"""What only matters have: titles, what they lead to, duplicates, items of their time."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.model import Fault, Pack
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.rules.case_cards import no_such_item
from hengjian.lib.bilingual import Text


def title_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """What titles a matter stands in every list: nothing personal, nothing transient."""
    for name, entry in _entries(draft):
        shape = draft.shapes.get(name)
        if shape is None:
            continue
        for item, place in entry.each("titled_by"):
            yield from no_such_item(place, item, shape, "titled_by")
            known = shape.items.get(item)
            if known is not None and (known.personal or known.transient):
                yield Fault(
                    place,
                    Text(
                        f"“{item}”不得出现在标题里",
                        f"“{item}” must not stand in a title",
                    ),
                    None,
                    "titled_by",
                )


def leads_to_handled(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Matters lead to matters: of packs that are handled."""
    handled = {name for name, pack in packs.items() if pack.kind == "handled"}
    for name, entry in _entries(draft):
        for other, place in entry.each("leads_to"):
            # a pack that is read alone does not see the others
            if other in packs and other not in handled - {name}:
                yield Fault(
                    place,
                    Text(
                        f"“{other}”不是另一类在此办理的事项",
                        f"“{other}” is not another kind of matter",
                    ),
                    nearest_or_list(other, handled - {name}),
                    "leads_to",
                )


def duplicate_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Personal items are compared by their digests, and never a name alone."""
    for name, entry in _entries(draft):
        shape = draft.shapes.get(name)
        place = entry.place("duplicates") if "duplicates" in entry else None
        if shape is None or place is None:
            continue
        for together in entry.get("duplicates", ()):
            for item in together:
                yield from no_such_item(place, item, shape, "duplicates")
                known = shape.items.get(item)
                if known is not None and known.personal and not known.match:
                    yield Fault(
                        place,
                        Text(
                            f"“{item}”是个人信息，须 match: true 才可比对",
                            f"“{item}” is personal: it is compared with match: true",
                        ),
                        None,
                        "duplicates",
                    )


def transient_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """What is deleted at closing is no key, not required, and lives on in nothing."""
    for pack in packs.values():
        if pack.card is None:
            continue
        passing = {i.name for i in pack.card.items.values() if i.transient}
        for item in pack.card.items.values():
            read = item.derive.names if item.derive is not None else frozenset()
            if item.transient and (item.required or item.name in pack.card.key):
                yield Fault(
                    item.place,
                    Text(
                        f"“{item.name}”办结即删，不能必填，也不能作主键",
                        f"“{item.name}” is deleted at closing: neither required nor key",
                    ),
                    None,
                    "transient_items",
                )
            if not item.transient and read & passing:
                yield Fault(
                    item.place,
                    Text(
                        f"“{item.name}”由办结即删的项算出，会把它留下来",
                        f"“{item.name}” would keep what is deleted at closing",
                    ),
                    None,
                    "transient_items",
                )


def _entries(draft: Draft) -> Iterator[tuple[str, Entry]]:
    for name, source in draft.packs.items():
        if source.pack is not None:
            yield name, source.pack
