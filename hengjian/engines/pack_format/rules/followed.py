"""What a matter takes over from the one that led to it: kinds and items that fit."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.model import Fault, Pack
from hengjian.engines.pack_format.nodes import MapNode, ScalarNode
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.rules.case_cards import no_such_item
from hengjian.lib.bilingual import Text
from hengjian.lib.places import Place


_RULE = "follows"


def followed_leads_here(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Only a kind that leads to this one is followed."""
    for name, entry in _followed(draft):
        kind = str(entry.get("kind"))
        # a pack that is read alone does not see the others
        if kind in packs and name not in packs[kind].leads_to:
            leading = {other for other, pack in packs.items() if name in pack.leads_to}
            yield Fault(
                entry.place("kind"),
                Text(
                    f"“{kind}”的事项不引出“{name}”",
                    f"matters of “{kind}” do not lead to “{name}”",
                ),
                nearest_or_list(kind, leading),
                _RULE,
            )


def followed_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Items stand on both cards, of one type, with codes known here; nothing personal."""
    for name, entry in _followed(draft):
        here = draft.shapes.get(name)
        there = draft.shapes.get(str(entry.get("kind")))
        if here is None or there is None:
            continue
        for place, own, other in _pairs(entry):
            yield from no_such_item(place, own, here, _RULE)
            yield from no_such_item(place, other, there, _RULE)
            first, second = here.items.get(own), there.items.get(other)
            if first is None or second is None:
                continue
            if second.personal or second.transient:
                yield Fault(
                    place,
                    Text(
                        f"“{other}”不带到别的事项",
                        f"“{other}” is not taken to another matter",
                    ),
                    None,
                    _RULE,
                )
            if first.type is not second.type or set(second.choices) - set(
                first.choices
            ):
                yield Fault(
                    place,
                    Text(
                        f"“{own}”与“{other}”的类型或代码不同",
                        f"“{own}” and “{other}” differ in type or codes",
                    ),
                    None,
                    _RULE,
                )


def _followed(draft: Draft) -> Iterator[tuple[str, Entry]]:
    for name, source in draft.packs.items():
        for each in source.pack.get("follows", ()) if source.pack is not None else ():
            yield name, each


def _pairs(entry: Entry) -> Iterator[tuple[Place, str, str]]:
    node = entry.node.get("items")
    for own, other in node.pairs if isinstance(node, MapNode) else ():
        if isinstance(other, ScalarNode):
            yield own.place, own.text, other.text
