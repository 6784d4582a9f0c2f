"""Tasks of a pack that a deciding body answers: what ``decisions.yaml`` says of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hengjian.lib.bilingual import Text
from hengjian.lib.places import Place


# what a task may wait for, in the order in which an item comes to it, with the outcomes
STAGES: dict[str, tuple[Text, tuple[str, ...]]] = {
    "put": (Text("议题已提请", "the item is put"), ("put",)),
    "reviewed": (
        Text("会前审查有结论", "its review before the meeting has ended"),
        ("accepted", "returned", "withdrawn"),
    ),
    "decided": (
        Text("会议已议决", "the body has decided"),
        ("adopted", "not_adopted", "referred_up", "withdrawn"),
    ),
    "carried_out": (
        Text("决议任务全部办结", "every task of the resolution is closed"),
        ("carried_out",),
    ),
}

# what an item of the card may take from the meeting
FACTS: dict[str, Text] = {
    "outcome": Text(
        "结果(经 outcomes 换成本案卡的代码)", "the outcome, by ``outcomes``"
    ),
    "chosen": Text(
        "会议在该项的选项中选定的一个(形成决议时选)",
        "which of the item's choices the body chose, said with its resolution",
    ),
    "body": Text("会议的代码", "the body's name in _shared/bodies.yaml"),
    "decided_on": Text("议决日期", "the day of the decision"),
    "meeting": Text("哪次会议", "which meeting"),
    "resolution": Text("决议的编号", "the resolution's number"),
    "words": Text(
        "决议内容；退回、撤回时为意见或理由",
        "the resolution's text; the opinion or reason of who returned it",
    ),
}


@dataclass(frozen=True)
class Decision:
    """One task that a body answers.

    Whatever may stand in the card is named by an ``…_item``; ``fills`` maps items of the
    card to ``FACTS``, ``outcomes`` the meeting's outcomes to codes of the choice item.
    """

    task: str
    place: Place
    awaits: str = "decided"
    body: str = ""
    body_item: str = ""
    scope: str = ""
    scope_item: str = ""
    is_case: bool = False
    case_item: str = ""
    case_number_item: str = ""
    summary_item: str = ""
    fills: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)

    @property
    def chosen_item(self) -> str:
        """The item among whose choices the body chooses; empty where it does not."""
        return next((n for n, fact in self.fills.items() if fact == "chosen"), "")

    @property
    def items(self) -> dict[str, str]:
        """The items of the card that it names beside ``fills``: key → item."""
        named = {
            "body_item": self.body_item,
            "scope_item": self.scope_item,
            "case_item": self.case_item,
            "case_number_item": self.case_number_item,
            "summary_item": self.summary_item,
        }
        return {key: item for key, item in named.items() if item}
