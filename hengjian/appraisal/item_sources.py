"""Where the values of a scheme's items come from, kept beside the scheme's text."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hengjian.appraisal.canonical import canonical
from hengjian.lib.bilingual import Text


class SourceKind(StrEnum):
    """The ways in which a value of an item is come by."""

    TYPED = "typed"
    INDICATOR = "indicator"
    TARGET = "target"
    LEDGER = "ledger"
    RATING = "rating"
    MATTERS = "matters"
    REVIEW = "review"
    DOCUMENT = "document"
    DEPARTMENT = "department"
    VETO = "veto"


SOURCE_LABELS: dict[SourceKind, Text] = {
    SourceKind.TYPED: Text(
        "人工填报，两人核对", "typed in, checked by a second person"
    ),
    SourceKind.INDICATOR: Text("业务数据指标", "an indicator of a run"),
    SourceKind.TARGET: Text("目标完成情况", "targets in force"),
    SourceKind.LEDGER: Text("积分台账", "entries of a ledger"),
    SourceKind.RATING: Text("已公布的评议", "released ratings"),
    SourceKind.MATTERS: Text("办结的事项", "matters that were closed"),
    SourceKind.REVIEW: Text("已定的案件质量评查", "settled quality reviews"),
    SourceKind.DOCUMENT: Text("签发的文书", "papers that were issued"),
    SourceKind.DEPARTMENT: Text("本部门考评表", "the own department's sheet"),
    SourceKind.VETO: Text("已决定的一票否决", "vetoes that were decided"),
}


# what a department's own sheet can be read from: records, nothing that is typed in
OF_DEPARTMENTS = frozenset(
    {SourceKind.INDICATOR, SourceKind.TARGET, SourceKind.MATTERS}
)


@dataclass(frozen=True)
class ItemSource:
    """An item's title, the kind of its source, and what there: an indicator, a purpose."""

    title: Text
    kind: SourceKind = SourceKind.TYPED
    reference: str = ""


def sources_text(sources: Mapping[str, ItemSource]) -> str:
    """The sources as canonical JSON."""
    return canonical(
        {
            item: {
                "zh": source.title.zh,
                "en": source.title.en,
                "kind": source.kind.value,
                "reference": source.reference,
            }
            for item, source in sources.items()
        }
    )


def sources_of(text: str, items: Iterable[str] = ()) -> dict[str, ItemSource]:
    """The sources that were kept; an item without one is typed in under its own name."""
    kept = json.loads(text or "{}")
    found = {
        item: ItemSource(
            Text(one["zh"], one["en"]), SourceKind(one["kind"]), one["reference"]
        )
        for item, one in kept.items()
    }
    for item in items:
        found.setdefault(item, ItemSource(Text.same(item)))
    return found


def titled(text: Text, titles: Mapping[str, ItemSource]) -> Text:
    """A sentence with the items' titles instead of their names."""
    zh, en = text.zh, text.en
    for item, source in titles.items():
        zh = zh.replace(f"“{item}”", f"“{source.title.zh}”")
        en = en.replace(f"“{item}”", f"“{source.title.en}”")
    return Text(zh, en)
