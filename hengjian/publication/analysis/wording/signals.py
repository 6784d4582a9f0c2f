"""三、异动提示: what in the own course asks for an explanation, and registered signals."""

from hengjian.engines.documents.content import Number, Run
from hengjian.engines.statistics.run_rules import RULE_TEXTS, Rule
from hengjian.indicators.models import Signal
from hengjian.indicators.queries.values import Value
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.facts import CourseRow
from hengjian.publication.analysis.numbers import MISSING
from hengjian.publication.analysis.wording.indicators import centre
from hengjian.publication.analysis.wording.pen import Wording


MOST = 15
WEIGHT = {Rule.BEYOND_LIMITS: 0, Rule.TWO_OF_THREE: 1, Rule.RUN_OF_EIGHT: 2}


def own_course(pen: Wording) -> None:
    """Months of the period in which an indicator left its own noise."""
    marked = marked_courses(pen)
    pen.subsection(Text("对照自身走势", "Against the own course"))
    if not marked:
        pen.paragraph(
            pen.say(
                Text(
                    "各主要指标本期均在自身走势的正常波动之内。",
                    "Every key indicator stayed within the noise of its own course.",
                )
            )
        )
        return
    pen.paragraph(
        pen.say(
            Text(
                "以各指标最近24个月的自身走势为对照，本期有{count}项指标出现需要说明的变化。"
                "提示只请人看一眼数字，不是结论，不计入考核。",
                "Against their own last 24 months {count} indicators moved in a way that "
                "asks for an explanation. A prompt is no verdict and enters no score.",
            ),
            count=pen.numbers.plain(len(marked), "own_course.marked"),
        )
    )
    pen.table(
        Text("自身走势中需要说明的变化", "Changes that ask for an explanation"),
        (
            Text("指标", "Indicator"),
            Text("月份", "Month"),
            Text("数值", "Value"),
            Text("自身中线", "Own centre"),
            Text("提示", "Prompt"),
        ),
        [_row(pen, row, value) for row, value in marked[:MOST]],
        numeric=(2, 3),
        widths=(46, 26, 22, 22, 40),
    )
    if len(marked) > MOST:
        pen.note(
            Text(
                "另有{more}项未列，见“业务数据”页。",
                "{more} more are not listed; see the page of operational data.",
            ),
            more=pen.numbers.plain(len(marked) - MOST, "own_course.not_listed"),
        )


def marked_courses(pen: Wording) -> list[tuple[CourseRow, Value]]:
    """Each marked indicator once, with its newest marked month of the period."""
    first, last = pen.facts.asked.months
    found = []
    for row in pen.facts.courses:
        months = [
            v
            for v in row.course.values
            if first <= v.period <= last and v.period in row.course.broken
        ]
        if months:
            worst = min(months, key=lambda v: (_weight(row, v), -int(v.period[-2:])))
            found.append((row, worst))
    return sorted(found, key=lambda each: _weight(*each))


def _weight(row: CourseRow, value: Value) -> int:
    rules = row.course.broken[value.period]
    return min(WEIGHT.get(rule, 3) for rule in rules)


def _row(pen: Wording, row: CourseRow, value: Value) -> list[Number | str]:
    middle = centre(row)
    shown: Number | str = MISSING
    if middle is not None:
        unit = "%" if row.indicator.unit == "percent" else ""
        shown = pen.numbers.plain(
            middle, f"{row.indicator.name}.centre", period=value.period, unit=unit
        )
    return [
        pen.words(row.indicator.label),
        pen.period(value.period),
        pen.numbers.value(value, row.indicator),
        shown,
        rules_in_words(pen, row, value),
    ]


def rules_in_words(pen: Wording, row: CourseRow, value: Value) -> str:
    """``超出控制限、连续8期在中心线同一侧``."""
    words = [
        pen.words(RULE_TEXTS[rule])
        for rule in sorted(row.course.broken[value.period], key=str)
    ]
    return ("、" if pen.is_chinese else ", ").join(words)


def registered(pen: Wording) -> None:
    """Signals that were raised for the place, with what was said to them."""
    pen.subsection(Text("异动提示及说明", "Signals and what was said to them"))
    facts = pen.facts
    if not facts.signals:
        pen.paragraph(
            pen.say(
                Text(
                    "本期没有登记的异动提示。",
                    "No signal was raised for this period.",
                )
            )
        )
    elif facts.asked.whole:
        pen.paragraph(
            pen.say(
                Text(
                    "市院本院的异动提示：",
                    "Signals of the city's own office:",
                )
            )
        )
    for number, signal in enumerate(facts.signals, start=1):
        mark = f"{number}．" if pen.is_chinese else f"({number}) "
        pen.paragraph(mark, *_signal(pen, signal))
    if facts.signals_elsewhere:
        pen.paragraph(
            pen.say(
                Text(
                    "辖区各院另有{count}条异动提示，已分送相关院说明，本材料不具名列出。",
                    "There are {count} further signals at the procuratorates below; each was "
                    "sent to the place concerned and is not named here.",
                ),
                count=pen.numbers.plain(facts.signals_elsewhere, "signals.elsewhere"),
            )
        )


def _signal(pen: Wording, signal: Signal) -> list[tuple[Run, ...]]:
    indicator = pen.facts.packs.indicators.get(signal.indicator)
    name = pen.words(indicator.label) if indicator is not None else signal.indicator
    sentence = pen.words(Text(signal.sentence_zh, signal.sentence_en))
    head = (
        f"{name}（{pen.period(signal.period)}）："
        if pen.is_chinese
        else f"{name}, {pen.period(signal.period)}: "
    )
    if signal.explanation:
        said = pen.words(Text("说明：", "Explanation: ")) + signal.explanation
    elif signal.state == Signal.State.OPEN:
        said = pen.words(Text("尚未说明。", "Not explained yet."))
    else:
        said = pen.words(Text("到期未说明，已失效。", "Lapsed without an explanation."))
    return [
        (head + sentence.rstrip("。.") + ("。" if pen.is_chinese else ". "),),
        (said,),
    ]
