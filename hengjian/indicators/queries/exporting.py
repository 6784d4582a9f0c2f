"""Tables of values as sheets for a workbook: exactly what a page shows."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators.models import Run, Signal
from hengjian.indicators.queries.formatting import rounded
from hengjian.indicators.queries.overview import OverviewRow
from hengjian.indicators.queries.periods import in_words
from hengjian.indicators.queries.values import TOLD_AS, Value
from hengjian.indicators.signal_wording import kind_label
from hengjian.ui.downloads import Sheet


HEADS = (
    "代码",
    "指标",
    "单位",
    "分子",
    "分母",
    "数值",
    "较上期",
    "同比",
    "口径说明",
    "标记",
)


def overview_sheet(
    rows: Iterable[OverviewRow], place: str, period: str, run: Run
) -> Sheet:
    """The overview with its counts; comparisons in the terms of the page."""
    listed: list[tuple[object, ...]] = []
    for row in rows:
        value = row.value
        listed.append(
            (
                row.indicator.code,
                row.indicator.label.zh,
                row.indicator.unit,
                *plain_sides(value),
                plain_value(value, row.indicator),
                row.before.difference if row.before else None,
                row.year_before.difference if row.year_before else None,
                row.indicator.sentence.zh,
                ";".join(value.flags) if value else "",
            )
        )
    note = f"{place} · {period} · 运行 {run.pk} · 截至 {run.as_of:%Y-%m-%d}"
    return Sheet("业务数据", HEADS, listed, note)


def signals_sheet(
    signals: Iterable[Signal],
    names: Mapping[str, str],
    indicators: Mapping[str, Indicator],
) -> Sheet:
    """Signals as listed: prompts and what was answered, never verdicts."""
    heads = ("单位", "指标", "统计期", "类型", "提示", "状态", "说明", "失效日")
    listed = [
        (
            names.get(each.unit, each.unit),
            indicators[each.indicator].label.zh
            if each.indicator in indicators
            else each.indicator,
            in_words(each.period).zh,
            kind_label(each.kind).zh,
            each.sentence_zh,
            each.get_state_display(),
            each.explanation,
            each.lapses_on,
        )
        for each in signals
    ]
    return Sheet("异动提示", heads, listed, "提示请人看一眼数字,不是结论,不得计入考核")


def plain_sides(value: Value | None) -> tuple[Decimal | str | None, ...]:
    """Numerator and denominator; ``<10`` where they are not told."""
    if value is None:
        return None, None
    sides = (value.numerator, value.denominator)
    return tuple(
        TOLD_AS if side is None and value.is_withheld else side for side in sides
    )


def plain_value(value: Value | None, indicator: Indicator) -> Decimal | None:
    """The number as shown, without its sign of unit; none where there is no value."""
    if value is None or value.value is None:
        return None
    return rounded(value.value, indicator.decimals)
