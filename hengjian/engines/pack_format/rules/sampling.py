"""Populations of review: a card, a date, and items of it that are nobody's secret."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest, nearest_or_list
from hengjian.engines.pack_format.model import Fault, ItemType, Pack
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


def sampled_card(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A population holds the case cards of a pack."""
    with_card = [name for name, source in draft.packs.items() if source.card]
    for entry in _populations(draft):
        if "card" in entry and entry["card"] not in with_card:
            yield Fault(
                entry.place("card"),
                Text(
                    f"没有案卡“{entry['card']}”",
                    f"there is no case card “{entry['card']}”",
                ),
                nearest_or_list(entry["card"], with_card),
                "sampled_card",
            )


def sampled_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Its items stand on that card: a date, a case, strata and people; none personal."""
    for entry in _populations(draft):
        shape = draft.shapes.get(entry.get("card", ""))
        if shape is None:
            continue
        asked = [
            (key, entry[key]) for key in ("dated_by", "case", "by") if key in entry
        ]
        asked += [("kept_away", name) for name in entry.get("kept_away", ())]
        for key, name in asked:
            item = shape.items.get(name)
            wanted = {"dated_by": ItemType.DATE, "kept_away": ItemType.PERSON}.get(key)
            if (
                item is None
                or item.personal
                or (wanted is not None and item.type is not wanted)
            ):
                yield Fault(
                    entry.place(key),
                    Text(
                        f"“{name}”不是这张案卡上可用的项",
                        f"“{name}” is no item of that card to be used here",
                    ),
                    nearest(
                        name, [n for n, i in shape.items.items() if not i.personal]
                    ),
                    "sampled_items",
                )


def _populations(draft: Draft) -> Iterator[Entry]:
    for source in draft.packs.values():
        yield from source.sampling.values()
