"""Limits of the law and the deadlines of packs that rest on them."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from hengjian.engines.deadlines.lengths import Unit, parse_length
from hengjian.engines.pack_format.building.limits import build_limits
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest, nearest_or_list
from hengjian.engines.pack_format.limit_model import (
    Deadline,
    LimitExtension,
    LimitLaw,
    LimitLength,
)
from hengjian.engines.pack_format.model import Fault, ItemType, Pack, Place
from hengjian.engines.pack_format.nodes import ListNode, Node, ScalarNode
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


def limit_whole(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A period has a length, every length a number or words, examples what they need."""
    for law in _laws(draft).values():
        if law.kind == "period" and not law.lengths:
            yield _fault(
                law.place,
                "limit_whole",
                Text("period 要有长度", "a period has a length"),
                Text("补上 lengths", "add lengths"),
            )
        for each in _lengths(law):
            if bool(each.length) == (each.at_once is not None):
                yield _fault(
                    each.place,
                    "limit_whole",
                    Text(
                        "长度写 length 或 at_once，恰好一样",
                        "a length takes one of length and at_once",
                    ),
                )
        yield from _examples(law)


def _examples(law: LimitLaw) -> Iterator[Fault]:
    known = {name for _, held in law.dated for name in held} | set(law.lengths)
    for example in law.examples:
        if (example.words is None) == (not example.start or not example.due):
            yield _fault(
                example.place,
                "limit_whole",
                Text(
                    "算例写 start 与 due，或只写 words",
                    "an example takes start and due, or words alone",
                ),
            )
        for name, names in (
            *((each, law.extensions) for each in example.extended),
            *([(example.length, known)] if example.length else []),
        ):
            if name not in names:
                yield _fault(
                    example.place,
                    "limit_whole",
                    Text(f"{law.id} 没有“{name}”", f"{law.id} has no “{name}”"),
                    nearest_or_list(name, names),
                )


def limit_lengths_agree(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Parameters and items of packs that hold a limit's length hold the same one."""
    for law in _laws(draft).values():
        held: list[LimitLength | LimitExtension] = [*_lengths(law)]
        held += law.extensions.values()
        for each in held:
            for name in each.held_by:
                pack = packs.get(name.partition(".")[0])
                if pack is None:
                    continue  # not loaded here
                found = _length_held(pack, name)
                if not _is_same(found, each.length):
                    yield _fault(
                        each.place,
                        "limit_lengths_agree",
                        Text(
                            f"{law.id} 为 {each.length or '无'}，"
                            f"{name} 却为 {found or '无'}",
                            f"{law.id} says {each.length or 'nothing'},"
                            f" {name} {found or 'nothing'}",
                        ),
                        Text("把两处改成一样", "make both the same"),
                    )


def _length_held(pack: Pack, name: str) -> str | None:
    """The length that a parameter (its last value) or a limit item of a pack states."""
    _, own, *key = name.split(".")
    item = pack.card.items.get(own) if pack.card is not None else None
    if item is not None:
        return item.limit.length if item.limit is not None else None
    parameter = pack.parameters.get(own)
    if parameter is None or not parameter.history.values:
        return None
    value = parameter.history.values[-1].value
    if key:
        value = value.get(key[0]) if isinstance(value, Mapping) else None  # type: ignore[assignment]
    if not isinstance(value, int | Fraction):
        return None
    return f"{value} {parameter.unit}"


def _is_same(found: str | None, length: str) -> bool:
    """Whether what is held elsewhere is the length; what is no length at all is not."""
    if not found or not length:
        return False
    try:
        return comparable(found) == comparable(length)
    except UserFault:
        return False


def comparable(length: str) -> tuple[int, str]:
    """A length to compare: years in months. Raises ``UserFault``."""
    read = parse_length(length)
    if read.unit is Unit.YEARS:
        return 12 * read.number, Unit.MONTHS.value
    return read.number, read.unit.value


def deadline_limit(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A deadline binds a limit that exists, its lengths and extensions."""
    laws = _laws(draft)
    for _, deadline in _deadlines(packs):
        law = laws.get(deadline.limit)
        if law is None:
            yield _fault(
                _place(draft, deadline, deadline.limit),
                "deadline_limit",
                Text(
                    f"没有期限“{deadline.limit}”",
                    f"there is no limit “{deadline.limit}”",
                ),
                nearest(deadline.limit, laws)
                or Text(
                    "期限写在 _shared/limits.yaml",
                    "limits stand in _shared/limits.yaml",
                ),
            )
            continue
        lengths = {name: each for held in _held(law) for name, each in held.items()}
        asked = [(row.then, lengths) for row in deadline.lengths]
        known: list[tuple[str, Mapping[str, object]]] = [*asked]
        known += [(each.extension, law.extensions) for each in deadline.extended]
        for name, names in known:
            if name not in names:
                yield _fault(
                    _place(draft, deadline, name),
                    "deadline_limit",
                    Text(f"{law.id} 没有“{name}”", f"{law.id} has no “{name}”"),
                    nearest_or_list(name, names),
                )
        used = [lengths[name] for name, _ in asked if name in lengths]
        used = used if asked else list(law.lengths.values())[:1]
        if not asked and not used:
            yield _fault(
                _place(draft, deadline, deadline.limit),
                "deadline_limit",
                Text(f"{law.id} 没有长度可计算", f"{law.id} has no length to count"),
            )
        for each in used:
            if not each.length or parse_length(each.length).unit == "hours":
                yield _fault(
                    _place(draft, deadline, each.name),
                    "deadline_limit",
                    Text(
                        f"{law.id} 的“{each.name}”不按日月计算，不能绑在案卡上",
                        f"“{each.name}” of {law.id} is not counted in days or months",
                    ),
                )


def deadline_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """The items of a deadline exist and are dates, or whole numbers where counted."""
    for pack, deadline in _deadlines(packs):
        days = [deadline.start, *deadline.done, *deadline.reset]
        days += [each.on for each in deadline.extended if each.on]
        days += [n for s in deadline.suspended for n in (s.from_item, s.to_item) if n]
        counts = [each.times for each in deadline.extended if each.times]
        counts += [each.days for each in deadline.suspended if each.days]
        for names, wanted in ((days, ItemType.DATE), (counts, ItemType.INTEGER)):
            for name in names:
                place = _place(draft, deadline, name)
                yield from _item_faults(pack, place, name, wanted)


def _item_faults(
    pack: Pack, place: Place, name: str, wanted: ItemType
) -> Iterator[Fault]:
    items = pack.card.items if pack.card is not None else {}
    item = items.get(name)
    if item is not None and item.type is wanted and not item.personal:
        return
    fitting = [n for n, i in items.items() if i.type is wanted and not i.personal]
    yield _fault(
        place,
        "deadline_items",
        Text(
            f"“{name}”不是案卡的 {wanted} 项" if item else f"案卡没有项“{name}”",
            f"“{name}” is no {wanted} item of the card",
        ),
        nearest(name, fitting),
    )


def deadline_shape(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Custody is said where it depends on the person; extensions and suspensions fit."""
    laws = _laws(draft)
    for _, deadline in _deadlines(packs):
        law = laws.get(deadline.limit)
        wanted = law.custody if law is not None else ""
        is_said = deadline.custody is not None
        if (wanted == "if_detained" and not is_said) or (
            wanted == "always" and is_said
        ):
            yield _fault(
                deadline.place,
                "deadline_shape",
                Text(
                    "期限的 custody 为 if_detained 时要写 custody，为 always 时不写",
                    "custody is written where the limit says if_detained, not for always",
                ),
            )
        for extension in deadline.extended:
            given = (extension.on, extension.when, extension.times)
            if sum(each is not None for each in given) != 1:
                yield _fault(
                    deadline.place,
                    "deadline_shape",
                    Text(
                        "延长写 on、when、times 之一",
                        "an extension takes one of on, when and times",
                    ),
                )
        for suspension in deadline.suspended:
            spans = suspension.from_item is not None and suspension.to_item is not None
            if spans == (suspension.days is not None):
                yield _fault(
                    deadline.place,
                    "deadline_shape",
                    Text(
                        "中止写 from 与 to，或只写 days",
                        "a suspension takes from and to, or days alone",
                    ),
                )


def _laws(draft: Draft) -> dict[str, LimitLaw]:
    return build_limits(draft.shared.limits) if draft.shared is not None else {}


def _held(law: LimitLaw) -> list[Mapping[str, LimitLength]]:
    return [held for _, held in law.dated] or [law.lengths]


def _lengths(law: LimitLaw) -> list[LimitLength]:
    return [each for held in _held(law) for each in held.values()]


def _deadlines(packs: Mapping[str, Pack]) -> Iterator[tuple[Pack, Deadline]]:
    for pack in packs.values():
        for deadline in pack.deadlines.values():
            yield pack, deadline


def _place(draft: Draft, deadline: Deadline, text: str) -> Place:
    """Where a text stands in the deadline; the deadline itself if nowhere."""
    entry = draft.packs[deadline.pack].deadlines[deadline.name]
    return next(
        (n.place for n in _scalars(entry.node) if n.text == text), deadline.place
    )


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _scalars(item)
    else:
        for _, value in node.pairs:
            yield from _scalars(value)


def _fault(
    place: Place, rule: str, message: Text, suggestion: Text | None = None
) -> Fault:
    return Fault(place, message, suggestion, rule)
