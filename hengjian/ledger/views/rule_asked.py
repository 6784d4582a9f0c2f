"""What the forms of rules ask for, and what a version says in words."""

from collections.abc import Mapping
from datetime import date

from hengjian.engines.points.amounts import hundredths, written
from hengjian.ledger.actions.rules import Said
from hengjian.ledger.asked import day_required
from hengjian.ledger.faults import LedgerFault
from hengjian.ledger.models import LedgerRule, Purpose, RuleKind, Span
from hengjian.ledger.templatetags.ledger_words import (
    LEVELS,
    MARKS,
    certainty,
    level_name,
)
from hengjian.ledger.views.asking_first import Row
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language as say


Given = Mapping[str, str]


def said_anew(last: LedgerRule, given: Given) -> Said:
    """The next version of a rule as a form says it. Raises ``UserFault``."""
    source = given.get("source", "").strip()[:300]
    cap = _amount(given, "cap")
    return Said(
        code=last.code,
        purpose=Purpose(last.purpose),
        kind=RuleKind(last.kind),
        title=last.title,
        hundredths=hundredths(given.get("amount", "")),
        most=_amount(given, "most"),
        multiples=_multiples(given.get("multiples", ""))
        if "multiples" in given
        else last.multiples,
        cap=cap,
        cap_span=(last.cap_span or Span.YEAR) if cap is not None else "",
        caps_kind=last.caps_kind and cap is not None,
        from_on=day_required(given.get("from", "")),
        is_ended=given.get("ended") == "1",
        source=Text.same(source) if source else Text(last.source_zh, last.source_en),
        mark=last.mark,
    )


def said_first(given: Given) -> Said:
    """A new rule as a form says it. Raises ``UserFault``."""
    purpose, kind = given.get("purpose", ""), given.get("kind", "")
    if purpose not in Purpose.values or kind not in RuleKind.values:
        raise LedgerFault(
            Text("请选择用途和类别", "choose a purpose and a kind"), status=422
        )
    span, mark = given.get("cap_span", ""), given.get("mark", "")
    cap = _amount(given, "cap")
    title = given.get("title", "").strip()[:200]
    source = given.get("source", "").strip()[:300]
    return Said(
        code=given.get("code", "").strip(),
        purpose=Purpose(purpose),
        kind=RuleKind(kind),
        title=Text(title, given.get("title_en", "").strip()[:300] or title),
        hundredths=hundredths(given.get("amount", "")),
        most=_amount(given, "most"),
        multiples=_multiples(given.get("multiples", "")),
        cap=cap,
        cap_span=span if cap is not None and span in Span.values else "",
        caps_kind=given.get("caps_kind") == "1" and cap is not None,
        from_on=day_required(given.get("from", "")),
        source=Text.same(source),
        mark=mark if mark in MARKS else "",
    )


def rows_of(last: LedgerRule | None, rule: LedgerRule) -> list[Row]:
    """Every part of a version beside that of the version before."""
    before, after = _told(last), _told(rule)
    return [Row(label, before.get(label, ""), told) for label, told in after.items()]


def _told(rule: LedgerRule | None) -> dict[Text, str]:
    if rule is None:
        return {}
    sign = "−" if rule.kind == RuleKind.DEDUCTED else ""
    cap = ""
    if rule.cap is not None:
        cap = f"{say(rule.cap_span_text)} {written(rule.cap)}"
    kind = say(Text("（同类合计）", " (whole kind)")) if rule.caps_kind else ""
    levels = [f"{level_name(each)}×{rule.multiples[each]}" for each in rule.multiples]
    return {
        Text("规则", "Rule"): f"{say(rule.title)}（{rule.code}）",
        Text("用途", "Purpose"): say(rule.purpose_text),
        Text("类别", "Kind"): say(rule.kind_text),
        Text("每次", "Each"): f"{sign}{written(rule.hundredths)}",
        Text("一次至多", "Most at once"): _or_nothing(rule.most),
        Text("各级倍数", "Multiples by level"): " · ".join(levels),
        Text("上限", "Cap"): f"{cap}{kind}",
        Text("施行日期", "In force from"): _day(rule.from_on),
        Text("停止施行", "It ends"): say(Text("是", "yes")) if rule.is_ended else "",
        Text("依据", "Source"): f"{say(rule.source)} {certainty(rule)}",
    }


def _or_nothing(amount: int | None) -> str:
    return "" if amount is None else written(amount)


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"


def _amount(given: Given, name: str) -> int | None:
    text = given.get(name, "").strip()
    return hundredths(text) if text else None


def _multiples(text: str) -> dict[str, str]:
    """Level and multiple in each part, the level in words or by its code.

    Raises ``LedgerFault``.
    """
    by_name = {
        name: code for code, text in LEVELS.items() for name in (text.zh, text.en)
    }
    found = {}
    for part in text.replace("：", ":").replace("；", ";").split(";"):
        level, sign, times = (each.strip() for each in part.partition(":"))
        if not part.strip():
            continue
        if not (sign and level and times):
            raise LedgerFault(
                Text(
                    f"“{part.strip()}”应写成 层级: 倍数，如 市级: 2",
                    f"“{part.strip()}” is to read level: multiple, as city: 2",
                ),
                status=422,
            )
        found[by_name.get(level, level)[:30]] = times
    return found
