"""Tables of values as sheets for a workbook: exactly the columns that a page shows."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators.models import Signal
from hengjian.indicators.queries.comparisons import Comparison
from hengjian.indicators.queries.formatting import MISSING, rounded
from hengjian.indicators.queries.masks import reason
from hengjian.indicators.queries.overview import OverviewRow
from hengjian.indicators.queries.periods import in_words
from hengjian.indicators.queries.values import Value, shown_text
from hengjian.indicators.signal_wording import kind_label
from hengjian.lib.bilingual import Text
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Figure, Sheet
from hengjian.ui.templatetags.chosen import chosen
from hengjian.ui.templatetags.figures import DIFFERENCES, UNITS
from hengjian.ui.templatetags.say import in_reader_language as say


MARKS = {
    "small": Text("基数小", "small"),
    "provisional": Text("未结束", "provisional"),
    "clipped": Text("截短", "cut short"),
    "dated_formula": Text("跨两个算式", "two formulas"),
    "not_additive": Text("不能跨算式相加", "not added over formulas"),
    "analysis_only": Text("仅分析", "analysis only"),
    "not_in_force": Text("尚未生效", "not in force yet"),
    "retired": Text("已停用", "retired"),
    "withheld": Text("因封存不显示", "kept back for what is sealed"),
    "being_worked_out": Text("推算中", "being worked out"),
    "older_run": Text("旧统计", "older run"),
}
NO_VERDICT = "提示请人看一眼数字，不是结论，不得计入考核"


def overview_sheet(
    columns: ShownColumns,
    rows: Iterable[OverviewRow],
    lines: Mapping[str, Text],
    note: str,
) -> Sheet:
    """The overview with its counts; comparisons in the terms of the page."""
    rows = list(rows)
    note = " ".join((note, *reasons_in_words(row.value for row in rows)))
    values = {
        "code": lambda row: row.indicator.code,
        "indicator": lambda row: say(row.indicator.label),
        "value": lambda row: plain_value(row.value, row.indicator),
        "numerator": lambda row: plain_sides(row.value)[0],
        "denominator": lambda row: plain_sides(row.value)[1],
        "before": lambda row: plain_difference(row.before),
        "year_before": lambda row: plain_difference(row.year_before),
        "course": lambda row: " ".join(
            MISSING if v is None else str(rounded(v, row.indicator.decimals))
            for v in row.course
        ),
        "marks": lambda row: marks_in_words(row.value),
        "line": lambda row: say(lines.get(row.pack.line_of_work, row.pack.title)),
        "sentence": lambda row: say(row.indicator.sentence),
    }
    return columns.sheet(Text("业务数据", "Operational data"), rows, values, note)


def signals_sheet(
    columns: ShownColumns,
    signals: Iterable[Signal],
    names: Mapping[str, str],
    indicators: Mapping[str, Indicator],
) -> Sheet:
    """Signals as listed: prompts and what was answered, never verdicts."""
    values = {
        "unit": lambda each: names.get(each.unit, each.unit),
        "indicator": lambda each: (
            say(indicators[each.indicator].label)
            if each.indicator in indicators
            else each.indicator
        ),
        "period": lambda each: say(in_words(each.period)),
        "kind": lambda each: say(kind_label(each.kind)),
        "prompt": lambda each: say(Text(each.sentence_zh, each.sentence_en)),
        "explanation": lambda each: each.explanation,
        "state": lambda each: chosen(each.get_state_display()),
        "lapses_on": lambda each: each.lapses_on,
    }
    return columns.sheet(Text("异动提示", "Signals"), signals, values, NO_VERDICT)


def reasons_in_words(values: Iterable[Value | None]) -> list[str]:
    """Why numbers among them are not told, each reason once."""
    found = (reason(value.flags) for value in values if value is not None)
    return [say(words) for words in dict.fromkeys(each for each in found if each)]


def plain_sides(value: Value | None) -> tuple[Decimal | str | None, ...]:
    """Numerator and denominator; ``<10`` or ``*`` where they are not told."""
    if value is None:
        return None, None
    told = value.masks
    return told.numerator or value.numerator, told.denominator or value.denominator


def plain_value(value: Value | None, indicator: Indicator) -> Figure | str | None:
    """The number as shown, with its sign of unit; none where there is no value."""
    if value is None or value.value is None:
        told = shown_text(value, indicator)
        return None if told == MISSING else told
    number = rounded(value.value, indicator.decimals)
    if indicator.unit == "ratio":
        return Figure(number, before="1:")
    return Figure(number, say(UNITS.get(indicator.unit, Text("", ""))))


def plain_difference(comparison: Comparison | None) -> Figure | None:
    """A difference as shown: percentage points, percent, or as it stands."""
    if comparison is None or comparison.difference is None:
        return None
    unit = DIFFERENCES.get(comparison.kind, Text("", ""))
    return Figure(comparison.difference, say(unit), is_signed=True)


def marks_in_words(value: Value | None) -> str:
    """What is marked about a value, as the page marks it."""
    flags = value.flags if value is not None else ()
    return ";".join(say(words) for flag, words in MARKS.items() if flag in flags)
