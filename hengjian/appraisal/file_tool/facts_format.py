"""The keys of a facts file."""

from dataclasses import dataclass
from typing import Any

from hengjian.engines.pack_format.compounds import ByShape, Many, Table
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.kinds import DOTTED_NAME, Exact, Kind, OneOf, Words
from hengjian.engines.pack_format.nodes import Node, ScalarNode
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


NO_VALUE = object()  # a key that is there with nothing after it


@dataclass(frozen=True)
class ValueOrNothing(Kind):
    """A number, counts by case type, or nothing: then the item has no value."""

    of: Kind

    def read(self, node: Node, faults: FaultList) -> Any:
        if (
            isinstance(node, ScalarNode)
            and not node.quoted
            and node.text in {"", "~", "null"}
        ):
            return NO_VALUE
        return self.of.read(node, faults)

    def json_schema(self) -> dict[str, Any]:
        return {"anyOf": [self.of.json_schema(), {"type": "null"}]}

    def words(self) -> Text:
        return self.of.words()

    def parts(self) -> tuple[Kind, ...]:
        return (self.of,)


PERSON = Record(
    (
        Key("person", Words(), Text("人员", "person"), required=True),
        Key("department", Words(), Text("部门", "department")),
        Key(
            "values",
            Table(
                DOTTED_NAME,
                ValueOrNothing(
                    ByShape(scalar=Exact(), table=Table(Words(), Exact(), least=0))
                ),
                least=0,
            ),
            Text("考评项：数值", "item: value"),
            required=True,
        ),
    ),
    Text("一名人员", "a person"),
)

FACTS = FileFormat(
    "appraisal_facts",
    "FACTS.yaml",
    Text("考核事实", "facts for appraisal"),
    Text("每名人员各考评项的数值。", "The values of each person."),
    Record(
        (
            Key("format", OneOf(("1",)), Text("格式版本", "format"), otherwise="1"),
            Key("people", Many(PERSON), Text("人员", "people"), required=True),
        )
    ),
)
