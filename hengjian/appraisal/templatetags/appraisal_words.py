"""Words, marks and bars of appraisal."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hengjian.appraisal.models import (
    AppraisalFact,
    DepartmentSheet,
    GrantedAbsence,
    ScoreSheet,
    StaffClass,
    UnitKind,
)
from hengjian.appraisal.models.scheme import SchemeState
from hengjian.appraisal.periods import in_words
from hengjian.appraisal.queries.told_sheets import ToldLine
from hengjian.appraisal.shown_marks import in_digits
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language as say


register = template.Library()
CLASSES = {
    StaffClass.PROCURATORS: Text("检察官", "procurators"),
    StaffClass.ASSISTANTS: Text("检察辅助人员", "assistants"),
    StaffClass.ADMINISTRATIVE: Text("司法行政人员", "administrative staff"),
    StaffClass.LEADERS: Text("领导干部", "leaders"),
    StaffClass.DEPARTMENTS: Text("部门", "departments"),
}
KINDS = {
    UnitKind.ALL: Text("全部部门", "all departments"),
    UnitKind.OPERATIONAL: Text("业务部门", "operational departments"),
    UnitKind.GENERAL: Text("综合部门", "general departments"),
}
STATES = {
    SchemeState.DRAFT: (Text("起草", "draft"), "amber"),
    SchemeState.TRIED: (Text("已试算，待阅读", "tried, not read yet"), "amber"),
    SchemeState.READ: (Text("试算已阅，可通过", "dry run read"), "blue"),
    SchemeState.ADOPTED: (Text("已通过", "adopted"), "green"),
    SchemeState.CLOSED: (Text("已结束", "closed"), "soft"),
}
FACT_STATES = {
    AppraisalFact.State.ENTERED: (Text("待核对", "to be confirmed"), "amber"),
    AppraisalFact.State.CONFIRMED: (Text("已核对", "confirmed"), "green"),
    AppraisalFact.State.REFUSED: (Text("未通过", "refused"), "soft"),
    AppraisalFact.State.WITHDRAWN: (Text("已撤回", "withdrawn"), "soft"),
}
ABSENCE_STATES = {
    GrantedAbsence.State.ENTERED: (Text("待批准", "to be granted"), "amber"),
    GrantedAbsence.State.GRANTED: (Text("已批准", "granted"), "green"),
    GrantedAbsence.State.REFUSED: (Text("未批准", "refused"), "soft"),
    GrantedAbsence.State.WITHDRAWN: (Text("已撤回", "withdrawn"), "soft"),
}
_MARK = '<span class="mark mark-{}">{}</span>'
_WIDTH = 160


@register.filter
def at(table: Mapping[Any, Any], key: Any) -> Any:
    """``{{ grades|at:sheet.pk }}``; empty where there is none."""
    return table.get(key, "")


@register.simple_tag
def class_word(name: str) -> str:
    """A class of staff."""
    return say(CLASSES[StaffClass(name)])


@register.simple_tag
def kind_word(name: str) -> str:
    """A kind of department."""
    return say(KINDS[UnitKind(name)])


@register.simple_tag
def period_word(period: str) -> str:
    """A period in words."""
    return say(in_words(period))


@register.simple_tag
def scheme_mark(state: str) -> SafeString:
    """How far a scheme is."""
    words, colour = STATES[SchemeState(state)]
    return format_html(_MARK, colour, say(words))


@register.simple_tag
def fact_mark(state: str) -> SafeString:
    """Whether a fact counts."""
    words, colour = FACT_STATES[AppraisalFact.State(state)]
    return format_html(_MARK, colour, say(words))


@register.simple_tag
def absence_mark(state: str) -> SafeString:
    """Whether days not worked were granted."""
    words, colour = ABSENCE_STATES[GrantedAbsence.State(state)]
    return format_html(_MARK, colour, say(words))


@register.simple_tag
def sheet_mark(sheet: ScoreSheet | DepartmentSheet) -> SafeString:
    """Final, provisional, or under objection."""
    if isinstance(sheet, ScoreSheet) and sheet.frozen_for:
        return format_html(_MARK, "amber", say(Text("异议中", "under objection")))
    if sheet.is_final:
        return format_html(_MARK, "green", say(Text("已定", "final")))
    return format_html(_MARK, "amber", say(Text("暂定", "provisional")))


@register.filter
def marks(number: Decimal | None) -> str:
    """Marks as they were rounded when scored, a dash while they are not known."""
    return in_digits(number)


@register.simple_tag
def waterfall(line: ToldLine, whole: Decimal) -> SafeString:
    """One step of the waterfall: where the line begins in the sum, how much it adds.

    What a deduction took stands behind the step in red, down from the line's full mark.
    A line that is not known has no step; the label tells the same numbers.
    """
    steps = SafeString("")
    if line.score is not None:
        steps = _step(line.before, line.score, whole, "#1f5f8b")
        if line.is_deduction:
            after = line.before + line.score
            steps += _step(after, line.full - line.score, whole, "#b3402e")
    return format_html(
        '<svg width="{}" height="12" role="img" aria-label="{}" focusable="false">'
        '<rect x="0" y="5" width="{}" height="1" fill="#c9ced4"/>{}</svg>',
        _WIDTH,
        say(_step_in_words(line)),
        _WIDTH,
        steps,
    )


def _step(start: Decimal, length: Decimal, whole: Decimal, colour: str) -> SafeString:
    return format_html(
        '<rect x="{}" y="1" width="{}" height="10" fill="{}"/>',
        f"{start * _WIDTH / whole:.2f}",
        f"{length * _WIDTH / whole:.2f}",
        colour,
    )


def _step_in_words(line: ToldLine) -> Text:
    if line.score is None:
        return Text("尚未知", "not known yet")
    before, after = marks(line.before), marks(line.before + line.score)
    if not line.is_deduction:
        return Text(f"从 {before} 到 {after}", f"from {before} to {after}")
    lost = marks(line.full - line.score)
    return Text(
        f"从 {before} 到 {after}，已扣 {lost}",
        f"from {before} to {after}, {lost} deducted",
    )


@register.simple_tag
def bar(width: int) -> SafeString:
    """A bar of a histogram, from 0 to 100."""
    return format_html(
        '<svg width="200" height="12" aria-hidden="true" focusable="false">'
        '<rect x="0" y="1" width="{}" height="10" fill="#1f5f8b"/></svg>',
        width * 2,
    )
