"""Amounts and evidence as pages of the ledger write them."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.engines.points.amounts import written
from hengjian.ledger.evidence import KINDS, LIST, MATTER
from hengjian.ledger.models import MEASURES, How, LedgerEntry, LedgerRule, Purpose
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language as say


register = template.Library()

LEVELS = {
    "county": Text("县级", "county"),
    "city": Text("市级", "city"),
    "party": Text("党委", "Party committee"),
    "province": Text("省级", "province"),
    "supreme": Text("最高检", "Supreme office"),
}
MARKS = {
    "V": Text("已核实", "verified"),
    "S": Text("有出处", "from a source"),
    "D": Text("文件原文", "from the document"),
    "M": Text("待核实", "to be confirmed"),
    "I": Text("本院口径", "the office's own"),
}
TABS = (
    ("mine", Text("我的积分", "My points"), Permission.LEDGER_READ),
    ("ledger", Text("台账", "Ledger"), Permission.LEDGER_READ),
    ("proposals", Text("记分申报", "Proposals"), Permission.LEDGER_READ),
    ("quantities", Text("每月任务", "Monthly quantity"), Permission.LEDGER_READ),
    ("payments", Text("发放清单", "Payment lists"), Permission.PAYMENT_LIST_READ),
    ("rules", Text("规则", "Rules"), Permission.LEDGER_READ),
    ("branches", Text("支部", "Branches"), Permission.LEDGER_READ),
)


@register.filter
def amount(hundredths: int | None) -> str:
    """Hundredths as 12.5; a dash for none."""
    return "—" if hundredths is None else written(int(hundredths))


@register.filter
def multiples_written(multiples: dict[str, str]) -> str:
    """Multiples as the form takes them: ``市级: 2; 省级: 5``."""
    return "; ".join(
        f"{level_name(level)}: {times}" for level, times in multiples.items()
    )


@register.filter
def certainty(rule: LedgerRule) -> str:
    """How certain a rule's source is, in words; one to be confirmed says so itself."""
    if rule.mark == "M":
        return ""
    return say(MARKS.get(rule.mark, Text.same(rule.mark)))


@register.filter
def measure(purpose: str) -> str:
    """Points or yuan, in the reader's language."""
    return say(MEASURES[Purpose(purpose)])


@register.filter
def titled(entry: LedgerEntry) -> str:
    """What an entry is for: its rule's title, or that it was paid."""
    return say(entry.rule.title if entry.rule is not None else entry.how_text)


@register.filter
def cut_words(entry: LedgerEntry) -> str:
    """Which cap cut it and by how much; empty where none did."""
    if not entry.is_cut or entry.how != How.ENTERED or not entry.cut:
        return ""
    cap, before = written(entry.cut["cap"]), written(entry.cut["before"])
    asked, given = written(entry.asked), written(entry.hundredths)
    span = {"month": "月", "quarter": "季度", "year": "年"}[entry.cut["span"]]
    return say(
        Text(
            f"应计 {asked}，按“{entry.cut['zh']}”每{span}至多 {cap}（此前 {before}）"
            f"计 {given}",
            f"{asked} by the rule, cut to {given}: “{entry.cut['en']}” gives at most"
            f" {cap} a {entry.cut['span']}, {before} stood before",
        )
    )


@register.simple_tag
def evidence(stored: dict[str, Any]) -> SafeString:
    """One piece of evidence, opened where the platform holds it, with its digest."""
    kind = say(KINDS.get(stored["kind"], Text.same(stored["kind"])))
    title = say(Text(stored["zh"], stored["en"]))
    digest = stored["digest"]
    address = _address(stored)
    named = (
        format_html('<a href="{}">{}</a>', address, title)
        if address
        else format_html("{}", title)
    )
    if not digest:
        return format_html('<span class="soft">{}</span> {}', kind, named)
    return format_html(
        '<span class="soft">{}</span> {} <code title="SHA-256 {}">{}</code>',
        kind,
        named,
        digest,
        digest[:12],
    )


def _address(stored: dict[str, Any]) -> str:
    reference = str(stored["reference"])
    if stored["kind"] == MATTER and reference.isdecimal():
        return reverse("matters:matter", args=[int(reference)])
    if stored["kind"] == LIST and reference.isdecimal():
        return reverse("ledger:payment", args=[int(reference)])
    return ""


@register.inclusion_tag("ledger/tabs.html", takes_context=True)
def ledger_tabs(context: dict[str, Any], here: str) -> dict[str, Any]:
    """The pages of the ledger that the reader may open."""
    held = permissions_of(context["request"].user)
    return {
        "tabs": [
            (name, label, name == here)
            for name, label, needed in TABS
            if needed in held
        ]
    }


@register.filter
def level_name(level: str) -> str:
    """A level of adoption in the reader's language."""
    return say(LEVELS.get(level, Text.same(level)))
