"""Links: to one row of another card, matched on items that exist on both sides."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.draft import CardShape, Draft
from hengjian.engines.pack_format.model import Fault, Pack
from hengjian.engines.pack_format.nodes import MapNode, ScalarNode
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.rules.case_cards import cards_of, no_such_item
from hengjian.lib.bilingual import Text


def _links(draft: Draft) -> Iterator[tuple[Entry, CardShape, CardShape]]:
    for _, card, here in cards_of(draft):
        for name, link in card.get("links", {}).items():
            if name in here.links:
                yield link, here, draft.shapes[here.links[name]]


def _pairs(link: Entry) -> Iterator[tuple[ScalarNode, ScalarNode]]:
    node = link.node.get("on")
    for key, value in node.pairs if isinstance(node, MapNode) else ():
        if isinstance(value, ScalarNode) and key.text in link.get("on", {}):
            yield key, value


def link_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Matched items exist on both sides and are of one type."""
    for link, here, there in _links(draft):
        for key, value in _pairs(link):
            yield from no_such_item(key.place, key.text, here, "link_items")
            yield from no_such_item(value.place, value.text, there, "link_items")
            first, second = here.items.get(key.text), there.items.get(value.text)
            if first is None or second is None:
                continue
            if first.type.value_type is not second.type.value_type:
                yield Fault(
                    value.place,
                    Text(
                        f"类型不同：“{key.text}”是 {first.type}，"
                        f"“{value.text}”是 {second.type}",
                        f"types differ: “{key.text}” is {first.type}, "
                        f"“{value.text}” is {second.type}",
                    ),
                    None,
                    "link_items",
                )


def link_personal_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Personal items are matched only where both sides say ``match: true``."""
    for link, here, there in _links(draft):
        for key, value in _pairs(link):
            first, second = here.items.get(key.text), there.items.get(value.text)
            if first is None or second is None:
                continue
            if not (first.personal or second.personal):
                continue
            if not (first.match and second.match):
                yield Fault(
                    key.place,
                    Text(
                        "个人信息的比对，两边的项都要 personal 且 match: true",
                        "personal items are matched only when both sides are personal "
                        "with match: true",
                    ),
                    None,
                    "personal_items",
                )


def link_order(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A link takes one row: matched by the whole key there, or the first of an order."""
    for link, _here, there in _links(draft):
        if "order_by" in link:
            name = link["order_by"]
            yield from no_such_item(link.place("order_by"), name, there, "link_order")
            if name in there.items and there.items[name].personal:
                yield Fault(
                    link.place("order_by"),
                    Text(f"“{name}”是个人信息", f"“{name}” is personal"),
                    None,
                    "personal_items",
                )
        elif not set(there.key) <= set(link.get("on", {}).values()):
            yield Fault(
                link.place(),
                Text(
                    "可能连到多行：须写 order_by(与 take)，或用对方的全部键相连",
                    "may reach several rows: give order_by (and take), or match the "
                    "whole key there",
                ),
                Text(
                    f"对方的键：{'、'.join(there.key)}",
                    f"key there: {', '.join(there.key)}",
                ),
                "link_order",
            )
