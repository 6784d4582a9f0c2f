"""Names: a pack is its folder, an indicator its file; what must be unique is."""

from collections.abc import Iterator, Mapping

from hengjian.engines.expressions.grammar import WORDS
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.model import Fault, Pack, Place
from hengjian.engines.pack_format.records import Entry
from hengjian.lib.bilingual import Text


def pack_name(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``pack:`` is the folder's name."""
    for name, source in draft.packs.items():
        yield from same_name(source.pack, "pack", name, "pack_name")


def indicator_name(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``indicator:`` is the file's name."""
    for source in draft.packs.values():
        for file_name, entry in source.indicators.items():
            yield from same_name(entry, "indicator", file_name, "indicator_name")


def shared_list_name(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``list:`` is the file's name."""
    lists = draft.shared.lists if draft.shared is not None else {}
    for file_name, entry in lists.items():
        yield from same_name(entry, "list", file_name, "shared_list_name")


def same_name(entry: Entry | None, key: str, wanted: str, rule: str) -> Iterator[Fault]:
    """A file's key that must repeat the file's name."""
    if entry is None or key not in entry or entry[key] == wanted:
        return
    yield Fault(
        entry.place(key),
        Text(
            f"名称“{entry[key]}”与文件名“{wanted}”不同",
            f"the name “{entry[key]}” is not that of the file, “{wanted}”",
        ),
        Text(f"写 {key}: {wanted}，或改文件名", f"write {key}: {wanted}, or rename it"),
        rule,
    )


def unique_indicators(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """An indicator's name and code stand once in all packs."""
    seen: dict[tuple[str, str], Place] = {}
    for source in draft.packs.values():
        for file_name, entry in source.indicators.items():
            marks = [("indicator", file_name)]
            if "code" in entry:
                marks.append(("code", entry["code"]))
            for key, value in marks:
                first = seen.setdefault((key, value), entry.place(key))
                if first != entry.place(key):
                    yield _twice(entry.place(key), key, value, first)


def _twice(place: Place, key: str, value: str, first: Place) -> Fault:
    word = Text("编号", "code") if key == "code" else Text("指标名", "name")
    advice = (
        Text("换一个从未用过的编号", "choose a code that was never used")
        if key == "code"
        else Text("换一个名称", "choose another name")
    )
    return Fault(
        place,
        Text(
            f"{word.zh}“{value}”已用于 {first.file}",
            f"the {word.en} “{value}” is used in {first.file} already",
        ),
        advice,
        "unique_indicators",
    )


def rolled_card_name(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A rolled card is not called like a pack."""
    for source in draft.packs.values():
        for name, entry in source.rolled_cards.items():
            if name in draft.packs:
                yield Fault(
                    entry.place(),
                    Text(
                        f"汇总卡与业务包“{name}”同名",
                        f"the rolled card has the name of the pack “{name}”",
                    ),
                    Text("换一个文件名", "rename the file"),
                    "rolled_card_name",
                )


# what stands before a dot, and the days that every expression may know
RESERVED = WORDS | {"param", "here", "there", "period_start", "period_end", "as_of"}


def reserved_words(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Items and links are not called like words of the language."""
    for source in draft.packs.values():
        cards = [source.card] if source.card is not None else []
        for card in [*cards, *source.rolled_cards.values()]:
            for key in ("items", "links"):
                yield from _reserved(card.get(key, {}))


def _reserved(named: Mapping[str, Entry]) -> Iterator[Fault]:
    for name, entry in named.items():
        if name in RESERVED:
            yield Fault(
                entry.place(),
                Text(
                    f"“{name}”是表达式里的词，不能作名称",
                    f"“{name}” is a word of expressions and cannot be a name",
                ),
                Text("换一个名称", "choose another name"),
                "reserved_words",
            )
