"""Mappings with known keys: what each key takes, and what was read from a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from hengjian.engines.pack_format.faults import (
    FaultList,
    nearest,
    nearest_or_list,
    torn_by_comma,
)
from hengjian.engines.pack_format.kinds import Bilingual, Kind
from hengjian.engines.pack_format.model import Place
from hengjian.engines.pack_format.nodes import ListNode, MapNode, Node, ScalarNode
from hengjian.lib.bilingual import Text


_MAPPING = Text("一组键值", "a mapping")


@dataclass(frozen=True)
class Entry:
    """A mapping that was read: typed values, and where each of them stands."""

    node: MapNode
    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str, otherwise: Any = None) -> Any:
        return self.values.get(key, otherwise)

    def value_node(self, key: str) -> Node:
        """The node of a key's value, or of the whole mapping."""
        return self.node.get(key) or self.node

    def scalar(self, key: str) -> ScalarNode:
        """The node of a key that holds a text."""
        return cast(ScalarNode, self.node.get(key))

    def place(self, key: str | None = None) -> Place:
        """Where a key's value stands; without a key, where the mapping begins."""
        return self.node.place if key is None else self.value_node(key).place

    def each(self, key: str) -> Iterator[tuple[str, Place]]:
        """Each name in a list of names, with its place."""
        names = self.values.get(key, ())
        for item in cast(ListNode, self.node.get(key)).items if names else ():
            if isinstance(item, ScalarNode) and item.text in names:
                yield item.text, item.place


@dataclass(frozen=True)
class Key:
    """One key of a record."""

    name: str
    kind: Kind
    about: Text
    required: bool = False
    otherwise: str = ""  # the default in words; empty: none


@dataclass(frozen=True)
class Record(Kind):
    """A mapping with known keys; anything else in it is a fault."""

    keys: tuple[Key, ...]
    title: Text = _MAPPING

    def read(self, node: Node, faults: FaultList) -> Entry | None:
        if not isinstance(node, MapNode):
            self._refuse(node, faults)
            return None
        known = {key.name: key for key in self.keys}
        values: dict[str, Any] = {}
        for name, value_node in node.pairs:
            key = known.get(name.text)
            if key is None:
                faults.add(
                    name.place,
                    Text(f"不认识的键“{name.text}”", f"unknown key “{name.text}”"),
                    _advice(name, value_node, known),
                    rule="unknown_key",
                )
                continue
            value = key.kind.read(value_node, faults)
            if value is not None:
                values[name.text] = value
        self._note_missing(node, faults)
        return Entry(node, values)

    def _note_missing(self, node: MapNode, faults: FaultList) -> None:
        for key in self.keys:
            if key.required and node.get(key.name) is None:
                words = key.kind.words()
                faults.add(
                    node.place,
                    Text(f"缺少键“{key.name}”", f"the key “{key.name}” is missing"),
                    Text(f"补上 {key.name}: {words.zh}", f"add {key.name}: {words.en}"),
                    rule="missing_key",
                )

    def json_schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {
                key.name: {
                    **key.kind.json_schema(),
                    "description": f"{key.about.zh} / {key.about.en}",
                }
                for key in self.keys
            },
            "additionalProperties": False,
        }
        required = [key.name for key in self.keys if key.required]
        if required:
            schema["required"] = required
        return schema

    def words(self) -> Text:
        return self.title


def _advice(name: ScalarNode, value: Node, known: Mapping[str, Key]) -> Text | None:
    near = nearest(name.text, known)
    torn = torn_by_comma([(name.text, getattr(value, "text", "…"))])
    return near or torn or nearest_or_list(name.text, known)


@dataclass(frozen=True)
class LabelOr(Kind):
    """A label in one or both languages, or a record whose ``label`` is that label.

    Reads to an ``Entry`` that holds ``label`` in either case.
    """

    record: Record

    def read(self, node: Node, faults: FaultList) -> Entry | None:
        if isinstance(node, MapNode) and node.get("label") is not None:
            return self.record.read(node, faults)
        label = Bilingual().read(node, faults)
        if label is None:
            return None
        holder = node if isinstance(node, MapNode) else MapNode((), node.place)
        return Entry(holder, {"label": label})

    def json_schema(self) -> dict[str, Any]:
        return {"anyOf": [Bilingual().json_schema(), self.record.json_schema()]}

    def words(self) -> Text:
        label, more = Bilingual().words(), self.record.words()
        return Text(f"{label.zh}；或 {more.zh}", f"{label.en}; or {more.en}")

    def parts(self) -> tuple[Kind, ...]:
        return (self.record,)


@dataclass(frozen=True)
class FileFormat:
    """One kind of file: where it stands, what it is for, what it holds."""

    name: str
    path: str  # as in "indicators/NAME.yaml"
    title: Text
    about: Text
    root: Kind

    def json_schema(self) -> dict[str, Any]:
        """The published JSON Schema of the file."""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:hengjian:format:1:{self.name}",
            "title": f"{self.path}: {self.title.zh} / {self.title.en}",
            "description": f"{self.about.zh} / {self.about.en}",
            **self.root.json_schema(),
        }
