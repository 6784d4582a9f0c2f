"""Shapes of all cards: the items and links that expressions may name."""

from typing import cast

from hengjian.engines.pack_format.building.spellings import spellings
from hengjian.engines.pack_format.draft import CardShape, Draft, ItemShape
from hengjian.engines.pack_format.faults import nearest, nearest_or_list
from hengjian.engines.pack_format.model import ItemType, Place
from hengjian.engines.pack_format.nodes import MapNode
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.system_cards import SYSTEM_CARDS
from hengjian.lib.bilingual import Text


def build_shapes(draft: Draft) -> None:
    """Fill ``draft.shapes``: system cards, pack cards, rolled cards, then links."""
    for name, card in SYSTEM_CARDS.items():
        shape = CardShape(
            name,
            {
                item.name: ItemShape(item.type, item.label, choices=item.choices)
                for item in card.items.values()
            },
            card.key,
        )
        shape.unit, shape.department, shape.handler = (
            card.unit,
            card.department,
            card.handler,
        )
        draft.shapes[name] = shape
    for name, source in draft.packs.items():
        if source.card is not None and "items" in source.card:
            draft.shapes[name] = _card_shape(draft, name, source.card)
        elif (source.folder / "case_card.yaml").exists():
            draft.unreadable.add(name)
    _Rolling(draft).roll_all()
    for name, source in draft.packs.items():
        if source.card is not None and name in draft.shapes:
            _resolve_links(draft, name, source.card)


def _card_shape(draft: Draft, pack: str, card: Entry) -> CardShape:
    shape = CardShape(pack, {}, tuple(card.get("key", ())))
    items_node = cast(MapNode, card.value_node("items"))
    shape.broken = {key.text for key, _ in items_node.pairs}
    for name, entry in card["items"].items():
        if "type" not in entry:
            continue
        shape.broken.discard(name)
        shape.items[name] = ItemShape(
            type=ItemType(entry["type"]),
            label=entry.get("label", Text.same(name)),
            personal=entry.get("personal", False),
            match=entry.get("match", False),
            transient=entry.get("transient", False),
            required=entry.get("required", False),
            choices=_choices(draft, pack, entry),
            choice_aliases=_choice_aliases(draft, entry),
        )
    shape.unit = card.get("unit")
    shape.department = card.get("department")
    shape.handler = card.get("handler")
    return shape


def _choices(draft: Draft, pack: str, entry: Entry) -> dict[str, Text]:
    value = entry.get("choices", {})
    if isinstance(value, dict):
        return value
    if isinstance(value, tuple):
        return {code: Text.same(code) for code in value}
    value = value.removeprefix("_shared/")
    lists = draft.shared.lists if draft.shared is not None else {}
    if value not in lists:
        if (
            draft.shared is not None
            and (draft.shared.folder / f"{value}.yaml").exists()
        ):
            return {}  # the list's own faults are told in its file
        draft.faults.add(
            entry.place("choices"),
            Text(
                f"没有共享代码表“{value}”",
                f"there is no shared code list “{value}”",
            ),
            nearest(value, lists)
            or Text(
                f"建立 _shared/{value}.yaml，或在此写出代码",
                f"make _shared/{value}.yaml, or write the codes here",
            ),
            rule="choices_known",
        )
        return {}
    if f"_shared/{value}" not in _uses(draft, pack):
        draft.faults.add(
            entry.place("choices"),
            Text(
                f"用到共享代码表“{value}”，但 pack.yaml 的 uses 未写",
                f"the shared list “{value}” is used but not named in uses of pack.yaml",
            ),
            Text(f"在 uses 中加 _shared/{value}", f"add _shared/{value} to uses"),
            rule="choices_known",
        )
    return {
        code: choice["label"]
        for code, choice in lists[value].get("choices", {}).items()
        if "label" in choice
    }


def _choice_aliases(draft: Draft, entry: Entry) -> dict[str, str]:
    """Further spellings of the choices of a shared list, each to its code."""
    value = entry.get("choices", {})
    lists = draft.shared.lists if draft.shared is not None else {}
    if not isinstance(value, str):
        return {}
    shared = lists.get(value.removeprefix("_shared/"))
    return {} if shared is None else spellings(shared)


def _uses(draft: Draft, pack: str) -> tuple[str, ...]:
    entry = draft.packs[pack].pack
    return tuple(entry.get("uses", ())) if entry is not None else ()


def _resolve_links(draft: Draft, pack: str, card: Entry) -> None:
    shape = draft.shapes[pack]
    for name, link in card.get("links", {}).items():
        if "to" not in link:
            shape.broken.add(name)
            continue
        target = draft.card_named(link["to"], pack)
        if target is None or target.startswith("_system."):
            shape.broken.add(name)
            draft.faults.add(
                link.place("to"),
                Text(f"没有案卡“{link['to']}”", f"there is no card “{link['to']}”"),
                unknown_card_advice(draft, link["to"], pack),
                rule="link_target",
            )
        elif target in draft.shapes:
            shape.links[name] = target
        else:
            shape.broken.add(name)


def unknown_card_advice(draft: Draft, name: str, pack: str) -> Text | None:
    """What to do about a card that is not there: load its pack, or mend the name."""
    other = name.partition(".")[0]
    beside = draft.packs[pack].folder.parent / other
    if other not in draft.packs and (beside / "pack.yaml").is_file():
        return Text(
            f"业务包“{other}”未载入：把它的文件夹也给出",
            f"the pack “{other}” is not loaded: give its folder too",
        )
    return nearest_or_list(name, draft.card_names(pack))


class _Rolling:
    """Rolled cards in the order of their sources; a circle is a fault."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.waiting: dict[str, tuple[str, Entry]] = {}
        self.under_way: list[str] = []
        for pack, source in draft.packs.items():
            for name, entry in source.rolled_cards.items():
                self.waiting[f"{pack}.{name}"] = (pack, entry)
            folder = source.folder / "rolled_cards"
            for path in folder.glob("*.yaml"):
                if path.stem not in source.rolled_cards:
                    draft.unreadable.add(f"{pack}.{path.stem}")

    def roll_all(self) -> None:
        for full_name in list(self.waiting):
            self._roll(full_name)

    def _roll(self, full_name: str) -> None:
        if full_name not in self.waiting:
            return
        pack, entry = self.waiting[full_name]
        if full_name in self.under_way:
            circle = " → ".join([*self.under_way, full_name])
            self.draft.faults.add(
                entry.place("from"),
                Text(
                    f"汇总卡互相循环：{circle}", f"rolled cards in a circle: {circle}"
                ),
                rule="rolled_card_circle",
            )
            self._give_up(full_name)
            return
        if "from" not in entry or "items" not in entry:
            self._give_up(full_name)
            return
        source = self._source_of(full_name, pack, entry)
        if source is not None:
            self.draft.shapes[full_name] = _rolled_shape(
                self.draft, full_name, entry, source
            )
            self.waiting.pop(full_name, None)
        else:
            self._give_up(full_name)

    def _source_of(self, full_name: str, pack: str, entry: Entry) -> CardShape | None:
        name = entry["from"]
        self.under_way.append(full_name)
        for candidate in (f"{pack}.{name}", name):
            self._roll(candidate)
        self.under_way.pop()
        target = self.draft.card_named(name, pack)
        if target is None:
            self.draft.faults.add(
                entry.place("from"),
                Text(f"没有案卡“{name}”", f"there is no card “{name}”"),
                unknown_card_advice(self.draft, name, pack),
                rule="rolled_card_source",
            )
            return None
        return self.draft.shapes.get(target)

    def _give_up(self, full_name: str) -> None:
        self.waiting.pop(full_name, None)
        self.draft.unreadable.add(full_name)


def rolled_how(entry: Entry) -> str | None:
    """Which one aggregate a rolled item names; None when not exactly one."""
    named = [k for k in entry.values if k not in {"order_by", "joined", "label"}]
    return named[0] if len(named) == 1 else None


def _rolled_shape(
    draft: Draft, full_name: str, entry: Entry, source: CardShape
) -> CardShape:
    shape = CardShape(full_name, {}, tuple(entry.get("key", ())))
    for name, place in entry.each("key"):
        item = item_for_rolling(draft, source, name, place)
        if item is not None:
            shape.items[name] = item
        else:
            shape.broken.add(name)
    for name, rolled in entry["items"].items():
        item = _rolled_item(draft, source, rolled)
        if item is None:
            shape.broken.add(name)
        elif name in shape.items:
            draft.faults.add(
                rolled.place(),
                Text(f"“{name}”已是键", f"“{name}” is in the key already"),
                rule="rolled_item",
            )
        else:
            label = rolled.get("label", Text.same(name))
            shape.items[name] = ItemShape(item.type, label, choices=item.choices)
    for role in ("unit", "department", "handler"):
        setattr(shape, role, _carried(getattr(source, role), shape, entry))
    return shape


def _carried(item: str | None, shape: CardShape, entry: Entry) -> str | None:
    """The item of the rolled card that carries an item of its source on."""
    if item is None or item in shape.key:
        return item
    for name, rolled in entry["items"].items():
        how = rolled_how(rolled)
        if how in {"first", "last", "min", "max"} and rolled[how] == item:
            return name
    return None


def item_for_rolling(
    draft: Draft, source: CardShape, name: str, place: Place
) -> ItemShape | None:
    """A source item that may be rolled up; else the fault is noted."""
    item = source.items.get(name)
    if item is None:
        if name not in source.broken:
            draft.faults.add(
                place,
                Text(
                    f"案卡“{source.full_name}”没有项“{name}”",
                    f"the card “{source.full_name}” has no item “{name}”",
                ),
                nearest_or_list(name, source.items),
                rule="rolled_item",
            )
        return None
    if item.personal:
        draft.faults.add(
            place,
            Text(
                f"“{name}”是个人信息，不得汇总",
                f"“{name}” is personal and may not be rolled up",
            ),
            rule="personal_items",
        )
        return None
    return item


def _rolled_item(draft: Draft, source: CardShape, rolled: Entry) -> ItemShape | None:
    how = rolled_how(rolled)
    if how is None:
        draft.faults.add(
            rolled.place(),
            Text(
                "汇总项要写且只写一种汇总方式",
                "a rolled item names exactly one way of rolling up",
            ),
            Text("例如 {max: ended_on}", "such as {max: ended_on}"),
            rule="rolled_item",
        )
        return None
    _note_order(draft, source, rolled, how)
    _note_idle(draft, rolled, how)
    if how == "count":
        return ItemShape(ItemType.INTEGER, Text("", ""))
    item = item_for_rolling(draft, source, rolled[how], rolled.place(how))
    if item is None:
        return None
    return _rolled_type(draft, rolled, how, item)


_NUMBERS = (ItemType.INTEGER, ItemType.DECIMAL, ItemType.MONEY)


def _rolled_type(
    draft: Draft, rolled: Entry, how: str, item: ItemShape
) -> ItemShape | None:
    fits = {
        "sum": item.type in _NUMBERS,
        "any": item.type is ItemType.BOOLEAN,
        "all": item.type is ItemType.BOOLEAN,
        "min": item.type is not ItemType.BOOLEAN,
        "max": item.type is not ItemType.BOOLEAN,
    }
    if not fits.get(how, True):
        draft.faults.add(
            rolled.place(how),
            Text(
                f"类型 {item.type} 不能用 {how} 汇总",
                f"{how} does not fit the type {item.type}",
            ),
            rule="rolled_item",
        )
        return None
    if how == "list":
        return ItemShape(ItemType.TEXT, Text("", ""))
    return ItemShape(item.type, item.label, choices=item.choices)


def _note_idle(draft: Draft, rolled: Entry, how: str) -> None:
    """What is written but would do nothing: ``count: false``, a separator without list."""
    if how == "count" and not rolled[how]:
        place, mend = rolled.place(how), Text("写 count: true", "write count: true")
    elif "joined" in rolled and how != "list":
        place, mend = rolled.place("joined"), Text("删去 joined", "leave joined out")
    else:
        return
    draft.faults.add(
        place, Text("这里不起作用", "this does nothing here"), mend, rule="rolled_item"
    )


def _note_order(draft: Draft, source: CardShape, rolled: Entry, how: str) -> None:
    if "order_by" in rolled:
        item_for_rolling(draft, source, rolled["order_by"], rolled.place("order_by"))
    elif how in {"first", "last", "list"}:
        draft.faults.add(
            rolled.place(),
            Text(f"{how} 要写 order_by", f"{how} needs order_by"),
            rule="rolled_item",
        )
