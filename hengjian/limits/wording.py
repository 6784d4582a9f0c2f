"""What the limits board says, always with its reason in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengjian.engines.deadlines.lengths import parse_length
from hengjian.engines.limits.facts import Untold
from hengjian.engines.pack_format.model import Reference
from hengjian.lib.bilingual import Text
from hengjian.limits.models import Acts, CardLimit, Standing


# spans of the board, in its order
SPANS: dict[str, Text] = {
    "near": Text("要先办", "To be done first"),
    "late": Text("已超期", "Late"),
    "today": Text("今天到期", "Due today"),
    "week": Text("本周到期", "Due this week"),
    "next": Text("下周到期", "Due next week"),
    "later": Text("以后到期", "Due later"),
}
OTHERS: dict[str, Text] = {
    "suspended": Text("中止", "Suspended"),
    "untold": Text("不能判断", "Cannot be told"),
    "met": Text("近三十日办结", "Met in thirty days"),
}
ACTS: dict[str, Text] = {
    Acts.OFFICE: Text("本院办", "the office's to do"),
    Acts.OTHER: Text("等对方", "another organ's to do"),
    Acts.NONE: Text("期满即止", "ends by itself"),
}
MARKS: dict[str, Text] = {
    "V": Text("已核对原文", "read in the law's text"),
    "S": Text("有来源", "sourced"),
    "D": Text("由来源数字算得", "recomputed from sourced numbers"),
    "M": Text("待确认", "to be confirmed"),
    "I": Text("推断", "inferred"),
}
CUSTODY = Text("在押", "in custody")
LAPSED = Text("已期满", "it has ended")
ENDED_BEFORE = Text("期满前已办", "done before it ended")
NOBODY_YET = Text("(待领办)", "(free to take)")
NOBODY_ACTS = Text("不须谁办，期满即止", "nobody has to act: it ends by itself")
CUSTODY_UNKNOWN = Text(
    "卡上没有写明是否在押，按在押计算(日期较早)",
    "the card does not say whether the person is in custody: counted as if so, the "
    "earlier day",
)
PROVISIONAL = Text(
    "该年放假安排尚未公布，日期暂定",
    "that year's holidays are not announced yet: the day is provisional",
)
_OF_A_KEY = re.compile(r"\\(.)|(\|)|([^\\|]+)")
_ARTICLE = re.compile(r"第(\d+)条")


@dataclass(frozen=True)
class State:
    """How a limit stands today: a colour and its reason in words."""

    colour: str  # red | amber | green | blue | soft
    words: Text


def state_of(limit: CardLimit, today: date, left: int | None) -> State:
    """The state of one limit; ``left`` are the working days left, today not counted."""
    if limit.standing == Standing.UNTOLD:
        return State("amber", Untold(limit.untold).words)
    if limit.standing == Standing.SUSPENDED:
        return State("soft", Text("期限中止，尚未恢复", "suspended, not resumed yet"))
    if limit.due_on is None:
        return State("soft", OTHERS["untold"])
    if limit.standing == Standing.MET:
        return _met(limit)
    return _running(limit.acts, (limit.due_on - today).days, left)


def _running(acts: str, days: int, left: int | None) -> State:
    """What ends by itself is never urgent; another organ's delay is not the office's."""
    if days < 0:
        if acts == Acts.NONE:
            return State("soft", LAPSED)
        if acts == Acts.OTHER:
            words = Text(f"对方超期 {-days} 天", f"the other late by {-days} days")
            return State("amber", words)
        return State("red", Text(f"超期 {-days} 天", f"late by {-days} days"))
    words = Text(
        f"还有 {days} 天({left} 个工作日)", f"{days} days left ({left} working days)"
    )
    if days == 0:
        words = Text("今天到期", "due today")
    if acts == Acts.NONE:
        return State("soft", words)
    if days == 0:
        return State("red", words)
    return State("amber" if days <= NEAR else "soft", words)


NEAR = 5  # days ahead from which a limit is amber, as the first warning


def _met(limit: CardLimit) -> State:
    late = (limit.done_on - limit.due_on).days if limit.done_on and limit.due_on else 0
    if limit.acts == Acts.NONE:
        # nobody's act: what was done before it ended is known, what came after is no delay
        return State("soft", LAPSED if late > 0 else ENDED_BEFORE)
    if late > 0:
        return State("red", Text(f"办结时超期 {late} 天", f"met {late} days late"))
    return State("green", Text("按期办结", "met in time"))


def key_parts(card_key: str) -> list[str]:
    """The values of a card's key, as ``card_layout.key_texts`` joined them."""
    parts = [""]
    for escaped, separator, text in _OF_A_KEY.findall(card_key):
        if separator:
            parts.append("")
        else:
            parts[-1] += escaped or text
    return parts


def basis_in_words(references: Sequence[Reference]) -> Text:
    """Articles with their marks in both languages."""
    zh, en = [], []
    for each in references:
        mark = MARKS.get(each.mark, Text.same(each.mark))
        note = each.note or Text("", "")
        articles = _ARTICLE.sub(r"art. \1", each.article)
        articles = articles.replace("至", " to ").replace("、", ", ")
        zh.append(f"{each.title.zh}{each.article}〔{each.mark} {mark.zh}〕{note.zh}")
        en.append(
            f"{each.title.en} {articles} [{each.mark}: {mark.en}] {note.en}".strip()
        )
    return Text("；".join(zh), "; ".join(" ".join(each.split()) for each in en))


def task_limit_words(question: Mapping[str, Any]) -> Text:
    """What a task's limit is counted from: its name, its length, the day it begins."""
    if not question:
        return Text("", "")
    zh, en = str(question.get("zh", "")), str(question.get("en", ""))
    if "day" in question or "length" not in question:
        return Text(zh, en)
    start = question["start"]
    if question["length"].startswith("0 "):  # to be done the day it came
        return Text(f"{zh}：{start} 当日", f"{en}: the same day, {start}")
    length = parse_length(question["length"]).words
    return Text(f"{zh}：{start} 起 {length.zh}", f"{en}: {length.en} from {start}")
