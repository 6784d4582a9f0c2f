"""六、提请会商研究的问题: what the facts ask, for people to answer."""

from collections.abc import Iterator

from hengjian.engines.documents.content import Run
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.wording.pen import Wording
from hengjian.publication.analysis.wording.signals import (
    marked_courses,
    rules_in_words,
)


MOST = 5


def questions(pen: Wording) -> None:
    """Numbered questions, then the place where the consultation's answers go."""
    asked = list(_questions(pen))[:MOST]
    for number, question in enumerate(asked, start=1):
        mark = f"{number}．" if pen.is_chinese else f"({number}) "
        pen.paragraph(mark, question)
    if not asked:
        pen.paragraph(
            pen.say(
                Text(
                    "数据未显示需要会商专门研究的问题。",
                    "The data show nothing that asks for a special consultation.",
                )
            )
        )
    pen.paragraph(
        pen.say(
            Text(
                "对策建议：（由会商形成）",
                "Measures: (to be agreed in the consultation)",
            )
        )
    )


def _questions(pen: Wording) -> Iterator[tuple[Run, ...]]:
    facts = pen.facts
    for row, value in marked_courses(pen)[:2]:
        yield pen.say(
            Text(
                "{label}在{month}{rules}，是办案情况变化、口径变化还是填录问题，请承办部门说明。",
                "{label} in {month}: {rules}. Did the work change, the counting or the "
                "filling? The department is asked to say.",
            ),
            label=pen.words(row.indicator.label),
            month=pen.period(value.period),
            rules=rules_in_words(pen, row, value),
        )
    told = {row.indicator.name for row, _ in marked_courses(pen)[:2]}
    others = [row for row in facts.lagging if row.indicator.name not in told]
    for lagging in others[:1]:
        yield pen.say(
            Text(
                "{label}为{value}，处于自身近期低位，原因和改进办法请研究。",
                "{label} stands at {value}, low in its own recent course: why, and what is "
                "to be done?",
            ),
            label=pen.words(lagging.indicator.label),
            value=pen.numbers.value(lagging.value, lagging.indicator),
        )
    if facts.blank:
        names = [pen.words(row.indicator.label) for row in facts.blank[:4]]
        listed = ("、" if pen.is_chinese else ", ").join(names)
        yield pen.say(
            Text(
                "{names}等{count}项本期空白，是没有线索、没有开展还是没有填录，请逐项核实。",
                "Blank this period: {names} ({count} in all). No leads, no work or no "
                "filling? To be verified one by one.",
            )
            if len(facts.blank) > len(names)
            else Text(
                "{names}本期空白，是没有线索、没有开展还是没有填录，请核实。",
                "Blank this period: {names}. No leads, no work or no filling?",
            ),
            names=listed,
            count=pen.numbers.plain(len(facts.blank), "list.blank"),
        )
    if facts.quality.awaiting:
        yield pen.say(
            Text(
                "尚有{awaiting}条案卡问题待答复，影响数据准确性，请各承办部门在下次统计前办结。",
                "{awaiting} findings on cards await an answer and touch these numbers: "
                "they should be settled before the next statistics.",
            ),
            awaiting=pen.numbers.plain(facts.quality.awaiting, "quality.awaiting"),
        )
