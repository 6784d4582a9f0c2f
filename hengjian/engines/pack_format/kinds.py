"""What a value in a pack file may be.

A kind reads a node, notes faults, tells its JSON Schema and says in words what it
takes. From the kinds of a file's keys come its check, its published schema and its
page in the reference, so the three cannot disagree.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from hengjian.engines.pack_format.faults import (
    FaultList,
    nearest_or_list,
    torn_by_comma,
)
from hengjian.engines.pack_format.nodes import ListNode, MapNode, Node, ScalarNode
from hengjian.lib.bilingual import Text


ANY_SCALAR = ["string", "number", "boolean"]  # as other YAML readers may see a text

_TEXT = Text("文字", "a text")
_ANYTHING = Text("任意内容", "any content")


class Kind(ABC):
    """A kind of value; ``read`` gives None after noting a fault."""

    @abstractmethod
    def read(self, node: Node, faults: FaultList) -> Any: ...

    @abstractmethod
    def json_schema(self) -> dict[str, Any]: ...

    @abstractmethod
    def words(self) -> Text: ...

    def parts(self) -> "tuple[Kind, ...]":
        """Kinds inside this one, for the reference page."""
        return ()

    def _refuse(self, node: Node, faults: FaultList) -> None:
        words = self.words()
        found = _what_is_there(node)
        faults.add(
            node.place,
            Text(
                f"这里应为{words.zh}，现为{found.zh}",
                f"{words.en} expected, not {found.en}",
            ),
            _torn(node),
            rule="value_kind",
        )


def _torn(node: Node) -> Text | None:
    if not isinstance(node, MapNode):
        return None
    return torn_by_comma(
        [(key.text, getattr(value, "text", "…")) for key, value in node.pairs]
    )


def _what_is_there(node: Node) -> Text:
    if isinstance(node, MapNode):
        return Text("一组键值", "a mapping")
    if isinstance(node, ListNode):
        return Text("一个列表", "a list")
    if not node.text:
        return Text("空", "nothing")
    short = node.text if len(node.text) <= 40 else node.text[:40] + "…"
    return Text(f"“{short}”", f"“{short}”")


@dataclass(frozen=True)
class Words(Kind):
    """Any text that is not empty."""

    what: Text = _TEXT
    pattern: str = ""

    def read(self, node: Node, faults: FaultList) -> str | None:
        if isinstance(node, ScalarNode) and self._takes(node.text):
            return node.text
        self._refuse(node, faults)
        return None

    def _takes(self, text: str) -> bool:
        if self.pattern:
            return re.fullmatch(self.pattern, text) is not None
        return bool(text.strip())

    def json_schema(self) -> dict[str, Any]:
        if self.pattern:
            return {"type": ANY_SCALAR, "pattern": f"^(?:{self.pattern})$"}
        return {"type": ANY_SCALAR}

    def words(self) -> Text:
        return self.what


NAME = Words(
    Text("名称(如 accepted_on)", "a name such as accepted_on"),
    r"[a-z][a-z0-9]*(_[a-z0-9]+)*",
)
DOTTED_NAME = Words(
    Text("名称或“包.名称”", "a name or “pack.name”"),
    r"_?[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,2}",
)
EXPRESSION = Words(Text("表达式", "an expression"))
FORMULA = Words(Text("度量的算式", "arithmetic over measures"))


@dataclass(frozen=True)
class OneOf(Kind):
    """One of a few words."""

    options: tuple[str, ...]

    def read(self, node: Node, faults: FaultList) -> str | None:
        if isinstance(node, ScalarNode) and node.text in self.options:
            return node.text
        if isinstance(node, ScalarNode) and node.text:
            faults.add(
                node.place,
                Text(
                    f"“{node.text}”不在可用值之中", f"“{node.text}” is not known here"
                ),
                nearest_or_list(node.text, self.options),
                rule="value_kind",
            )
        else:
            self._refuse(node, faults)
        return None

    def json_schema(self) -> dict[str, Any]:
        numbers = [int(option) for option in self.options if option.isdecimal()]
        return {"enum": [*self.options, *numbers]}

    def words(self) -> Text:
        return Text(
            "、".join(f"`{o}`" for o in self.options),
            " | ".join(f"`{o}`" for o in self.options),
        )


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number within bounds."""

    least: int = 0
    most: int = 1_000_000

    def read(self, node: Node, faults: FaultList) -> int | None:
        if (
            isinstance(node, ScalarNode)
            and re.fullmatch(r"-?[0-9]{1,9}", node.text)
            and self.least <= int(node.text) <= self.most
        ):
            return int(node.text)
        self._refuse(node, faults)
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def words(self) -> Text:
        return Text(
            f"整数({self.least} 至 {self.most})",
            f"a whole number ({self.least} to {self.most})",
        )


NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?(/[1-9][0-9]{0,8})?")


@dataclass(frozen=True)
class Exact(Kind):
    """An exact number: ``7``, ``0.9`` or ``2/3``."""

    def read(self, node: Node, faults: FaultList) -> Fraction | None:
        if isinstance(node, ScalarNode) and NUMBER.fullmatch(node.text):
            return exact(node.text)
        self._refuse(node, faults)
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": ["number", "string"], "pattern": f"^{NUMBER.pattern}$"}

    def words(self) -> Text:
        return Text("数(可写 2/3)", "a number (2/3 may be written)")


def exact(text: str) -> Fraction:
    """The exact value of a number that matches ``NUMBER``."""
    top, _, bottom = text.partition("/")
    return Fraction(top) / Fraction(bottom or 1)


@dataclass(frozen=True)
class Day(Kind):
    """A date, 2025-01-31."""

    def read(self, node: Node, faults: FaultList) -> date | None:
        value = day(node.text) if isinstance(node, ScalarNode) else None
        if value is None:
            self._refuse(node, faults)
        return value

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def words(self) -> Text:
        return Text("日期(2025-01-31)", "a date (2025-01-31)")


def day(text: str) -> date | None:
    """A date written 2025-01-31, or None."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Flag(Kind):
    """``true`` or ``false``."""

    def read(self, node: Node, faults: FaultList) -> bool | None:
        if isinstance(node, ScalarNode) and node.text in {"true", "false"}:
            return node.text == "true"
        self._refuse(node, faults)
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def words(self) -> Text:
        return Text("true 或 false", "true or false")


@dataclass(frozen=True)
class Bilingual(Kind):
    """A text in both languages, or one text for both."""

    def read(self, node: Node, faults: FaultList) -> Text | None:
        if isinstance(node, ScalarNode) and node.text.strip():
            return Text.same(node.text.strip())
        if isinstance(node, MapNode):
            texts = {
                key.text: value.text.strip()
                for key, value in node.pairs
                if isinstance(value, ScalarNode)
            }
            whole = texts.keys() == {"zh", "en"} and len(node.pairs) == len(texts)
            if whole and all(texts.values()):
                return Text(texts["zh"], texts["en"])
        self._refuse(node, faults)
        return None

    def json_schema(self) -> dict[str, Any]:
        language = {"type": ANY_SCALAR}
        return {
            "anyOf": [
                language,
                {
                    "type": "object",
                    "properties": {"zh": language, "en": language},
                    "required": ["zh", "en"],
                    "additionalProperties": False,
                },
            ]
        }

    def words(self) -> Text:
        return Text("文字或 {zh: …, en: …}", "a text or {zh: …, en: …}")


@dataclass(frozen=True)
class Anything(Kind):
    """Any content; the node itself is the value."""

    what: Text = _ANYTHING

    def read(self, node: Node, faults: FaultList) -> Node:
        return node

    def json_schema(self) -> dict[str, Any]:
        return {}

    def words(self) -> Text:
        return self.what
