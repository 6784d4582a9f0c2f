"""二、主要业务指标: key indicators by line in words and tables, their courses as charts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from hengjian.engines.documents.content import Number, Run
from hengjian.engines.documents.drawing import Panel, Series
from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.statistics.rounding import half_up
from hengjian.indicators.queries.values import Value
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.facts import Compared, CourseRow, GroupRows
from hengjian.publication.analysis.wording.overall import (
    LAST_YEAR,
    PERIOD_ON_PERIOD,
    YEAR_ON_YEAR,
)
from hengjian.publication.analysis.wording.pen import Wording


PANELS = 4  # courses in one picture
TOLD_MONTHS = 12  # in the table beside it
UNIT_WORDS = {
    "count": Text("", ""),
    "day": Text("天", "days"),
    "yuan": Text("元", "yuan"),
}


def groups(pen: Wording) -> None:
    """One subsection for each line."""
    for group in pen.facts.groups:
        pen.subsection(group.group.label)
        sentences = [
            _sentence(pen, row)
            for row in group.rows
            if row.indicator.name in group.group.leading and _has_value(row)
        ]
        if sentences:
            end = "。" if pen.is_chinese else "."
            pen.paragraph((*pen.join(sentences, "；", "; "), end))
        _table(pen, group)
    pen.note(
        Text(
            "同比、环比栏中，率为百分点，数为百分比（基数不足30的为增减数），比为差值；“—”为没有数值，不是零。",
            "In the columns of changes rates are in percentage points, counts in percent "
            "(on a base below 30 as differences), ratios as differences; a dash is no value, not zero.",
        )
    )


def label(pen: Wording, indicator: Indicator) -> str:
    """An indicator's name, with its unit where the number does not show it."""
    words = pen.words(indicator.label)
    unit = UNIT_WORDS.get(indicator.unit)
    if unit is None or not unit.zh:
        return words
    return f"{words}（{unit.zh}）" if pen.is_chinese else f"{words} ({unit.en})"


def _has_value(row: Compared) -> bool:
    return row.now is not None and row.now.value is not None


def _sentence(pen: Wording, row: Compared) -> tuple[Run, ...]:
    pair = pen.numbers.pair(row.now)
    value = pen.numbers.value(row.now, row.indicator)
    shown = pen.say(
        Text("{value}（{pair}）", "{value} ({pair})")
        if not isinstance(pair, str) and row.indicator.unit == "percent"
        else Text("{value}", "{value}"),
        value=value,
        pair=pair,
    )
    small = row.now is not None and row.now.is_small
    # what a single case would move is not compared in words
    rest = (
        pen.say(Text("（基数小，不作比较）", " (small count, not compared)"))
        if small
        else pen.say(Text("，{changes}", ", {changes}"), changes=pen.changes(row))
    )
    return pen.say(
        Text("{label}{shown}{rest}", "{label}: {shown}{rest}"),
        label=pen.words(row.indicator.label),
        shown=shown,
        rest=rest,
    )


def _table(pen: Wording, group: GroupRows) -> None:
    pen.table(
        Text(
            f"{group.group.label.zh}主要指标", f"Key indicators: {group.group.label.en}"
        ),
        (
            Text("指标", "Indicator"),
            Text("本期", "Value"),
            Text("分子/分母", "Counts"),
            LAST_YEAR,
            YEAR_ON_YEAR,
            PERIOD_ON_PERIOD,
            Text("标记", "Marks"),
        ),
        [
            [
                label(pen, row.indicator),
                pen.numbers.value(row.now, row.indicator),
                pen.numbers.pair(row.now),
                pen.numbers.value(row.last_year, row.indicator),
                *pen.short_changes(row),
                marks(pen, row.now),
            ]
            for row in group.rows
        ],
        numeric=range(1, 6),
        widths=(43, 20, 23, 20, 17, 17, 16),
    )


def marks(pen: Wording, value: Value | None) -> str:
    """What a reader has to know before leaning on a value."""
    if value is None:
        return ""
    found = [
        text
        for flag, text in (
            ("small", Text("基数小", "small")),
            ("provisional", Text("未结束", "provisional")),
            ("dated_formula", Text("跨口径", "two formulas")),
        )
        if flag in value.flags
    ]
    return ("、" if pen.is_chinese else ", ").join(pen.words(text) for text in found)


def courses(pen: Wording, most: int = 8) -> None:
    """Own courses of the drawn indicators, four to a picture, with their months."""
    drawn = [
        row
        for row in pen.facts.courses
        if row.is_drawn and sum(v.value is not None for v in row.course.values) >= 2
    ][:most]
    if not drawn:
        return
    pen.subsection(Text("主要指标自身走势", "Own courses of key indicators"))
    for rows in _batched(drawn, PANELS):
        pen.drawing.courses(pen.next_picture(), [_panel(pen, row) for row in rows])
        names = "、".join(row.indicator.label.zh for row in rows)
        names_en = ", ".join(row.indicator.label.en for row in rows)
        pen.picture(
            Text(f"近{_months(rows)}个月{names}走势", f"Courses by month: {names_en}"),
            Text(
                f"{names}按月的折线图，实线为中线、虚线为控制限，菱形为需要说明的月份，数字见下表",
                f"Lines by month of {names_en}; the centre, the limits of noise, marked "
                "months; the numbers stand in the table below",
            ),
        )
        _months_table(pen, rows)


def _batched(rows: list[CourseRow], size: int) -> Iterator[list[CourseRow]]:
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def _months(rows: Sequence[CourseRow]) -> int:
    return max(len(row.course.values) for row in rows)


def _panel(pen: Wording, row: CourseRow) -> Panel:
    values = row.course.values
    return Panel(
        pen.words(row.indicator.label)
        + (" (%)" if row.indicator.unit == "percent" else ""),
        [value.period[2:] for value in values],
        Series(
            row.indicator.name,
            [
                None if v.value is None else half_up(v.value, row.indicator.decimals)
                for v in values
            ],
            row.course.limits,
            frozenset(i for i, v in enumerate(values) if v.period in row.course.broken),
        ),
    )


def _months_table(pen: Wording, rows: Sequence[CourseRow]) -> None:
    periods = sorted({v.period for row in rows for v in row.course.values})
    known = [{v.period: v for v in row.course.values} for row in rows]
    body: list[list[Number | str]] = []
    for period in periods[-TOLD_MONTHS:]:
        cells: list[Number | str] = [pen.period(period)]
        for row, values in zip(rows, known, strict=True):
            cells.append(pen.numbers.value(values.get(period), row.indicator))
        body.append(cells)
    pen.table(
        Text("各月数值", "Values by month"),
        (Text("月份", "Month"), *(row.indicator.label for row in rows)),
        body,
        numeric=range(1, len(rows) + 1),
        widths=(26, *(32 for _ in rows)),
    )


def centre(row: CourseRow) -> Decimal | None:
    """The centre of a course's limits, in the indicator's decimals; for reading only."""
    if row.course.limits is None:
        return None
    return half_up(Decimal(repr(row.course.limits[1])), row.indicator.decimals)
