"""States, dimensions and due dates in the reader's words, always with their word."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.figures import MISSING
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse import wording
from hengjian.warehouse.models import AWAITING, Finding, Import


register = template.Library()


@register.simple_tag
def finding_state(finding: Finding) -> SafeString:
    """The state of a finding as a mark."""
    return _mark(wording.FINDING_MARKS[finding.state], wording.state_of(finding))


@register.simple_tag
def import_state(card_import: Import) -> SafeString:
    """The state of an import as a mark."""
    return _mark(
        wording.IMPORT_MARKS[card_import.state],
        wording.IMPORT_STATES[card_import.state],
    )


@register.simple_tag
def due(finding: Finding) -> SafeString:
    """When an answer is due; how late, while one is awaited."""
    day = format_html(
        '<time datetime="{}">{}</time>', finding.due_on, f"{finding.due_on:%Y-%m-%d}"
    )
    late = (clock.today() - finding.due_on).days
    if finding.state not in AWAITING or late < 0:
        return day
    if late == 0:
        return format_html("{} {}", day, _mark("amber", Text("今天", "today")))
    words = Text(f"逾期 {late} 天", f"{late} days late")
    return format_html("{} {}", day, _mark("red", words))


@register.filter
def dimension_word(code: str) -> str:
    """准确, 完整, 一致, 及时."""
    return in_reader_language(wording.DIMENSIONS.get(code, Text.same(code)))


@register.filter
def level_word(code: str) -> str:
    """强制, 提示."""
    return in_reader_language(wording.LEVELS.get(code, Text.same(code)))


@register.filter
def kind_word(code: str) -> str:
    """漏填, 错填, 迟填, 假填, 乱填."""
    return in_reader_language(wording.KINDS.get(code, Text.same(code)))


@register.filter
def row_rule_word(code: str) -> str:
    """Why a row was kept aside; a check of the card is called a check."""
    checked = Text("不符合核查规则", "Breaks a check")
    return in_reader_language(wording.ROW_RULES.get(code, checked))


@register.filter
def mend_words(finding: Finding) -> str:
    """How what was found is mended."""
    return in_reader_language(wording.mend_of(finding)) or MISSING


@register.filter
def named(key: str, names: Mapping[str, Text]) -> str:
    """What a code is called, the code itself where it is not known."""
    return in_reader_language(names.get(key, Text.same(key))) or MISSING


@register.filter
def moment(at: Any) -> str:
    """A moment as 2025-10-09 14:05 of Shanghai."""
    if not at:
        return MISSING
    return f"{at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"


@register.filter
def bytes_in_words(size: int) -> str:
    """``1.2 MB``: whole kilobytes below a megabyte, tenths above."""
    if size < 1024 * 1024:
        return f"{max(1, (size + 512) // 1024):,} KB"
    tenths = (size * 10 + 512 * 1024) // (1024 * 1024)
    return f"{tenths // 10:,}.{tenths % 10} MB"


def _mark(colour: str, word: Text) -> SafeString:
    return format_html(
        '<span class="mark mark-{}">{}</span>', colour, in_reader_language(word)
    )
