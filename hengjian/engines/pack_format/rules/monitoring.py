"""Rules of process monitoring: they read a card, and limits and deadlines that exist."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest, nearest_or_list
from hengjian.engines.pack_format.model import Fault, Pack, Place
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


def monitored_card(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A rule reads the case card of a pack: one prompt stands for one card."""
    with_card = [name for name, source in draft.packs.items() if source.card]
    for pack, _, entry in _rules(draft):
        card = entry.get("card", pack)
        if card not in with_card:
            yield _fault(
                _place(entry, "card"),
                "monitored_card",
                Text(f"没有案卡“{card}”", f"there is no case card “{card}”"),
                nearest_or_list(card, with_card),
            )


def monitored_by(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A rule says when, or names a deadline of its card; exactly one of them."""
    for pack, _, entry in _rules(draft):
        if ("when" in entry) == ("late" in entry):
            yield _fault(
                entry.place(),
                "monitored_by",
                Text("写 when 或 late，恰好一样", "write exactly one of when and late"),
            )
            continue
        card = packs.get(entry.get("card", pack))
        if "late" not in entry or card is None:
            continue
        if entry["late"] not in card.deadlines:
            yield _fault(
                entry.place("late"),
                "monitored_by",
                Text(
                    f"“{card.name}”没有期限“{entry['late']}”",
                    f"“{card.name}” has no deadline “{entry['late']}”",
                ),
                nearest_or_list(entry["late"], card.deadlines),
            )


def monitored_limits(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """The limits that a rule names stand in ``_shared/limits.yaml``."""
    known = draft.shared.limits if draft.shared is not None else {}
    for _, _, entry in _rules(draft):
        for key in ("limit", "reply"):
            if key in entry and entry[key] not in known:
                yield _fault(
                    entry.place(key),
                    "monitored_limits",
                    Text(
                        f"没有期限“{entry[key]}”", f"there is no limit “{entry[key]}”"
                    ),
                    nearest(entry[key], known),
                )


def _rules(draft: Draft) -> Iterator[tuple[str, str, Entry]]:
    for pack, source in draft.packs.items():
        for name, entry in source.monitoring.items():
            yield pack, name, entry


def _place(entry: Entry, key: str) -> Place:
    return entry.place(key) if key in entry else entry.place()


def _fault(
    place: Place, rule: str, message: Text, suggestion: Text | None = None
) -> Fault:
    return Fault(place, message, suggestion, rule)
