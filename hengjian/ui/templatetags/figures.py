"""Numbers as the office writes them; what is missing is a dash, never a zero."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language


register = template.Library()

MISSING = "—"
UNITS = {
    "percent": Text("%", "%"),
    "day": Text(" 天", " days"),
    "yuan": Text(" 元", " yuan"),
    "count": Text("", ""),
    "ratio": Text("", ""),
}


@register.filter
def grouped(number: int | Decimal | None) -> str:
    """``12,345``; a dash where there is none."""
    return MISSING if number is None or number == "" else f"{number:,}"


@register.filter
def with_unit(value: Any, unit: str) -> str:
    """A value in its unit: ``76.27%``, ``1:1.54``, ``12 天``."""
    if value is None or value == "":
        return MISSING
    if unit == "ratio":
        return f"1:{value}"
    number = f"{value:,}" if isinstance(value, int | Decimal) else str(value)
    return number + in_reader_language(UNITS.get(unit, Text("", "")))


@register.filter
def signed(value: Decimal | int | None) -> str:
    """``+1.20`` / ``−0.35``, with a true minus sign; a dash stays a dash."""
    if value is None or value in ("", MISSING):
        return MISSING
    if value == 0:
        return "0"
    return f"{value:+,}".replace("-", "−")


DIFFERENCES = {
    "points": Text("个百分点", " pp"),
    "percent": Text("%", "%"),
}


@register.filter
def difference(value: Decimal | int | None, kind: str) -> str:
    """A comparison in words: in percentage points, in percent, or as it stands."""
    if value is None or value == "":
        return MISSING
    unit = DIFFERENCES.get(kind, Text("", ""))
    return signed(value) + in_reader_language(unit)


@register.simple_tag
def dated(day: Any) -> SafeString | str:
    """A date as 2025-10-09 in a ``time`` element."""
    if day is None or day == "":
        return MISSING
    return format_html(
        '<time datetime="{}">{}</time>', f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d}"
    )


@register.filter
def moment(at: Any) -> str:
    """A moment as 2025-10-09 14:05 of Shanghai."""
    if not at:
        return MISSING
    return f"{at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"


@register.simple_tag
def printed_at() -> str:
    """When a page was made, for its printed foot."""
    return moment(clock.now())
