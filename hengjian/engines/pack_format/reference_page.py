"""The reference page of pack keys, written from the tables that check the files."""

from collections.abc import Iterator

from hengjian.engines.pack_format.kinds import Kind
from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.engines.pack_format.rules.names import (
    FILE_RULES,
    PACK_RULES,
    RESOLVING_RULES,
)
from hengjian.engines.pack_format.schemas import FORMATS
from hengjian.engines.pack_format.system_cards import SYSTEM_CARDS
from hengjian.lib.bilingual import Text


_HEAD = """\
# Keys of pack files 业务包各文件的键

Written by `hengjian packs schema --page`; do not edit by hand.

Every scalar is read as a text; the tables below say what it stands for. Keys in **bold**
must be there. A `label` takes one text or `{zh: …, en: …}`. Anchors, tags, merge keys,
several documents and keys that stand twice are refused; `hengjian packs check` tells every
fault of all files at once, with file, line and column.

每个值先按文字读取，其含义见下表；**粗体**的键必须有。
"""


def reference_page() -> str:
    """The whole page as Markdown."""
    lines = [_HEAD]
    for file_format in FORMATS:
        lines.extend(_format(file_format))
    lines.extend(_system_cards())
    lines.extend(_rules())
    return "\n".join(lines).rstrip() + "\n"


def _format(file_format: FileFormat) -> Iterator[str]:
    yield f"## `{file_format.path}` {file_format.title.zh} ({file_format.title.en})"
    yield ""
    yield file_format.about.en
    yield file_format.about.zh
    yield ""
    root = file_format.root
    if not isinstance(root, Record):
        words = root.words()
        yield f"The file is {words.en}. 文件是{words.zh}。"
        yield ""
    yield from _records(root, "", set())


def _records(kind: Kind, path: str, seen: set[int]) -> Iterator[str]:
    """The table of a record, then those of the records inside it."""
    if isinstance(kind, Record):
        if id(kind) in seen:
            return
        seen.add(id(kind))
        if path:
            yield f"### {path}"
            yield ""
        yield "| key | takes | what it is |"
        yield "|---|---|---|"
        for key in kind.keys:
            yield _row(key)
        yield ""
        for key in kind.keys:
            yield from _records(
                key.kind, f"{path} › {key.name}" if path else key.name, seen
            )
        return
    for part in kind.parts():
        yield from _records(part, path or "…", seen)


def _row(key: Key) -> str:
    name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
    words = key.kind.words()
    about = f"{key.about.en}. {key.about.zh}。"
    if key.otherwise:
        about += f" Default 默认：`{key.otherwise}`."
    cells = (name, f"{words.en} / {words.zh}", about)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _system_cards() -> Iterator[str]:
    yield "## Cards of the platform 平台自有的案卡"
    yield ""
    yield "Measures count them by `card: _system.…`; their items never change."
    yield ""
    for card in SYSTEM_CARDS.values():
        yield from _system_card(card)


def _system_card(card: CaseCard) -> Iterator[str]:
    yield f"### `{card.name}`"
    yield ""
    yield "| item | type | label |"
    yield "|---|---|---|"
    for item in card.items.values():
        kind: str = item.type
        if item.choices:
            kind += ": " + ", ".join(item.choices)
        yield f"| `{item.name}` | {kind} | {item.label.zh} {item.label.en} |"
    yield ""


def _rules() -> Iterator[str]:
    yield "## Rules 规则"
    yield ""
    yield "Every fault carries the name of the rule that found it; names never change."
    yield ""
    sections = (
        (Text("文件", "Files"), FILE_RULES),
        (Text("名称与式子", "Names and expressions"), RESOLVING_RULES),
        (Text("业务包", "Packs"), PACK_RULES),
    )
    for title, rules in sections:
        yield f"### {title.en} {title.zh}"
        yield ""
        yield "| rule | what must hold |"
        yield "|---|---|"
        for name, about in rules.items():
            yield f"| `{name}` | {about.en}. {about.zh}。 |"
        yield ""
