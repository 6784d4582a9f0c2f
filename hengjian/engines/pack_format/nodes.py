"""YAML files as nodes: every scalar a text that knows its line and column.

PyYAML only cuts the file into events; nothing is turned into numbers, dates or truth
values here, anchors are never expanded, and a key that stands twice is a fault.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.model import Place
from hengjian.lib.bilingual import Text


LARGEST_FILE = 4 * 1024 * 1024  # bytes; the longest code list known is under 100 KiB
DEEPEST_NESTING = 24

_CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class ScalarNode:
    """One text; ``source`` is what stands in the file, quotes and folds included."""

    text: str
    place: Place
    quoted: bool = False
    source: str = ""

    def at(self, offset: int) -> Place:
        """The place in the file of the character at ``offset`` of the text."""
        line, column = self.place.line, self.place.column
        position = _position_in_source(self.text, self.source, offset)
        before = self.source[:position]
        breaks = before.count("\n")
        if breaks:
            column = position - before.rfind("\n")
        else:
            column += position
        return Place(self.place.file, line + breaks, column)


@dataclass(frozen=True)
class ListNode:
    """A sequence."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True)
class MapNode:
    """A mapping in the order of the file; no key stands twice."""

    pairs: tuple[tuple[ScalarNode, "Node"], ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """The node under a key, if it is there."""
        for name, node in self.pairs:
            if name.text == key:
                return node
        return None


Node = ScalarNode | ListNode | MapNode


def read_nodes(path: Path, shown_as: str, faults: FaultList) -> Node | None:
    """Read one file; None when it holds nothing that can be worked with."""
    text = _text_of(path, shown_as, faults)
    if text is None:
        return None
    return nodes_of(text, shown_as, faults)


def nodes_of(text: str, shown_as: str, faults: FaultList) -> Node | None:
    """Cut a text into nodes; faults name ``shown_as`` as their file."""
    tab = _first_tab_indent(text)
    if tab is not None:
        faults.add(
            Place(shown_as, *tab),
            Text("缩进用了制表符", "a tab is used for indentation"),
            Text("改用空格", "use spaces"),
            rule="yaml_syntax",
        )
        return None
    builder = _Builder(text, shown_as, faults)
    try:
        return builder.build()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        place = (
            Place(shown_as, mark.line + 1, mark.column + 1)
            if mark is not None
            else Place(shown_as, 1)
        )
        faults.add(
            place,
            Text(f"YAML 写法有误({problem})", f"not valid YAML ({problem})"),
            Text(
                "检查缩进、冒号后的空格、引号与括号是否成对",
                "check indentation, the space after colons, quotes and brackets",
            ),
            rule="yaml_syntax",
        )
    except _TooDeepError as error:
        faults.add(
            error.place,
            Text(
                f"嵌套超过 {DEEPEST_NESTING} 层",
                f"nested deeper than {DEEPEST_NESTING}",
            ),
            rule="yaml_too_deep",
        )
    return None


def _text_of(path: Path, shown_as: str, faults: FaultList) -> str | None:
    content = content_of(path, shown_as, faults)
    return None if content is None else _decoded(content, shown_as, faults)


def content_of(path: Path, shown_as: str, faults: FaultList) -> bytes | None:
    """The bytes of a file of a pack; links and files too large are faults."""
    start = Place(shown_as, 1)
    if path.is_symlink():
        faults.add(
            start,
            Text("业务包里不能有符号链接", "a pack may not hold symbolic links"),
            Text("改为文件本身", "put the file itself there"),
            rule="symbolic_link",
        )
        return None
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        faults.add(
            start,
            Text(f"文件读不出来({why})", f"the file cannot be read ({why})"),
            rule="file_unreadable",
        )
        return None
    if len(content) > LARGEST_FILE:
        faults.add(
            start,
            Text("文件超过 4 MiB", "the file is larger than 4 MiB"),
            Text("拆成几个文件", "split it into several files"),
            rule="file_too_large",
        )
        return None
    return content


def _decoded(content: bytes, shown_as: str, faults: FaultList) -> str | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - before.rfind(b"\n")
        faults.add(
            Place(shown_as, line, column),
            Text("文件不是 UTF-8 编码", "the file is not in UTF-8"),
            Text("另存为 UTF-8", "save it as UTF-8"),
            rule="file_encoding",
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL_CHARACTER.search(text)
    if control is not None:
        before_text = text[: control.start()]
        faults.add(
            Place(
                shown_as,
                before_text.count("\n") + 1,
                control.start() - before_text.rfind("\n"),
            ),
            Text("有不可见的控制字符", "an invisible control character"),
            Text("删去它", "delete it"),
            rule="file_encoding",
        )
        return None
    return text


def _first_tab_indent(text: str) -> tuple[int, int] | None:
    if "\t" not in text:
        return None
    for number, line in enumerate(text.split("\n"), start=1):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            return number, indent.index("\t") + 1
    return None


def _position_in_source(text: str, source: str, offset: int) -> int:
    """Where the character of the value stands in what is written in the file.

    Walks both together: quotes, escapes and folded line ends are in the source only.
    """
    position = 0
    if source[:1] in "|>" and "\n" in source:
        position = source.index("\n") + 1
    elif source[:1] in ("'", '"'):
        position = 1
    target = text[: offset + 1]
    if target and target[-1].isspace():
        target = target.rstrip()
    found = position
    for character in target:
        if character.isspace():
            continue
        nearest = source.find(character, position)
        if nearest < 0:
            break
        found = nearest
        position = nearest + 1
        if character == "'" and source[:1] == "'" and source[position : position + 1]:
            position += source[position] == "'"
    beyond = offset >= len(text) or text[offset].isspace()
    return found + 1 if beyond and target else found


class _TooDeepError(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class _Builder:
    """Makes nodes from the events of one file."""

    def __init__(self, text: str, shown_as: str, faults: FaultList) -> None:
        self.text = text
        self.file = shown_as
        self.faults = faults
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)

    def build(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._fault(
                        event,
                        "several_documents",
                        Text("一个文件只能有一份内容", "one document in each file"),
                        Text("删去 --- 之后的部分", "delete what follows the ---"),
                    )
                if event.version or event.tags:
                    self._fault(
                        event,
                        "yaml_directive",
                        Text("不支持 % 指令", "% directives are not supported"),
                        Text("删去该行", "delete the line"),
                    )
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
                root = node if documents == 1 else root
        if root is None or (isinstance(root, ScalarNode) and not root.text):
            self.faults.add(
                Place(self.file, 1),
                Text("文件是空的", "the file is empty"),
                Text("填写内容或删去文件", "fill it in, or delete the file"),
                rule="file_empty",
            )
            return None
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = self._place(event)
        if depth > DEEPEST_NESTING:
            raise _TooDeepError(place)
        self._refuse_marks(event)
        if isinstance(event, yaml.MappingStartEvent):
            return MapNode(self._pairs(depth), place)
        if isinstance(event, yaml.SequenceStartEvent):
            return ListNode(self._items(depth), place)
        if isinstance(event, yaml.ScalarEvent):
            return ScalarNode(
                event.value,
                place,
                quoted=bool(event.style),
                source=self._source(event),
            )
        return ScalarNode("", place)  # an alias, refused above

    def _items(self, depth: int) -> tuple[Node, ...]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return tuple(items)

    def _pairs(self, depth: int) -> tuple[tuple[ScalarNode, Node], ...]:
        pairs: dict[str, tuple[ScalarNode, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, ScalarNode):
                self._fault(
                    event,
                    "yaml_key",
                    Text("键只能是一个词", "a key must be one word"),
                    None,
                )
            elif key.text == "<<" and not key.quoted:
                self._fault(
                    event,
                    "yaml_merge",
                    Text("不支持合并键 <<", "merge keys (<<) are not supported"),
                    Text("把内容写全", "write the content out"),
                )
            elif key.text in pairs:
                first = pairs[key.text][0].place
                self._fault(
                    event,
                    "duplicate_key",
                    Text(
                        f"键“{key.text}”写了两次(第一次在第 {first.line} 行)",
                        f"the key “{key.text}” stands twice (first in line {first.line})",
                    ),
                    Text("删去一个", "delete one of them"),
                )
            else:
                pairs[key.text] = (key, value)
        return tuple(pairs.values())

    def _refuse_marks(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            self._fault(
                event,
                "yaml_anchor",
                Text(
                    "不支持锚点与引用(& 与 *)",
                    "anchors and aliases (& and *) are not supported",
                ),
                Text(
                    "把内容写全；表达式或文字以 * 或 & 开头时请加引号",
                    "write the content out; quote a text that begins with * or &",
                ),
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._fault(
                event,
                "yaml_tag",
                Text(f"不支持标签 {tag}", f"tags ({tag}) are not supported"),
                Text(
                    "删去标签；文字以 ! 开头时请加引号",
                    "delete the tag; quote a text that begins with !",
                ),
            )

    def _source(self, event: yaml.Event) -> str:
        start = cast(yaml.Mark, event.start_mark)
        end = cast(yaml.Mark, event.end_mark)
        return self.text[start.index : end.index]

    def _place(self, event: yaml.Event) -> Place:
        mark = cast(yaml.Mark, event.start_mark)
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _fault(
        self, event: yaml.Event, rule: str, message: Text, suggestion: Text | None
    ) -> None:
        self.faults.add(self._place(event), message, suggestion, rule=rule)
