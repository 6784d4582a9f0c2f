"""The YAML form of an office's rules of points and awards, and its published schema."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from hengjian.engines.pack_format.compounds import Many, Table
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.kinds import (
    NAME,
    Bilingual,
    Day,
    Exact,
    Flag,
    OneOf,
    Words,
)
from hengjian.engines.pack_format.records import Entry, FileFormat, Key, Record
from hengjian.engines.pack_format.single_file import read_single
from hengjian.engines.points.amounts import multiplied
from hengjian.ledger.actions.rules import Said
from hengjian.ledger.models import Purpose, RuleKind, Span
from hengjian.lib.bilingual import Text


_CAP = Record(
    (
        Key("amount", Exact(), Text("至多", "at most"), required=True),
        Key("span", OneOf(tuple(Span.values)), Text("每期", "for each"), required=True),
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
            OneOf(tuple(Purpose.values)),
            Text("用途", "what is counted"),
            required=True,
        ),
        Key(
            "kind",
            OneOf(tuple(RuleKind.values)),
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


# working rules (I) to begin with; an office sets its own
WORKING_RULES = Path(__file__).with_name("working_rules.yaml")


def read_rules(path: Path) -> Sequence[Said]:
    """The rules of a file; raises ``FileFaults`` with every fault, ``AmountFault``."""
    faults = FaultList()
    entry: Entry = read_single(path, RULES, faults)
    return [_said(each) for each in entry["rules"]]


def _said(rule: Entry) -> Said:
    cap: Entry | None = rule.get("cap")
    source: Entry = rule["source"]
    day: date = rule["from"]
    return Said(
        code=str(rule["rule"]),
        purpose=Purpose(rule["purpose"]),
        kind=RuleKind(rule["kind"]),
        title=rule["title"],
        hundredths=_hundredths(rule["amount"]),
        most=_hundredths(rule["most"]) if rule.get("most") is not None else None,
        multiples={str(k): str(v) for k, v in (rule.get("multiples") or {}).items()},
        cap=_hundredths(cap["amount"]) if cap is not None else None,
        cap_span=str(cap["span"]) if cap is not None else "",
        caps_kind=bool(cap.get("whole_kind")) if cap is not None else False,
        from_on=day,
        is_ended=bool(rule.get("ended")),
        source=source["title"],
        mark=str(source["mark"]),
    )


def _hundredths(number: Fraction) -> int:
    return multiplied(100, number)
