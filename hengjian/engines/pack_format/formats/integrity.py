"""``integrity.yaml``: what is asked, warned of or stopped before a task is completed."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.formats.references import REFERENCE
from hengjian.engines.pack_format.kinds import (
    EXPRESSION,
    NAME,
    Bilingual,
    OneOf,
    Whole,
    Words,
)
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


DOES = ("ask", "warn", "stop")

COUNT = Record(
    (
        Key(
            "same",
            Many(NAME, least=1, distinct=True),
            Text("哪些项与本件相同", "items that are those of this matter"),
            required=True,
        ),
        Key(
            "overlap",
            Many(NAME, least=2, most=2),
            Text("起止两项与本件的时间重叠", "its stretch overlaps this matter's"),
        ),
        Key("where", EXPRESSION, Text("另一件须满足", "what holds of the other")),
        Key(
            "within",
            Whole(1, 120),
            Text("近几个月登记的", "registered within so many months"),
            otherwise="12",
        ),
    ),
    Text("{same: [项], …}", "{same: [item], …}"),
)

INTEGRITY = FileFormat(
    "integrity",
    "integrity.yaml",
    Text("廉政关口", "integrity gates"),
    Text(
        "登记时或完成某环节前核对：询问、提示或拦下，说明是哪条规则，并告知谁。式子可用案卡各项、"
        "people.filler(填写人)、people.registrant、people.handler、people.leader_in_charge、"
        "done_by.环节(谁办的)、counted.名称(同类事项件数)。",
        "Held against a registration, or a task before it is completed: asks, warns or"
        " stops, with its rule, and tells somebody. An expression may read the card,"
        " people.filler, people.registrant, people.handler, people.leader_in_charge,"
        " done_by.TASK and counted.NAME (other matters of the kind in the office).",
    ),
    Table(
        NAME,
        Record(
            (
                Key(
                    "at",
                    Many(
                        Words(Text("环节", "task"), r"[A-Za-z_][A-Za-z0-9_]*"),
                        least=1,
                        distinct=True,
                    ),
                    Text("在哪些环节，或 register", "at which tasks, or register"),
                    required=True,
                ),
                Key(
                    "when",
                    EXPRESSION,
                    Text("何时成立", "when it holds"),
                    otherwise="always",
                ),
                Key(
                    "counts",
                    Table(NAME, COUNT, key_word=Text("名称", "name")),
                    Text("本院同类事项的件数", "other matters of the kind"),
                ),
                Key(
                    "does",
                    OneOf(DOES),
                    Text(
                        "ask 须答是或否，warn 须写明理由才能继续，stop 不能继续",
                        "ask wants yes or no, warn a reason to go on, stop is final",
                    ),
                    required=True,
                ),
                Key(
                    "expected",
                    OneOf(("yes", "no")),
                    Text(
                        "询问时应答什么，答别的不能继续",
                        "for ask: the answer with which it goes on",
                    ),
                    otherwise="no",
                ),
                Key(
                    "message",
                    Bilingual(),
                    Text("问什么或说什么", "what is asked or said"),
                    required=True,
                ),
                Key(
                    "tell", Many(NAME), Text("告知哪些角色", "the roles that are told")
                ),
                Key("basis", REFERENCE, Text("依据", "its basis")),
            ),
            Text("一个关口", "a gate"),
        ),
        key_word=Text("关口", "gate"),
    ),
)
