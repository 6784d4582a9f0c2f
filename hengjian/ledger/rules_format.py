"""The published form of the YAML file of rules of points and awards; without Django."""

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.kinds import (
    NAME,
    Bilingual,
    Day,
    Exact,
    Flag,
    OneOf,
    Words,
)
from hengjian.engines.pack_format.records import FileFormat, Key, Record
from hengjian.lib.bilingual import Text


# the choices of the ledger's models, which cannot be imported without a database
PURPOSES = ("member_points", "information_points", "awards")
KINDS = ("base", "added", "deducted", "adoption", "quantity")
SPANS = ("month", "quarter", "year")

_CAP = Record(
    (
        Key("amount", Exact(), Text("至多", "at most"), required=True),
        Key("span", OneOf(SPANS), Text("每期", "for each"), required=True),
        Key(
            "whole_kind",
            Flag(),
            Text("同类规则合计", "over all rules of the kind"),
            otherwise="false",
        ),
    ),
    Text("{amount: 8, span: quarter}", "{amount: 8, span: quarter}"),
)
_SOURCE = Record(
    (
        Key("title", Bilingual(), Text("依据", "where it comes from"), required=True),
        Key(
            "mark",
            OneOf(("V", "S", "D", "M", "I")),
            Text("确定程度", "how certain it is"),
            required=True,
        ),
    ),
    Text("{title: …, mark: I}", "{title: …, mark: I}"),
)
_RULE = Record(
    (
        Key("rule", NAME, Text("代码", "its code"), required=True),
        Key(
            "purpose",
            OneOf(PURPOSES),
            Text("用途", "what is counted"),
            required=True,
        ),
        Key(
            "kind",
            OneOf(KINDS),
            Text("类别", "its kind"),
            required=True,
        ),
        Key("title", Bilingual(), Text("名称", "what for"), required=True),
        Key(
            "amount",
            Exact(),
            Text("分数、金额或件数", "points, yuan or a count"),
            required=True,
        ),
        Key("most", Exact(), Text("一次至多", "the most at once")),
        Key("multiples", Table(NAME, Exact()), Text("各级倍数", "multiples by level")),
        Key("cap", _CAP, Text("上限", "the most in a period")),
        Key("from", Day(), Text("施行日期", "in force from"), required=True),
        Key("ended", Flag(), Text("停止施行", "it ends"), otherwise="false"),
        Key("source", _SOURCE, Text("依据", "its source"), required=True),
    ),
    Text("一条规则", "a rule"),
)
RULES = FileFormat(
    "ledger_rules",
    "RULES.yaml",
    Text("积分奖励规则", "rules of points and awards"),
    Text(
        "一个院的记分、扣分、采用倍数、上限和每月数量。",
        "What an office gives and deducts, multiples of adoption, caps, quantities.",
    ),
    Record(
        (
            Key("format", OneOf(("1",)), Text("格式版本", "format"), otherwise="1"),
            Key("title", Words(), Text("名称", "its name")),
            Key("rules", Many(_RULE, least=1), Text("规则", "rules"), required=True),
        )
    ),
)
