"""``monitoring.yaml``: rules over cards that ask a person of case management to look."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.formats.limits import LIMIT_ID
from hengjian.engines.pack_format.formats.references import REFERENCE_RECORD
from hengjian.engines.pack_format.kinds import NAME, Bilingual, OneOf, Words
from hengjian.engines.pack_format.monitoring_model import GROUNDS, LEVELS
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


MONITORING_RULE = Record(
    (
        Key("label", Bilingual(), Text("规则名称", "what it finds"), required=True),
        Key(
            "card",
            NAME,
            Text("读哪个业务包的案卡", "the pack whose cards it reads"),
            otherwise="the pack's own",
        ),
        Key(
            "when",
            Words(Text("表达式", "an expression")),
            Text("命中的条件(可用 as_of)", "which cards it hits (may ask as_of)"),
        ),
        Key(
            "late",
            NAME,
            Text(
                "案卡 deadlines.yaml 中的期限：逾期未办即命中，代替 when",
                "a deadline of the card: hit once it has passed, in place of when",
            ),
        ),
        Key(
            "level",
            OneOf(LEVELS),
            Text(
                "建议的方式：oral 口头提示，written 书面通知，report 同时报检察长",
                "suggested: by word of mouth, by written notice, reported to the chief too",
            ),
            required=True,
        ),
        Key("ground", OneOf(GROUNDS), Text("监控事由", "its ground"), required=True),
        Key("limit", LIMIT_ID, Text("依据的期限", "the limit that it rests on")),
        Key("reply", LIMIT_ID, Text("回复期限", "the limit of the answer")),
        Key("message", Bilingual(), Text("提示里怎么说", "what the prompt says")),
        Key("basis", Many(REFERENCE_RECORD, least=1), Text("依据", "basis")),
    ),
    Text("一条监控规则", "a rule of monitoring"),
)

MONITORING = FileFormat(
    "monitoring",
    "monitoring.yaml",
    Text("流程监控规则", "rules of process monitoring"),
    Text(
        "对案卡逐张判断的规则：命中的由案件管理部门的人决定是否监控；只是提示，不是结论，不计分。",
        "Rules asked of every card: a person of case management decides on what they hit; "
        "a prompt, never a verdict, never scored.",
    ),
    Table(NAME, MONITORING_RULE, key_word=Text("规则名", "rule")),
)
