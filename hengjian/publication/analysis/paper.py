"""The whole paper: sections in order, for the consultation and for the circular."""

from dataclasses import dataclass
from pathlib import Path

from hengjian.engines.documents.content import Paper
from hengjian.engines.documents.drawing import Pen
from hengjian.engines.documents.fonts import Fonts
from hengjian.indicators.actions.citing import Cited
from hengjian.indicators.queries.periods import in_words
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.asked import CONSULTATION, Asked
from hengjian.publication.analysis.contents import FunctionEntry, LineEntry
from hengjian.publication.analysis.counts_told import PREFIX
from hengjian.publication.analysis.facts import AnalysisFacts
from hengjian.publication.analysis.numbers import Numbers
from hengjian.publication.analysis.wording import (
    indicators,
    lists,
    overall,
    quality,
    questions,
    remarks,
    signals,
)
from hengjian.publication.analysis.wording.pen import Wording


@dataclass(frozen=True)
class Written:
    """A paper and what each of its numbers cites."""

    paper: Paper
    cited: tuple[Cited, ...]
    notices: tuple[Text, ...]


def write(facts: AnalysisFacts, fonts: Fonts, pictures: Path, stem: str) -> Written:
    """Put the facts into words; charts are drawn into ``pictures`` as ``stem-1.png`` …"""
    numbers = Numbers(facts.asked, _counted(facts))
    pen = Wording(facts, numbers, Pen(fonts), pictures, stem)
    overall.opening(pen)
    if facts.asked.kind == CONSULTATION:
        _consultation(pen)
    else:
        _circular(pen)
    notices = [notice for notice in (fonts.notice, pen.drawing.notice) if notice]
    paper = Paper(
        title_of(facts.asked),
        tuple(pen.blocks),
        _fields(facts),
        tuple(pen.words(notice) for notice in notices),
        facts.asked.language,
    )
    shown = {number.name for number in paper.numbers}
    cited = tuple(each for each in numbers.cited if each.name in shown)
    return Written(paper, cited, tuple(notices))


def _counted(facts: AnalysisFacts) -> dict[str, dict[str, str]]:
    """How the report's own counts are made: their measures, and what narrows them."""
    narrowed = {each.name: each.where or "" for each in facts.contents.countings}
    labels = _labels(facts)
    found = {
        f"{PREFIX}{name}": {
            "measures": " ".join(indicator.value[0].formula.measures),
            "where": narrowed[name],
            "label": labels[name].in_language(facts.asked.language),
        }
        for name, indicator in facts.counts.indicators.items()
    }
    for which in ("accepted", "concluded"):
        parts = [getattr(row.entry, which).name for row in facts.functions]
        measures = [found[f"{PREFIX}{name}"]["measures"] for name in parts]
        found[f"{PREFIX}all_functions_{which}"] = {
            "measures": " ".join(measures),
            "label": _ALL[which].in_language(facts.asked.language),
        }
    return found


_ALL = {
    "accepted": Text("四大检察受理", "All functions: accepted"),
    "concluded": Text("四大检察审结", "All functions: concluded"),
}


def _labels(facts: AnalysisFacts) -> dict[str, Text]:
    contents = facts.contents
    labels = {ratio.share.name: ratio.label for ratio in contents.ratios}
    entries: list[FunctionEntry | LineEntry] = [*contents.functions, *contents.lines]
    for entry in entries:
        zh, en = entry.label.zh, entry.label.en
        labels[entry.accepted.name] = Text(f"{zh}（受理）", f"{en}: accepted")
        labels[entry.concluded.name] = Text(f"{zh}（审结）", f"{en}: concluded")
    return labels


def _consultation(pen: Wording) -> None:
    pen.section(Text("总体情况", "Overall"))
    overall.functions(pen)
    overall.ratios(pen)
    overall.lines(pen)
    pen.section(Text("主要业务指标", "Key indicators"))
    indicators.groups(pen)
    indicators.courses(pen)
    pen.section(Text("异动提示", "Signals"))
    signals.own_course(pen)
    signals.registered(pen)
    pen.section(Text("空白项与后进项", "Blank and lagging"))
    lists.blank_and_lagging(pen)
    pen.section(Text("案卡质量", "Quality of case cards"))
    quality.card_quality(pen)
    pen.section(Text("提请会商研究的问题", "Questions for the consultation"))
    questions.questions(pen)
    pen.section(Text("数据说明", "About the data"))
    remarks.remarks(pen)


def _circular(pen: Wording) -> None:
    pen.section(Text("办案情况", "Cases"))
    overall.functions(pen)
    overall.lines(pen)
    pen.section(Text("主要业务指标", "Key indicators"))
    indicators.groups(pen)
    pen.section(Text("异动提示", "Signals"))
    signals.own_course(pen)
    signals.registered(pen)
    pen.section(Text("空白项与后进项", "Blank and lagging"))
    lists.blank_and_lagging(pen)
    pen.section(Text("案卡质量", "Quality of case cards"))
    quality.card_quality(pen)
    pen.section(Text("数据说明", "About the data"))
    remarks.remarks(pen)


def title_of(asked: Asked) -> str:
    """The title, broken where its meaning allows it."""
    place, period = asked.place_name, in_words(asked.period)
    if asked.kind == CONSULTATION:
        text = Text(
            f"{place.zh}{period.zh}\n业务数据分析研判会商材料",
            f"Consultation on Operational Data, {period.en}\n{_first_up(place.en)}",
        )
    else:
        text = Text(
            f"{place.zh}{period.zh}\n业务数据通报",
            f"Circular on Operational Data, {period.en}\n{_first_up(place.en)}",
        )
    return text.in_language(asked.language)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fields(facts: AnalysisFacts) -> dict[str, str]:
    """The small fields that a template may use."""
    asked, today = facts.asked, clock.today()
    unit = Text(asked.unit.name, asked.unit.name_en or asked.unit.name)
    issued = Text(f"{today.year}年{today.month}月{today.day}日", f"{today:%-d %B %Y}")
    language = asked.language
    return {
        "issuer": unit.in_language(language),
        "signature": unit.in_language(language),
        "issued_on": issued.in_language(language),
        "period": in_words(asked.period).in_language(language),
        "place": asked.place_name.in_language(language),
        "as_of": f"{facts.run.as_of:%Y-%m-%d}",
        "run": str(facts.run.pk),
    }
