"""一、总体情况: cases of the four functions, structure ratios, the ten lines."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hengjian.engines.documents.content import Number, Run
from hengjian.engines.documents.drawing import Series
from hengjian.engines.statistics.comparisons import SMALL_BASE, Against
from hengjian.indicators.queries.cut_offs import days_of
from hengjian.indicators.queries.values import Value
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.facts import Compared, FunctionRow, LineRow
from hengjian.publication.analysis.numbers import MISSING
from hengjian.publication.analysis.wording.pen import Wording


CASES = Text("件", "cases")
UNITS = {
    "cases": CASES,
    "persons": Text("人", "persons"),
    "acts": Text("件次", "acts"),
}
YEAR_ON_YEAR = Text("同比", "Y/Y")
PERIOD_ON_PERIOD = Text("环比", "P/P")
LAST_YEAR = Text("上年同期", "Last year")
TOLD_FROM = Decimal(10)  # percent; smaller changes of a line stand in the table alone


def opening(pen: Wording) -> None:
    """What the paper is, and where its numbers come from."""
    facts = pen.facts
    first, last = days_of(facts.run, facts.asked.period)
    pen.paragraph(
        pen.say(
            Text(
                "现将{place}{period}业务数据分析如下。统计区间为{first}至{last}，数据截至{as_of}，取自第{run}号统计运行，"
                "按当日固定版本的案卡计算；同比、环比分别为与上年同期、上一期比较，"
                "率的变化以百分点计，数的变化以百分比计，基数不足{base}的以增减数计。",
                "This paper analyses the operational data of {place} for {period}, counted "
                "from {first} to {last}. Data are as of {as_of}, from run {run} over the cards pinned that day. Rates are "
                "compared in percentage points, counts in percent, counts on a base below "
                "{base} by their difference.",
            ),
            place=pen.words(facts.asked.place_name),
            period=pen.period(),
            first=pen.words(_in_words(first)),
            last=pen.words(_in_words(last)),
            as_of=pen.words(_in_words(facts.run.as_of)),
            run=str(facts.run.pk),
            base=str(SMALL_BASE),
        )
    )


def _in_words(day: date) -> Text:
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day:%-d %B %Y}")


def functions(pen: Wording, *, drawn: bool = True) -> None:
    """Cases of the four functions and their structure."""
    facts = pen.facts
    if not facts.functions:
        return
    pen.subsection(Text("办案总量与四大检察结构", "Cases of the four functions"))
    accepted, concluded = facts.total("accepted"), facts.total("concluded")
    if accepted is not None and concluded is not None:
        pen.paragraph(_total_sentence(pen, accepted, concluded), _structure(pen))
    pen.table(
        Text("四大检察受理、审结情况", "Cases accepted and concluded by function"),
        (
            Text("四大检察", "Function"),
            Text("受理（件）", "Taken in"),
            Text("占比", "Share"),
            YEAR_ON_YEAR,
            PERIOD_ON_PERIOD,
            Text("审结（件）", "Ended"),
            Text("占比", "Share"),
            YEAR_ON_YEAR,
            PERIOD_ON_PERIOD,
        ),
        _function_rows(pen, accepted, concluded),
        numeric=range(1, 9),
        widths=(25, 17, 12, 17, 17, 17, 12, 17, 17),
        has_total=accepted is not None and concluded is not None,
    )
    if drawn:
        _draw(pen)
    pen.note(
        Text(
            "占比按最大余额法取整，合计为100%。{note}",
            "Shares are rounded by the largest remainder and add up to 100%. {note}",
        ),
        note=pen.words(facts.contents.functions_note),
    )


def _total_sentence(
    pen: Wording, accepted: Compared, concluded: Compared
) -> tuple[Run, ...]:
    return pen.say(
        Text(
            "{period}，{who}共受理四大检察案件{accepted}件，{changes}；"
            "审结{concluded}件，{concluded_changes}。",
            "In {period}, {who} accepted {accepted} cases of the four functions "
            "({changes}) and concluded {concluded} ({concluded_changes}).",
        ),
        period=pen.period(),
        who=pen.words(pen.facts.asked.self_name),
        accepted=pen.numbers.value(accepted.now, accepted.indicator),
        changes=pen.changes(accepted, CASES),
        concluded=pen.numbers.value(concluded.now, concluded.indicator),
        concluded_changes=pen.changes(concluded, CASES),
    )


def _structure(pen: Wording) -> tuple[Run, ...]:
    shares = pen.facts.shares("accepted")
    if shares is None:
        return ()
    rows = pen.facts.functions
    counts = [
        pen.say(
            Text("{label}{count}件", "{label} {count}"),
            label=pen.words(row.entry.label),
            count=pen.numbers.value(row.accepted.now, row.accepted.indicator),
        )
        for row in rows
    ]
    told = [
        pen.numbers.share(share, row.accepted.now)
        for share, row in zip(shares, rows, strict=True)
        if row.accepted.now is not None
    ]
    return pen.say(
        Text(
            "受理案件中，{counts}，分别占{shares}。",
            "Of the cases accepted there were {counts}: {shares} of all.",
        ),
        counts=pen.join(counts, "、"),
        shares=pen.join(told, "、"),
    )


def _function_rows(
    pen: Wording, accepted: Compared | None, concluded: Compared | None
) -> list[list[Number | str]]:
    shares = {which: pen.facts.shares(which) for which in ("accepted", "concluded")}
    rows: list[list[Number | str]] = []
    for position, row in enumerate(pen.facts.functions):
        cells: list[Number | str] = [pen.words(row.entry.label)]
        for which in ("accepted", "concluded"):
            compared: Compared = getattr(row, which)
            of_all = shares[which]
            share = of_all[position] if of_all else None
            cells += _cells(pen, compared, share)
        rows.append(cells)
    if accepted is not None and concluded is not None:
        rows.append(
            [
                pen.words(Text("合计", "Total")),
                *_cells(pen, accepted, 100 if shares["accepted"] else None),
                *_cells(pen, concluded, 100 if shares["concluded"] else None),
            ]
        )
    return rows


def _cells(pen: Wording, compared: Compared, share: int | None) -> list[Number | str]:
    value: Value | None = compared.now
    told: Number | str = MISSING
    if share is not None and value is not None:
        told = pen.numbers.share(share, value)
    return [
        pen.numbers.value(value, compared.indicator),
        told,
        *pen.short_changes(compared),
    ]


def _draw(pen: Wording) -> None:
    rows: Sequence[FunctionRow] = pen.facts.functions
    names = [pen.words(row.entry.label) for row in rows]
    pen.drawing.bars(
        pen.next_picture(),
        names,
        [
            Series(pen.period(), [_value(row.accepted.now) for row in rows]),
            Series(
                pen.words(LAST_YEAR), [_value(row.accepted.last_year) for row in rows]
            ),
        ],
        unit=pen.words(CASES),
    )
    pen.picture(
        Text("四大检察受理件数与上年同期", "Cases accepted, and a year before"),
        Text(
            "四大检察本期与上年同期受理件数的柱形图，数字见上表",
            "Bars of the cases accepted by function, this period and a year before; "
            "the numbers stand in the table above",
        ),
    )


def _value(value: Value | None) -> Decimal | None:
    if value is None or value.value is None:
        return None
    return value.value.quantize(Decimal(1))


def ratios(pen: Wording) -> None:
    """The three structure ratios."""
    rows = pen.facts.ratios
    if not rows:
        return
    pen.subsection(Text("三个结构比", "Three structure ratios"))
    pen.paragraph(
        *(
            pen.say(
                Text(
                    "{label}{value}（{pair}），{changes}。",
                    "{label}: {value} ({pair}), {changes}.",
                ),
                label=pen.words(row.entry.label),
                value=pen.numbers.value(row.share.now, row.share.indicator),
                pair=pen.numbers.pair(row.share.now),
                changes=pen.changes(row.share),
            )
            for row in rows
            if row.share.now is not None and row.share.now.value is not None
        )
    )
    pen.table(
        Text("三个结构比", "Structure ratios"),
        (
            Text("结构比", "Ratio"),
            Text("本期", "Value"),
            Text("分子/分母", "Counts"),
            LAST_YEAR,
            YEAR_ON_YEAR,
            PERIOD_ON_PERIOD,
        ),
        [
            [
                pen.words(row.entry.label),
                pen.numbers.value(row.share.now, row.share.indicator),
                pen.numbers.pair(row.share.now),
                pen.numbers.value(row.share.last_year, row.share.indicator),
                *pen.short_changes(row.share),
            ]
            for row in rows
        ],
        numeric=range(1, 6),
        widths=(44, 20, 28, 22, 20, 20),
    )
    meanings = [
        f"{pen.words(row.entry.label)}"
        + (
            f"为{pen.words(row.entry.meaning)}"
            if pen.is_chinese
            else f": {pen.words(row.entry.meaning)}"
        )
        for row in rows
    ]
    pen.note(
        Text(
            "{meanings}。未见公布的定义，以上为工作口径（标I，推断）。",
            "{meanings}. Published definitions were not found; these are working ones (I, inferred).",
        ),
        meanings=("；" if pen.is_chinese else "; ").join(meanings),
    )


def lines(pen: Wording) -> None:
    """The ten lines of work."""
    rows = pen.facts.lines
    if not rows:
        return
    pen.subsection(Text("十大业务", "The ten lines of work"))
    pen.paragraph(_movements(pen))
    pen.table(
        Text("十大业务受理、审结情况", "The ten lines: accepted and concluded"),
        (
            Text("业务条线", "Line of work"),
            Text("计数口径", "What is counted"),
            Text("单位", "Unit"),
            Text("受理", "Taken in"),
            YEAR_ON_YEAR,
            PERIOD_ON_PERIOD,
            Text("审结", "Ended"),
            YEAR_ON_YEAR,
        ),
        [
            [
                pen.words(row.entry.label),
                pen.words(row.entry.counted),
                pen.words(UNITS[row.entry.unit]),
                pen.numbers.value(row.accepted.now, row.accepted.indicator),
                *pen.short_changes(row.accepted),
                pen.numbers.value(row.concluded.now, row.concluded.indicator),
                pen.short_changes(row.concluded)[0],
            ]
            for row in rows
        ],
        numeric=range(3, 8),
        widths=(30, 34, 14, 15, 17, 17, 15, 17),
    )
    pen.note(Text("{note}", "{note}"), note=pen.words(pen.facts.contents.lines_note))


def _movements(pen: Wording) -> tuple[Run, ...]:
    """The lines whose acceptance changed most on a base that can carry a percentage."""
    moved: list[tuple[Decimal, LineRow]] = []
    for row in pen.facts.lines:
        change, then = row.accepted.year_on_year, row.accepted.last_year
        big = then is not None and then.value is not None and then.value >= SMALL_BASE
        if big and change is not None and abs(change.amount) >= TOLD_FROM:
            moved.append((change.amount, row))
    if not moved:
        return pen.say(
            Text(
                "各业务条线受理数与上年同期相比变化均不足{share}%（基数不足{base}的除外）。",
                "No line's acceptance moved by {share}% or more on the year before "
                "(bases below {base} aside).",
            ),
            share=str(TOLD_FROM),
            base=str(SMALL_BASE),
        )
    moved.sort(key=lambda each: -abs(each[0]))
    told = [
        pen.say(
            Text("{label}{count}{unit}，{change}", "{label} {count} {unit} ({change})"),
            label=pen.words(row.entry.label),
            count=pen.numbers.value(row.accepted.now, row.accepted.indicator),
            unit=pen.words(UNITS[row.entry.unit]),
            change=pen.change(row.accepted, Against.LAST_YEAR),
        )
        for _, row in moved[:4]
    ]
    return pen.say(
        Text(
            "受理数同比变化较大的业务条线：{told}。",
            "Lines whose acceptance changed most on the year before: {told}.",
        ),
        told=pen.join(told, "；", "; "),
    )
