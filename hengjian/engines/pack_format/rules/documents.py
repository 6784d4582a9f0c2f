"""Documents: their fields exist, numbers are their own, what is asked can be given."""

from collections.abc import Iterator, Mapping

from hengjian.engines.deadlines.lengths import Unit
from hengjian.engines.documents.number_pattern import (
    NumberPatternFault,
    check_pattern,
)
from hengjian.engines.documents.wording import OWN_WORDS, Wording, fields_of
from hengjian.engines.pack_format.document_model import (
    BLOCKS,
    DocumentKind,
    LayoutBlock,
)
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.model import Fault, Pack, Place
from hengjian.engines.pack_format.nodes import ScalarNode
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


_UNITS = frozenset(unit.value for unit in Unit)


def document_items(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A field names an item of the card, a parameter, or a word of every document."""
    for name, pack in packs.items():
        shape = draft.shapes.get(name)
        if name in draft.unreadable:
            continue
        items = set(shape.items) | shape.broken if shape is not None else set()
        for kind in pack.documents.values():
            entry = draft.packs[name].documents[kind.name]
            yield from _fields(draft, name, kind, entry, items)
            for holder, key in (
                (entry, "needs"),
                *((block, "table") for block in entry.get("layout", ())),
            ):
                for item, place in holder.each(key):
                    if item not in items:
                        yield _no_item(place, item, items)
        for item in sorted(items & set(OWN_WORDS)):
            if pack.documents and shape is not None:
                yield Fault(
                    next(iter(pack.documents.values())).place,
                    Text(
                        f"案卡项“{item}”与文书自有的词同名",
                        f"the item “{item}” has the name of a document's own word",
                    ),
                    Text("改案卡项的名称", "rename the item"),
                    "document_items",
                )


def document_transient(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """No paper shows, or depends on, what is deleted when its matter closes: it stays."""
    for name, pack in packs.items():
        card = pack.card
        items = card.items.values() if card is not None else ()
        passing = frozenset(item.name for item in items if item.transient)
        if not passing:
            continue
        for kind in pack.documents.values():
            entry = draft.packs[name].documents[kind.name]
            for item, place in _shown(kind, entry):
                if item in passing:
                    yield _kept_alive(place, item)


def _shown(kind: DocumentKind, entry: Entry) -> Iterator[tuple[str, Place]]:
    """Every item that a kind of document shows or asks, with where it is written."""
    yield from _of_words(entry, "to", kind.recipient_words)
    yield from entry.each("needs")
    if kind.made_when is not None:
        for item in sorted(kind.made_when.names):
            yield item, entry.place("made_when")
    for block, each in zip(kind.layout, entry.get("layout", ()), strict=False):
        yield from _of_words(each, block.kind, block.words)
        if "table" in each:
            yield from each.each("table")
        if block.when is not None:
            for item in sorted(block.when.names):
                yield item, each.place("when")


def _of_words(entry: Entry, key: str, words: Wording) -> Iterator[tuple[str, Place]]:
    node = entry.node.get(key)
    if isinstance(node, ScalarNode):
        for field in fields_of(words):
            yield field.name, node.at(field.position)


def _kept_alive(place: Place, item: str) -> Fault:
    return Fault(
        place,
        Text(
            f"“{item}”办结即删，文书会把它留下来",
            f"“{item}” is deleted at closing: a document would keep it",
        ),
        Text("从文书里去掉这一项", "take the item out of the document"),
        "document_transient",
    )


def _fields(
    draft: Draft, pack: str, kind: DocumentKind, entry: Entry, items: set[str]
) -> Iterator[Fault]:
    parameters = set(draft.parameters.get(pack, {}))
    wordings: list[tuple[LayoutBlock | None, Entry, str]] = [(None, entry, "to")]
    wordings += [
        (block, each, block.kind)
        for block, each in zip(kind.layout, entry.get("layout", ()), strict=False)
    ]
    for block, holder, key in wordings:
        node = holder.node.get(key)
        if not isinstance(node, ScalarNode):
            continue
        words = kind.recipient_words if block is None else block.words
        for field in fields_of(words):
            place = node.at(field.position)
            if field.is_parameter:
                if field.parameter not in parameters:
                    yield Fault(
                        place,
                        Text(
                            f"没有参数“{field.parameter}”",
                            f"there is no parameter “{field.parameter}”",
                        ),
                        nearest_or_list(field.parameter, parameters),
                        "document_items",
                    )
            elif field.name not in items and field.name not in OWN_WORDS:
                yield _no_item(place, field.name, items | set(OWN_WORDS))


def _no_item(place: Place, item: str, known: set[str]) -> Fault:
    return Fault(
        place,
        Text(f"案卡没有项“{item}”", f"the card has no item “{item}”"),
        nearest_or_list(item, known),
        "document_items",
    )


def document_layout(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A layout or a Word template; in a block exactly one thing."""
    for name, pack in packs.items():
        for kind in pack.documents.values():
            entry = draft.packs[name].documents[kind.name]
            if "layout" not in entry and kind.template is None:
                yield Fault(
                    kind.place,
                    Text("没有正文", "it has no words"),
                    Text(
                        f"写 layout，或放入 documents/{kind.name}.docx",
                        f"write a layout, or put documents/{kind.name}.docx there",
                    ),
                    "document_layout",
                )
            for block in entry.get("layout", ()):
                if sum(key in block for key in BLOCKS) != 1:
                    yield Fault(
                        block.place(),
                        Text("一段只写一样内容", "a block holds one thing"),
                        Text(
                            f"可用：{'、'.join(BLOCKS)}", f"one of: {', '.join(BLOCKS)}"
                        ),
                        "document_layout",
                    )
                if "known_only" in block and "table" not in block:
                    yield Fault(
                        block.place(),
                        Text("known_only 只用于表", "known_only is a table's alone"),
                        Text("去掉，或写 when", "leave it out, or write when"),
                        "document_layout",
                    )
        yield from _templates_without_kind(draft, name, pack)


def _templates_without_kind(draft: Draft, name: str, pack: Pack) -> Iterator[Fault]:
    source = draft.packs[name]
    for path in sorted((source.folder / "documents").glob("*.docx")):
        if path.stem not in pack.documents:
            yield Fault(
                Place(f"{source.shown_as}/documents/{path.name}", 1),
                Text(
                    f"documents.yaml 里没有“{path.stem}”",
                    f"documents.yaml has no “{path.stem}”",
                ),
                nearest_or_list(path.stem, pack.documents),
                "document_layout",
            )


def document_number(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A series has one pattern; two patterns of two series cannot write one number."""
    seen: dict[str, tuple[str, Place]] = {}
    for name, pack in packs.items():
        for kind in pack.documents.values():
            number = draft.packs[name].documents[kind.name].get("number")
            if number is None or "pattern" not in number:
                continue
            place = number.place("pattern")
            try:
                check_pattern(kind.pattern)
            except NumberPatternFault as fault:
                yield Fault(place, fault.message, None, "document_number")
            first, where = seen.setdefault(kind.series, (kind.pattern, place))
            if first != kind.pattern:
                yield Fault(
                    place,
                    Text(
                        f"序列“{kind.series}”在 {where.file}:{where.line} 的样式是“{first}”",
                        f"the series “{kind.series}” is written “{first}” in"
                        f" {where.file}:{where.line}",
                    ),
                    Text(
                        "用同一样式，或另设序列", "use one pattern, or another series"
                    ),
                    "document_number",
                )


def document_service(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Receipt, reading out and reply belong to what is served; the limit exists."""
    for name, pack in packs.items():
        for kind in pack.documents.values():
            entry = draft.packs[name].documents[kind.name]
            asks = [
                key
                for key in ("receipt", "read_out", "reply_within")
                if getattr(kind, key)
            ]
            if asks and not kind.served:
                yield Fault(
                    entry.place(asks[0]),
                    Text(
                        f"{'、'.join(asks)} 只用于须送达的文书",
                        f"{', '.join(asks)}: only for a document that is served",
                    ),
                    Text("加上 served: true", "add served: true"),
                    "document_service",
                )
            known = _limits(draft, pack)
            if kind.reply_within and kind.reply_within not in known:
                yield Fault(
                    entry.place("reply_within"),
                    Text(
                        f"没有期限“{kind.reply_within}”",
                        f"there is no limit “{kind.reply_within}”",
                    ),
                    nearest_or_list(kind.reply_within, known),
                    "document_service",
                )


def _limits(draft: Draft, pack: Pack) -> set[str]:
    own = {p.name for p in pack.parameters.values() if p.unit in _UNITS}
    if draft.shared is None:
        return own
    shared = draft.shared.parameters.items()
    lengths = {name for name, entry in shared if entry.get("unit") in _UNITS}
    return own | lengths | set(draft.shared.limits)


def document_of_task(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A task makes, or waits for, a document that the pack has."""
    for pack in packs.values():
        if pack.process is None:
            continue
        for task in pack.process.tasks.values():
            for name in (task.document, task.needs_document):
                if name and name not in pack.documents:
                    yield Fault(
                        Place(pack.process.file, task.line),
                        Text(
                            f"documents.yaml 里没有“{name}”",
                            f"documents.yaml has no “{name}”",
                        ),
                        nearest_or_list(name, pack.documents),
                        "document_of_task",
                    )
