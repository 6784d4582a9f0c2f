"""Case cards from their files: items, links and checks with typed expressions."""

from typing import Any

from hengjian.engines.expressions.types import ValueType
from hengjian.engines.pack_format.building.ordering import compute_order
from hengjian.engines.pack_format.building.scopes import (
    card_scope,
    pair_scope,
    parse_at,
)
from hengjian.engines.pack_format.draft import CardShape, Draft
from hengjian.engines.pack_format.model import (
    CaseCard,
    Check,
    Item,
    ItemType,
    Limit,
    Link,
)
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


def build_card(draft: Draft, pack: str) -> CaseCard | None:
    """The card of a pack, as far as its file can be read."""
    entry = draft.packs[pack].card
    shape = draft.shapes.get(pack)
    if entry is None or shape is None:
        return None
    timezone = entry.get("timezone", "Asia/Shanghai")
    scope = card_scope(draft, shape, pack, personal=True, timezone=timezone)
    items = {
        name: _item(draft, name, shape, entry["items"][name], scope)
        for name in shape.items
    }
    checked = card_scope(
        draft,
        shape,
        pack,
        personal=True,
        constants=frozenset({"as_of"}),
        timezone=timezone,
    )
    return CaseCard(
        name=pack,
        grain=entry.get("grain", "case"),
        key=tuple(name for name in shape.key if name in items),
        items=items,
        place=entry.place(),
        unit=_existing(shape, entry.get("unit")),
        department=_existing(shape, entry.get("department")),
        handler=_existing(shape, entry.get("handler")),
        partition_date=partition_date(entry, shape),
        weight=_existing(shape, entry.get("weight")),
        timezone=timezone,
        links=_links(draft, pack, shape, entry),
        checks=build_checks(draft, entry, shape, checked),
        computed=compute_order(items),
    )


def partition_date(card: Entry, shape: CardShape) -> str | None:
    """The date that partitions a card table: as written, or the first required date."""
    written = card.get("partition_date")
    if written == "none":
        return None
    if written is not None:
        return _existing(shape, written)
    for name, item in shape.items.items():
        if item.required and item.type is ItemType.DATE and not item.personal:
            return name
    return None


def _existing(shape: CardShape, name: str | None) -> str | None:
    return name if name in shape.items else None


def _item(draft: Draft, name: str, shape: CardShape, entry: Entry, scope: Any) -> Item:
    known = shape.items[name]
    derive = None
    if "derive" in entry:
        node = entry.scalar("derive")
        derive = parse_at(draft, node, scope, shape.broken, known.type.value_type)
    limit = entry.get("limit")
    return Item(
        name=name,
        label=known.label,
        type=known.type,
        place=entry.place(),
        required=known.required,
        personal=known.personal,
        match=known.match,
        transient=known.transient,
        aliases=tuple(entry.get("aliases", ())),
        formats=tuple(entry.get("formats", ())),
        choices=known.choices,
        choice_aliases=known.choice_aliases,
        derive=derive,
        limit=(
            Limit(limit["start"], limit["length"])
            if limit is not None and "start" in limit and "length" in limit
            else None
        ),
    )


def _links(draft: Draft, pack: str, shape: CardShape, card: Entry) -> dict[str, Link]:
    links = {}
    for name, entry in card.get("links", {}).items():
        if name not in shape.links:
            continue
        there = draft.shapes[shape.links[name]]
        where = None
        if "where" in entry:
            where = parse_at(
                draft,
                entry.scalar("where"),
                pair_scope(draft, shape, there, pack),
                shape.broken | there.broken,
                ValueType.BOOLEAN,
            )
        links[name] = Link(
            name=name,
            to=_called(there.full_name, pack),
            on=dict(entry.get("on", {})),
            where=where,
            order_by=entry.get("order_by"),
            take=entry.get("take", "first"),
            place=entry.place(),
        )
    return links


def _called(full_name: str, pack: str) -> str:
    """The name by which a pack calls a card: its own rolled cards by their short name."""
    return full_name.removeprefix(f"{pack}.")


def build_checks(
    draft: Draft, card: Entry, shape: CardShape, scope: Any
) -> tuple[Check, ...]:
    """The checks of a card or rolled card, in the order of the file."""
    checks = []
    for entry in card.get("checks", ()):
        if "check" not in entry or "assert" not in entry:
            continue
        node = entry.scalar("assert")
        assertion = parse_at(draft, node, scope, shape.broken, ValueType.BOOLEAN)
        if assertion is None:
            continue
        message = entry.get("message") or Text(
            f"不符合：{node.text}", f"does not hold: {node.text}"
        )
        checks.append(
            Check(
                name=entry["check"],
                assertion=assertion,
                level=entry.get("level", "prompting"),
                dimension=entry.get("dimension", "consistent"),
                kind=entry.get("kind", "wrong"),
                message=message,
                place=entry.place(),
            )
        )
    return tuple(checks)
