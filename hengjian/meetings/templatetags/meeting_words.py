"""Bodies, states and duties of meetings in the reader's words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings import catalogue, wording
from hengjian.meetings.models import Body, Meeting, Resolution, ResolutionTask
from hengjian.meetings.queries.tasks import days_late
from hengjian.ui.templatetags.figures import MISSING
from hengjian.ui.templatetags.say import in_reader_language


register = template.Library()

WORDS: dict[str, Mapping[str, Text]] = {
    "meeting": wording.MEETING_STATES,
    "item": wording.ITEM_STATES,
    "result": wording.RESULTS,
    "vote": wording.VOTE_STATES,
    "voice": wording.VOICES,
    "presence": wording.PRESENCES,
    "duty": wording.DUTIES,
    "review": wording.REVIEW_RESULTS,
    "referred_to": wording.REFERRED_TO,
    "task": wording.TASK_STATES,
    "answer": wording.ANSWERS,
}


@register.filter
def word(code: str, kind: str) -> str:
    """``{{ item.state|word:"item" }}``"""
    return in_reader_language(WORDS[kind].get(code, Text.same(code))) or MISSING


@register.simple_tag
def state_mark(code: str, kind: str) -> SafeString:
    """A state as a coloured mark with its word."""
    return format_html(
        '<span class="mark mark-{}">{}</span>',
        wording.MARKS.get(code, "soft"),
        word(code, kind),
    )


@register.filter
def body_name(body: Body) -> str:
    """What a body is called."""
    return in_reader_language(catalogue.name_of(body))


@register.filter
def scope_name(code: str) -> str:
    """What a scope is called."""
    owner = catalogue.bodies().owner_of(code)
    item = owner.scope_item(code) if owner is not None else None
    return in_reader_language(item.label) if item is not None else MISSING


@register.filter
def numbered(meeting: Meeting | Resolution) -> str:
    """``2026 年第 3 次``; a resolution ``2026 年第 3 号``."""
    of = Text("次", "") if isinstance(meeting, Meeting) else Text("号", "")
    return in_reader_language(
        Text(
            f"{meeting.year}年第{meeting.number}{of.zh}",
            f"{meeting.year} No. {meeting.number}",
        )
    )


@register.filter
def reason_of(found: Mapping[str, Any], part: str = "") -> str:
    """A text that is kept as ``zh`` and ``en`` (``basis_zh``…)."""
    names = (f"{part}_zh", f"{part}_en") if part else ("zh", "en")
    return in_reader_language(Text(*(str(found.get(name, "")) for name in names)))


@register.filter
def named_by(key: str, names: Mapping[str, Text]) -> str:
    """What somebody is called, by the journal's name."""
    return in_reader_language(names.get(key, Text.same(key))) or MISSING


@register.simple_tag
def task_due(task: ResolutionTask) -> SafeString:
    """When a task, or its feedback, is due; how late."""
    due = task.feedback_due_on if task.state == "executed" else task.due_on
    day = format_html('<time datetime="{}">{}</time>', due, f"{due:%Y-%m-%d}")
    late = days_late(task, clock.today())
    if not late:
        return day
    words = in_reader_language(Text(f"逾期 {late} 天", f"{late} days late"))
    return format_html('{} <span class="mark mark-red">{}</span>', day, words)


@register.filter
def late_days(task: ResolutionTask) -> int:
    """By how many days a task is late today."""
    return days_late(task, clock.today())


@register.filter
def share_text(kept: Mapping[str, str] | None) -> str:
    """A share as it stands in a rule: 全体组成人员 >1/2."""
    if not kept:
        return MISSING
    bases = {
        "members": Text("全体组成人员", "all members"),
        "present": Text("出席人员", "those present"),
        "voting": Text("投赞成或反对票者", "votes for or against"),
    }
    return f"{in_reader_language(bases[kept['of']])} {kept['share'].replace('>=', '≥')}"
