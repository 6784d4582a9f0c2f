"""Values of indicators as the office writes them, and their small course."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators.queries.comparisons import Comparison
from hengjian.indicators.queries.exporting import MARKS, reasons_in_words
from hengjian.indicators.queries.formatting import MISSING
from hengjian.indicators.queries.masks import FEW, KEPT, reason
from hengjian.indicators.queries.values import Value, shown_text
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.figures import difference
from hengjian.ui.templatetags.say import in_reader_language


register = template.Library()

WIDTH, HEIGHT, EDGE = 112, 24, 3
AGGREGATES = {
    "count": Text("计数", "count"),
    "count_distinct": Text("不重复计数", "count of different values"),
    "sum": Text("合计", "sum"),
    "mean": Text("平均", "mean"),
    "median": Text("中位数", "median"),
    "quantile": Text("分位数", "quantile"),
    "min": Text("最小", "least"),
    "max": Text("最大", "greatest"),
}


@register.filter
def shown(value: Value | str | None, indicator: Indicator) -> str:
    """A value with the indicator's unit and decimals; a dash where there is none.

    A template hands over an empty text where there is no value to look into.
    """
    known = value if isinstance(value, Value) else None
    return _explained(shown_text(known, indicator), known)


@register.filter
def counts(value: Value | str | None) -> str:
    """``12 / 40``, ``<10 / 40``; a dash where there is no division."""
    if not isinstance(value, Value) or value.sides is None:
        return MISSING
    return _explained(" / ".join(value.sides), value)


@register.filter
def side(value: Value | str | None, which: int) -> str:
    """The numerator (0) or the denominator (1): ``12``, ``<10``; a dash for none."""
    if not isinstance(value, Value) or value.sides is None:
        return MISSING
    return _explained(value.sides[which], value)


def _explained(words: str, value: Value | None) -> str:
    """What stands instead of a number that is not told, with the reason to point at."""
    why = reason(value.flags) if value is not None else None
    if why is None or not any(sign in words for sign in (FEW, KEPT)):
        return words
    return format_html('<abbr title="{}">{}</abbr>', in_reader_language(why), words)


@register.simple_tag
def why_kept_back(rows: Iterable[Any]) -> SafeString:
    """A line below a table for each reason why numbers in it are not told.

    ``rows`` are values, or have one as ``value``.
    """
    values = (
        getattr(row, "value", None) if not isinstance(row, Value) else row
        for row in rows
    )
    return format_html_join(
        "",
        '<p class="soft">{}</p>',
        (
            (words,)
            for words in reasons_in_words(v for v in values if isinstance(v, Value))
        ),
    )


@register.simple_tag
def value_marks(value: Value | str | None) -> SafeString:
    """What is marked about a value: too few, not ended, for analysis only."""
    flags = value.flags if isinstance(value, Value) else ()
    return format_html_join(
        " ",
        '<span class="mark mark-{}">{}</span>',
        (
            ("amber" if flag == "small" else "soft", in_reader_language(words))
            for flag, words in MARKS.items()
            if flag in flags
        ),
    )


@register.filter
def compared(comparison: Comparison | str | None) -> str:
    """``+1.20个百分点`` or ``−3.50%``; a dash where there is nothing to compare with."""
    if not isinstance(comparison, Comparison):
        return MISSING
    return difference(comparison.difference, comparison.kind)


@register.filter
def aggregate_words(name: str) -> Text:
    """How a measure takes its cards, in words."""
    return AGGREGATES.get(name, Text.same(name))


@register.simple_tag
def sparkline(course: Sequence[Decimal | None], words: str) -> SafeString:
    """A small course; gaps where there is no value. The sentence stands for it."""
    known = [(i, v) for i, v in enumerate(course) if v is not None]
    if len(known) < 2:
        return format_html('<span class="soft">{}</span>', "—")
    low = min(v for _, v in known)
    high = max(v for _, v in known)
    span = (high - low) or Decimal(1)
    step = Decimal(WIDTH - 2 * EDGE) / max(len(course) - 1, 1)
    points = [
        (EDGE + step * i, HEIGHT - EDGE - (v - low) / span * (HEIGHT - 2 * EDGE))
        for i, v in known
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    last = points[-1]
    return format_html(
        '<svg class="sparkline" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<polyline points="{}"/><circle cx="{}" cy="{}" r="2"/></svg>',
        WIDTH,
        HEIGHT,
        words,
        line,
        f"{last[0]:.1f}",
        f"{last[1]:.1f}",
    )
