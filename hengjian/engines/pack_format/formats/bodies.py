"""``_shared/bodies.yaml``: the deciding bodies, their rules by date and their scopes."""

from hengjian.engines.pack_format.compounds import Many
from hengjian.engines.pack_format.formats.references import REFERENCE
from hengjian.engines.pack_format.formats.voting_rule import RULE_KEYS
from hengjian.engines.pack_format.kinds import NAME, Bilingual, Day, Flag, OneOf
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.engines.voting.bodies import Reviewer, SpeakingOrder
from hengjian.lib.bilingual import Text


_SOURCE = Key("source", REFERENCE, Text("依据", "basis"), required=True)

DATED_RULE = Record(
    (
        Key(
            "from",
            Day(),
            Text("自何日起；不写为一直如此", "from which day; none: always"),
        ),
        Key(
            "scopes",
            Many(NAME, least=1, distinct=True),
            Text("只对这些议事范围", "for these scopes only"),
        ),
        *RULE_KEYS,
        Key(
            "order",
            OneOf(tuple(SpeakingOrder)),
            Text("发言次序", "order of speaking"),
            otherwise="junior_first",
        ),
        Key(
            "written_views",
            Flag(),
            Text(
                "缺席者可否提交书面意见(只宣读，不计票)",
                "whether absent members may send views (read out, never counted)",
            ),
            otherwise="false",
        ),
        _SOURCE,
    ),
    Text("一条按日期生效的规则", "a rule by date"),
)

SCOPE_ITEM = Record(
    (
        Key("scope", NAME, Text("代码", "code"), required=True),
        Key("label", Bilingual(), Text("名称", "name"), required=True),
        Key("cases", Flag(), Text("可含个案", "takes cases"), otherwise="false"),
        _SOURCE,
    ),
    Text("一项议事范围", "one item of the scope"),
)

CASE_ROUTE = Record(
    (
        Key("send_to", NAME, Text("应送哪个会议", "where to"), required=True),
        Key("reason", Bilingual(), Text("理由", "why"), required=True),
        _SOURCE,
    ),
    Text("案件不到这里，送哪里", "where cases go instead"),
)

REVIEW = Record(
    (
        Key("by", OneOf(tuple(Reviewer)), Text("谁审查", "by whom"), required=True),
        Key("label", Bilingual(), Text("名称", "name"), required=True),
        _SOURCE,
    ),
    Text("一步会前审查", "a review before the meeting"),
)

PAPER = Record(
    (
        Key("paper", NAME, Text("代码", "code"), required=True),
        Key("label", Bilingual(), Text("名称", "name"), required=True),
        Key("cases_only", Flag(), Text("仅案件", "for cases alone"), otherwise="false"),
    ),
    Text("一份必备材料", "a paper that must be there"),
)

BODY = Record(
    (
        Key("body", NAME, Text("代码", "code"), required=True),
        Key("label", Bilingual(), Text("名称", "name"), required=True),
        Key("members", Bilingual(), Text("组成人员", "members"), required=True),
        Key("chair", Bilingual(), Text("主持人", "chair"), required=True),
        Key("odd", Flag(), Text("人数须为单数", "an odd number"), otherwise="false"),
        Key(
            "put_by",
            Many(NAME, distinct=True),
            Text(
                "哪些岗位可以提请议题；不写不限", "posts that may put items; none: all"
            ),
        ),
        Key("cases", CASE_ROUTE, Text("案件另送他处", "cases go elsewhere")),
        Key("review", Many(REVIEW), Text("会前审查", "reviews before the meeting")),
        Key("papers", Many(PAPER), Text("必备材料", "papers that must be there")),
        Key(
            "rules", Many(DATED_RULE, least=1), Text("表决规则", "rules"), required=True
        ),
        Key(
            "scope", Many(SCOPE_ITEM, least=1), Text("议事范围", "scope"), required=True
        ),
        _SOURCE,
    ),
    Text("一个会议", "a body"),
)

BODIES = FileFormat(
    "bodies",
    "_shared/bodies.yaml",
    Text("会议", "deciding bodies"),
    Text(
        "各会议按日期的规则、议事范围、会前审查和必备材料。",
        "Every body's rules by date, its scope, reviews and papers.",
    ),
    Record(
        (Key("bodies", Many(BODY, least=1), Text("各会议", "bodies"), required=True),)
    ),
)
