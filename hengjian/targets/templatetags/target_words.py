"""Targets in words, for templates."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.targets.model import Split
from hengjian.lib.bilingual import Text
from hengjian.targets.form.columns import COLUMNS, SPLIT_WORDS
from hengjian.targets.models import PlanState, TargetPlan, WorkState
from hengjian.targets.models.progress import WORK_STATES
from hengjian.targets.queries.in_force import Standing, TargetInForce
from hengjian.ui.templatetags.say import in_reader_language as say


register = template.Library()

_MARKS = {Standing.REACHED: "mark mark-green", Standing.BEHIND: "mark mark-red"}
_NOT_TYPED = ("number",)
_OF_PERSON = (
    "title",
    "indicator",
    "aim",
    "base",
    "person",
    "due_on",
    "marks",
    "weight",
    "measures",
    "answerable",
    "rubric",
    "evidence",
    "controlled",
)


@register.simple_tag
def plan_sentence(plan: TargetPlan) -> str:
    """How far the plan has come, and by what."""
    if plan.is_ended:
        return say(
            Text(
                f"{plan.year} 年目标{'已结束' if plan.state == PlanState.ADOPTED else '没有审定，已失效'}"
                f"（{plan.ended_on}）：{plan.ending_words}",
                f"The targets of {plan.year} "
                f"{'were ended' if plan.state == PlanState.ADOPTED else 'lapsed unadopted'} on "
                f"{plan.ended_on}: {plan.ending_words}",
            )
        )
    if plan.state == PlanState.ADOPTED:
        return say(
            Text(
                f"{plan.year} 年目标于 {plan.adopted_on} 由党组会审定"
                f"（{plan.resolution_number}）。",
                f"The targets of {plan.year} were adopted on {plan.adopted_on} "
                f"({plan.resolution_number}).",
            )
        )
    return say(
        Text(
            f"{plan.year} 年目标{plan.state_text.zh}。",
            f"The targets of {plan.year} are {plan.state_text.en}.",
        )
    )


@register.simple_tag
def counts_sentence(counts: Mapping[str, int], month: date) -> str:
    """What stands how at the end of a month."""
    zh = (
        f"共 {counts['all']} 项，计分 {counts['scored']} 项；截至 {month:%Y-%m}："
        f"已达到 {counts['reached']}，未达到 {counts['behind']}，"
        f"进行中 {counts['under_way']}，尚无数据 {counts['unknown']}"
    )
    en = (
        f"{counts['all']} targets, {counts['scored']} scored; by {month:%Y-%m}: "
        f"{counts['reached']} reached, {counts['behind']} behind, "
        f"{counts['under_way']} under way, {counts['unknown']} unknown"
    )
    for name, zh_words, en_words in (
        ("ended", "已终止", "ended"),
        ("not_told", "属个人、只告本人和负责人", "personal and told to few"),
    ):
        if counts[name]:
            zh += f"，{zh_words} {counts[name]}"
            en += f", {counts[name]} {en_words}"
    if counts["not_controlled"]:
        zh += f"；另有 {counts['not_controlled']} 项不能左右，只报告不计分"
        en += f"; {counts['not_controlled']} not controlled, reported only"
    return say(Text(f"{zh}。", f"{en}."))


@register.simple_tag
def standing_mark(one: TargetInForce) -> SafeString:
    """How a target stands, as a mark."""
    if not one.is_controlled and not one.is_ended:
        words = say(Text("只报告", "reported only"))
        return format_html('<span class="mark">{}</span>', words)
    kind = _MARKS.get(one.standing, "mark")
    return format_html('<span class="{}">{}</span>', kind, say(one.standing_text))


@register.filter
def exact_figure(value: Fraction | None) -> str:
    """An exact number as people write it."""
    return "—" if value is None else in_figures(value)


@register.filter
def card_key(key: str) -> str:
    """A card's key as people read it: its parts apart."""
    return key.replace("|", " ")


@register.filter
def of_key(counts: Mapping[str, int], name: str) -> int:
    """One of the counts."""
    return counts.get(name, 0)


@register.filter
def split_words(name: str) -> Text:
    """How targets below make it up."""
    return SPLIT_WORDS[Split(name)] if name else Text("", "")


@register.filter
def work_state_words(name: str) -> Text:
    """Where described work stands."""
    return WORK_STATES[WorkState(name)]


@register.simple_tag
def actor_said(names: Mapping[str, Text], actor: str) -> str:
    """Who it was, by name."""
    found = names.get(actor)
    return say(found) if found is not None else actor


@register.simple_tag
def target_fields(
    texts: Mapping[str, str] | None, stem: str, for_person: bool | str = ""
) -> list[tuple[str, Text, str]]:
    """The fields of a target: name, label, value."""
    known = texts or {}
    return [
        (column.name, column.head, known.get(column.name, ""))
        for column in COLUMNS
        if column.name not in _NOT_TYPED
        and (not for_person or column.name in _OF_PERSON)
    ]
