"""Kinds made of kinds: lists, tables, and a choice by shape."""

from dataclasses import dataclass
from typing import Any

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.kinds import Day, Kind, Words
from hengjian.engines.pack_format.nodes import ListNode, MapNode, Node, ScalarNode
from hengjian.lib.bilingual import Text


_NAME = Text("名称", "name")


@dataclass(frozen=True)
class Many(Kind):
    """A list of one kind, in order."""

    of: Kind
    least: int = 0
    most: int | None = None
    distinct: bool = False

    def read(self, node: Node, faults: FaultList) -> tuple[Any, ...] | None:
        if (
            not isinstance(node, ListNode)
            or len(node.items) < self.least
            or (self.most is not None and len(node.items) > self.most)
        ):
            self._refuse(node, faults)
            return None
        if self.distinct:
            _refuse_repeated(node, faults)
        values = [self.of.read(item, faults) for item in node.items]
        return tuple(value for value in values if value is not None)

    def json_schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "array", "items": self.of.json_schema()}
        if self.least:
            schema["minItems"] = self.least
        if self.most is not None:
            schema["maxItems"] = self.most
        if self.distinct:
            schema["uniqueItems"] = True
        return schema

    def words(self) -> Text:
        inner = self.of.words()
        return Text(f"列表：{inner.zh}", f"a list of: {inner.en}")

    def parts(self) -> tuple[Kind, ...]:
        return (self.of,)


def _refuse_repeated(node: ListNode, faults: FaultList) -> None:
    seen: set[str] = set()
    for item in node.items:
        if not isinstance(item, ScalarNode):
            continue
        if item.text in seen:
            faults.add(
                item.place,
                Text(f"“{item.text}”写了两次", f"“{item.text}” stands twice"),
                Text("删去一个", "leave one out"),
                rule="list_distinct",
            )
        seen.add(item.text)


@dataclass(frozen=True)
class Table(Kind):
    """A mapping from keys of one kind to values of one kind."""

    key: Words | Day
    of: Kind
    least: int = 1
    key_word: Text = _NAME

    def read(self, node: Node, faults: FaultList) -> dict[Any, Any] | None:
        if not isinstance(node, MapNode) or len(node.pairs) < self.least:
            self._refuse(node, faults)
            return None
        table: dict[Any, Any] = {}
        for key_node, value_node in node.pairs:
            key = self.key.read(key_node, faults)
            value = self.of.read(value_node, faults)
            if key is not None and value is not None:
                table[key] = value
        return table

    def json_schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {
            "type": "object",
            "additionalProperties": self.of.json_schema(),
        }
        if isinstance(self.key, Words) and self.key.pattern:
            schema["propertyNames"] = {"pattern": f"^(?:{self.key.pattern})$"}
        schema["minProperties"] = self.least
        return schema

    def words(self) -> Text:
        inner = self.of.words()
        return Text(
            f"一组“{self.key_word.zh}: {inner.zh}”",
            f"a mapping {self.key_word.en}: {inner.en}",
        )

    def parts(self) -> tuple[Kind, ...]:
        return (self.of,)


@dataclass(frozen=True)
class ByShape(Kind):
    """One kind for a text, another for a list, another for a mapping."""

    scalar: Kind | None = None
    many: Kind | None = None
    table: Kind | None = None

    def read(self, node: Node, faults: FaultList) -> Any:
        kind: Kind | None
        if isinstance(node, ScalarNode):
            kind = self.scalar
        elif isinstance(node, ListNode):
            kind = self.many
        else:
            kind = self.table
        if kind is None or (isinstance(node, ScalarNode) and not node.text):
            self._refuse(node, faults)
            return None
        return kind.read(node, faults)

    def json_schema(self) -> dict[str, Any]:
        return {"anyOf": [kind.json_schema() for kind in self.parts()]}

    def words(self) -> Text:
        return Text(
            "；或".join(kind.words().zh for kind in self.parts()),
            "; or ".join(kind.words().en for kind in self.parts()),
        )

    def parts(self) -> tuple[Kind, ...]:
        return tuple(k for k in (self.scalar, self.many, self.table) if k is not None)
