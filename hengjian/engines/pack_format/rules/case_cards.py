"""A card as a whole: its key, its roles, its partition, its checks' names."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hengjian.engines.pack_format.draft import CardShape, Draft, ItemShape
from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.model import Fault, ItemType, Pack, Place
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


_TEXTS = (ItemType.TEXT, ItemType.CHOICE)
ROLES = {
    "unit": (ItemType.UNIT, *_TEXTS),
    "department": (ItemType.DEPARTMENT, *_TEXTS),
    "handler": (ItemType.PERSON, *_TEXTS),
    "partition_date": (ItemType.DATE, ItemType.DATETIME),
    "weight": (ItemType.INTEGER,),
}


def cards_of(draft: Draft) -> Iterator[tuple[str, Entry, CardShape]]:
    """Each readable case card: its pack, its entry and its shape."""
    for name, source in draft.packs.items():
        if source.card is not None and name in draft.shapes:
            yield name, source.card, draft.shapes[name]


def no_such_item(
    place: Place, name: str, shape: CardShape, rule: str
) -> Iterator[Fault]:
    """The fault of naming an item that the card does not have."""
    if name in shape.items or name in shape.broken:
        return
    yield Fault(
        place,
        Text(
            f"案卡“{shape.full_name}”没有项“{name}”",
            f"the card “{shape.full_name}” has no item “{name}”",
        ),
        nearest_or_list(name, shape.items),
        rule,
    )


def key_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Key items exist and are required: a card without its key cannot be told apart."""
    for _, card, shape in cards_of(draft):
        for name, place in card.each("key"):
            yield from no_such_item(place, name, shape, "key_items")
            item = shape.items.get(name)
            if item is not None and not item.required:
                yield Fault(
                    place,
                    Text(
                        f"键“{name}”不是必填项",
                        f"the key item “{name}” is not required",
                    ),
                    Text(
                        f"在“{name}”下写 required: true",
                        f"write required: true under “{name}”",
                    ),
                    "key_items",
                )


def role_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Unit, department, handler, partition date and weight name fitting items."""
    for _, card, shape in cards_of(draft):
        for role, types in ROLES.items():
            name = card.get(role)
            if name is None or (role == "partition_date" and name == "none"):
                continue
            place = card.place(role)
            yield from no_such_item(place, name, shape, "role_items")
            if name in shape.items:
                yield from _role_fits(place, role, name, shape.items[name], types)


def _role_fits(
    place: Place,
    role: str,
    name: str,
    item: ItemShape,
    types: tuple[ItemType, ...],
) -> Iterator[Fault]:
    if item.type not in types:
        words = " | ".join(types)
        yield Fault(
            place,
            Text(
                f"{role} 的项应为 {words} 类型，“{name}”是 {item.type}",
                f"{role} takes an item of type {words}; “{name}” is {item.type}",
            ),
            None,
            "role_items",
        )
    elif item.personal:
        yield Fault(
            place,
            Text(
                f"“{name}”是个人信息，不能作 {role}",
                f"“{name}” is personal and cannot be the {role}",
            ),
            None,
            "personal_items",
        )


def personal_key(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A key stands in every card table, so none of its items is personal."""
    for _, card, shape in cards_of(draft):
        for name, place in card.each("key"):
            if name in shape.items and shape.items[name].personal:
                yield Fault(
                    place,
                    Text(f"键“{name}”是个人信息", f"the key item “{name}” is personal"),
                    Text(
                        "键用案号、人员编号等", "use a case or person number as the key"
                    ),
                    "personal_items",
                )


def timezone_known(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """The time zone is one of the IANA names."""
    for _, card, _shape in cards_of(draft):
        if "timezone" not in card:
            continue
        try:
            ZoneInfo(card["timezone"])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield Fault(
                card.place("timezone"),
                Text(
                    f"没有时区“{card['timezone']}”",
                    f"there is no time zone “{card['timezone']}”",
                ),
                Text("例如 Asia/Shanghai", "such as Asia/Shanghai"),
                "timezone_known",
            )


def unique_checks(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A check's name stands once on its card: findings are kept under it."""
    for source in draft.packs.values():
        cards = [*source.rolled_cards.values()]
        if source.card is not None:
            cards.append(source.card)
        for card in cards:
            seen: dict[str, Place] = {}
            for entry in card.get("checks", ()):
                if "check" not in entry:
                    continue
                first = seen.setdefault(entry["check"], entry.place("check"))
                if first != entry.place("check"):
                    yield Fault(
                        entry.place("check"),
                        Text(
                            f"规则名“{entry['check']}”在第 {first.line} 行用过",
                            f"the check “{entry['check']}” stands in line {first.line}",
                        ),
                        Text("换一个名称", "choose another name"),
                        "unique_checks",
                    )
