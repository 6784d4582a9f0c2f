"""Overlays: the national record of a handled pack is a card that files bring."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.draft import CardShape, Draft, ItemShape
from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.model import Fault, Pack
from hengjian.engines.pack_format.nodes import MapNode, ScalarNode
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.rules.case_cards import no_such_item
from hengjian.lib.bilingual import Text
from hengjian.lib.places import Place


_RULE = "overlay"


def overlay_of_handled(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Only a handled pack whose record is national overlays, and an imported one."""
    imported = {name for name, pack in packs.items() if pack.kind == "imported"}
    for name, entry in _overlays(draft):
        pack = packs[name]
        if (pack.kind, pack.record_of) != ("handled", "national"):
            yield Fault(
                entry.place(),
                Text(
                    "只有在此办理、记录归属全国系统的业务包才叠加案卡",
                    "only a handled pack with record_of: national overlays a card",
                ),
                None,
                _RULE,
            )
        if entry.get("card") not in imported:
            yield Fault(
                entry.place("card"),
                Text(
                    f"没有由文件导入的业务包“{entry.get('card')}”",
                    f"there is no imported pack “{entry.get('card')}”",
                ),
                nearest_or_list(str(entry.get("card")), imported),
                _RULE,
            )


def overlay_key(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """The key of an overlay names every key item there, and texts of the own card."""
    for entry, here, there in _shaped(draft):
        yield from _pairs_exist(entry, "key", here, there)
        named = sorted(entry.get("key", {}).values())
        if named != sorted(there.key):
            yield Fault(
                entry.place("key"),
                Text(
                    f"要对应“{there.full_name}”的全部主键：{'、'.join(there.key)}",
                    f"it names the whole key of “{there.full_name}”:"
                    f" {', '.join(there.key)}",
                ),
                None,
                _RULE,
            )


def overlay_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """What arrives has one type on both sides, and codes that are known here."""
    for entry, here, there in _shaped(draft):
        yield from _pairs_exist(entry, "items", here, there)
        for place, own, other in _pairs(entry, "items"):
            first, second = here.items.get(own), there.items.get(other)
            if first is not None and second is not None:
                yield from _unlike(place, own, first, other, second)


def answered_by(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Items that answer a task arrive from a national record."""
    for pack in packs.values():
        if pack.process is None:
            continue
        arriving = {item for each in pack.overlays for item in each.items}
        for task in pack.process.tasks.values():
            for name in task.answered_by:
                if pack.record_of == "national" and name in arriving:
                    continue
                yield Fault(
                    Place(pack.process.file, task.line),
                    Text(
                        f"“{name}”不由全国系统的案卡带来",
                        f"“{name}” does not arrive from a national record",
                    ),
                    nearest_or_list(name, arriving),
                    "drawing_answered_by",
                )


def _overlays(draft: Draft) -> Iterator[tuple[str, Entry]]:
    for name, source in draft.packs.items():
        for each in source.pack.get("overlays", ()) if source.pack is not None else ():
            yield name, each


def _shaped(draft: Draft) -> Iterator[tuple[Entry, CardShape, CardShape]]:
    for name, entry in _overlays(draft):
        here, there = draft.shapes.get(name), draft.shapes.get(entry.get("card", ""))
        if here is not None and there is not None:
            yield entry, here, there


def _pairs(entry: Entry, key: str) -> Iterator[tuple[Place, str, str]]:
    node = entry.node.get(key)
    for own, other in node.pairs if isinstance(node, MapNode) else ():
        if isinstance(other, ScalarNode):
            yield own.place, own.text, other.text


def _pairs_exist(
    entry: Entry, key: str, here: CardShape, there: CardShape
) -> Iterator[Fault]:
    for place, own, other in _pairs(entry, key):
        yield from no_such_item(place, own, here, _RULE)
        yield from no_such_item(place, other, there, _RULE)


def _unlike(
    place: Place, own: str, first: ItemShape, other: str, second: ItemShape
) -> Iterator[Fault]:
    if first.personal or second.personal:
        yield Fault(
            place,
            Text("个人信息不随导入带来", "personal items do not arrive"),
            Text("在事项里另行登记", "note them on the matter"),
            _RULE,
        )
    if first.type is not second.type:
        yield Fault(
            place,
            Text(
                f"类型不同：“{own}”是 {first.type}，“{other}”是 {second.type}",
                f"types differ: “{own}” is {first.type}, “{other}” is {second.type}",
            ),
            None,
            _RULE,
        )
    unknown = sorted(set(second.choices) - set(first.choices))
    if unknown and first.type is second.type:
        yield Fault(
            place,
            Text(
                f"“{own}”没有代码：{'、'.join(unknown)}",
                f"“{own}” lacks the codes {', '.join(unknown)}",
            ),
            None,
            _RULE,
        )
