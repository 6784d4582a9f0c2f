"""The YAML form of a notice of days off, and its published schema."""

from dataclasses import dataclass
from typing import Any

from hengjian.engines.deadlines.year_notice import NoticeRow
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.kinds import ANY_SCALAR, Kind, OneOf, Whole, Words
from hengjian.engines.pack_format.nodes import (
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    nodes_of,
)
from hengjian.engines.pack_format.records import Entry, FileFormat, Key, Record
from hengjian.engines.pack_format.single_file import refuse
from hengjian.lib.bilingual import Text


_EXAMPLE = Text(
    "{节日：起..止} 或 [日，起..止]", "{HOLIDAY: FROM..TO} or [DAY, FROM..TO]"
)


@dataclass(frozen=True)
class Days(Kind):
    """Days and runs of days, under the name of their holiday or in a list.

    Reads to (line, days, name) for each.
    """

    def read(self, node: Node, faults: FaultList) -> list[tuple[int, str, str]] | None:
        if isinstance(node, MapNode):
            return [
                each
                for name, value in node.pairs
                for each in self._under(name.text, value, faults)
            ]
        return self._under("", node, faults)

    def _under(
        self, name: str, node: Node, faults: FaultList
    ) -> list[tuple[int, str, str]]:
        found = []
        for each in node.items if isinstance(node, ListNode) else (node,):
            if isinstance(each, ScalarNode):
                found.append((each.place.line, each.text, name))
            else:
                self._refuse(each, faults)
        return found

    def json_schema(self) -> dict[str, Any]:
        text: dict[str, Any] = {"type": ANY_SCALAR}
        many = {"type": "array", "items": text}
        either = {"anyOf": [text, many]}
        return {"anyOf": [many, {"type": "object", "additionalProperties": either}]}

    def words(self) -> Text:
        return _EXAMPLE


NOTICE = FileFormat(
    "calendar_notice",
    "FILE.yaml",
    Text("放假安排", "a notice of days off"),
    Text(
        "一年的放假与调休上班日。",
        "A year's days off and make-up workdays.",
    ),
    Record(
        (
            Key(
                "notice",
                Whole(2000, 2150),
                Text("年份", "the year"),
                required=True,
            ),
            Key("format", OneOf(("1",)), Text("格式版本", "version of the format")),
            Key("title", Words(), Text("通知的标题", "its title"), required=True),
            Key("document", Words(), Text("文号", "its document number")),
            Key("source", Words(), Text("来源", "where it is published")),
            Key("days_off", Days(), Text("放假的日子", "days off"), required=True),
            Key("make_up_days", Days(), Text("调休上班日", "make-up workdays")),
        )
    ),
)


def read_yaml(text: str, shown_as: str) -> dict[str, Any]:
    """Rows and what the notice is called; raises ``FileFaults`` with every fault."""
    faults = FaultList()
    node = nodes_of(text, shown_as, faults)
    entry: Entry | None = NOTICE.root.read(node, faults) if node is not None else None
    refuse(faults)
    assert entry is not None  # noqa: S101 (refused otherwise)
    rows = [
        NoticeRow(line, days, kind, name)
        for key, kind in (("days_off", "放假"), ("make_up_days", "上班"))
        for line, days, name in entry.get(key, ())
    ]
    return {
        "rows": rows,
        "year": str(entry["notice"]),
        "title": entry["title"],
        "document_number": entry.get("document", ""),
        "source": entry.get("source", ""),
    }
