"""``decisions.yaml``: which tasks of the process a deciding body answers."""

from hengjian.engines.pack_format.compounds import Table
from hengjian.engines.pack_format.decision_model import FACTS, STAGES
from hengjian.engines.pack_format.kinds import NAME, Flag, OneOf
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


DECISION = Record(
    (
        Key(
            "awaits",
            OneOf(tuple(STAGES)),
            Text("等议题走到哪一步", "how far the item must have come"),
            otherwise="decided",
        ),
        Key("body", NAME, Text("哪个会议(bodies.yaml)", "which body (bodies.yaml)")),
        Key(
            "body_item", NAME, Text("写明会议的案卡项", "the item that names the body")
        ),
        Key("scope", NAME, Text("议事范围", "the scope")),
        Key(
            "scope_item", NAME, Text("写明议事范围的案卡项", "the item with the scope")
        ),
        Key("case", Flag(), Text("是个案", "it is a case"), otherwise="false"),
        Key("case_item", NAME, Text("写明是否个案的项", "the item that says so")),
        Key("case_number_item", NAME, Text("案号项", "the item with the case number")),
        Key(
            "summary_item",
            NAME,
            Text("作为议题内容的项", "the item that becomes the item's text"),
        ),
        Key(
            "fills",
            Table(NAME, OneOf(tuple(FACTS))),
            Text("案卡项: 取自会议的什么", "item of the card: what it takes"),
            required=True,
        ),
        Key(
            "outcomes",
            Table(NAME, NAME),
            Text("会议的结果: 案卡项的代码", "the meeting's outcome: the item's code"),
            otherwise="the same codes",
        ),
    ),
    Text("一项由会议回答的任务", "a task that a body answers"),
)

DECISIONS = FileFormat(
    "decisions",
    "decisions.yaml",
    Text("由会议回答的任务", "tasks that bodies answer"),
    Text(
        "流程里的哪些任务由会议议决：议题议决后任务自行办结并填好案卡项。",
        "Which tasks of the process a body decides: once it has, the task completes itself "
        "and the items are filled.",
    ),
    Table(NAME, DECISION, key_word=Text("任务", "task")),
)
