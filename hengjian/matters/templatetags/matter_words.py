"""States, last days and values of matters in the reader's words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from hengjian.engines.forms.bound import BoundField
from hengjian.engines.pack_format.model import ItemType
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter, MatterState, WorkItem
from hengjian.matters.queries.conflicts import Differing
from hengjian.ui.templatetags.figures import MISSING
from hengjian.ui.templatetags.say import in_reader_language


register = template.Library()

MARKS = {
    MatterState.OPEN: "blue",
    MatterState.SUSPENDED: "amber",
    MatterState.CLOSED: "green",
    MatterState.ARCHIVED: "soft",
}
SOON = 2  # days before the last day from which it is told


@register.simple_tag
def matter_state(matter: Matter) -> SafeString:
    """The state of a matter as a mark."""
    return _mark(MARKS[MatterState(matter.state)], matter.state_text)


@register.simple_tag
def work_due(item: WorkItem) -> SafeString:
    """The last day of a work item; how late or how near, while it is open."""
    if item.due_on is None:
        return format_html('<span class="soft">{}</span>', MISSING)
    day = _day(item.due_on)
    if not item.is_open:
        return day
    if item.matter.state == MatterState.SUSPENDED:
        return format_html("{} {}", day, _mark("amber", Text("中止", "suspended")))
    left = (item.due_on - clock.today()).days
    if left < 0:
        words = Text(f"逾期 {-left} 天", f"{-left} days late")
        return format_html("{} {}", day, _mark("red", words))
    if left == 0:
        return format_html("{} {}", day, _mark("amber", Text("今天", "today")))
    if left <= SOON:
        words = Text(f"还有 {left} 天", f"{left} days left")
        return format_html("{} {}", day, _mark("amber", words))
    return day


@register.filter
def first_due(items: list[WorkItem] | None) -> WorkItem | None:
    """The most urgent of a matter's open work."""
    return items[0] if items else None


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key."""
    return mapping.get(key)


@register.filter
def kind_title(kind: str, titles: Mapping[str, Text]) -> str:
    """What a kind is called."""
    return in_reader_language(titles.get(kind, Text.same(kind)))


@register.simple_tag
def value_of(field: BoundField, names: Mapping[str, str]) -> str:
    """The value of a field as it is read; people and places by their names."""
    if field.value is None:
        return MISSING
    if field.item.type in (ItemType.PERSON, ItemType.UNIT, ItemType.DEPARTMENT):
        return names.get(field.text, field.text)
    return in_reader_language(field.in_words)


@register.simple_tag
def control(
    field: BoundField, choices: Mapping[str, list[tuple[str, str]]]
) -> SafeString:
    """The control of a field: a choice where there are few, a box for text else."""
    name = f"item.{field.item.name}"
    common = format_html(
        ' id="{0}" name="{0}"{1}{2}',
        name,
        mark_safe(' aria-invalid="true"') if field.faults else "",
        format_html(' aria-describedby="{}-words"', name)
        if _is_described(field)
        else "",
    )
    options = _options(field, choices)
    look = "is-invalid" if field.faults else ""
    if options is not None:
        return _select(common, look, field, options)
    if field.item.type is ItemType.TEXT and field.field.lines > 1:
        return format_html(
            '<textarea class="form-control {}" rows="{}"{}>{}</textarea>',
            look,
            field.field.lines,
            common,
            field.text,
        )
    return format_html(
        '<input class="form-control {}" type="{}"{}{} value="{}">',
        look,
        _type(field),
        common,
        mark_safe(' inputmode="decimal"') if _is_number(field) else "",
        field.text,
    )


def _is_described(field: BoundField) -> bool:
    return bool(field.faults or field.prompts or field.field.help)


def _is_number(field: BoundField) -> bool:
    return field.item.type in (ItemType.INTEGER, ItemType.DECIMAL, ItemType.MONEY)


def _type(field: BoundField) -> str:
    """A date control only for what it can show: what was typed otherwise stays text."""
    wanted = {ItemType.DATE: "date", ItemType.DATETIME: "datetime-local"}
    kind = wanted.get(field.item.type)
    if kind is None or field.faults:
        return "text"
    if field.text and field.item.type is ItemType.DATE:
        try:
            date.fromisoformat(field.text)
        except ValueError:
            return "text"
    return kind


def _options(
    field: BoundField, choices: Mapping[str, list[tuple[str, str]]]
) -> list[tuple[str, str]] | None:
    if field.item.type is ItemType.CHOICE:
        return [(c, in_reader_language(t)) for c, t in field.item.choices.items()]
    if field.item.type is ItemType.BOOLEAN:
        return [
            ("true", in_reader_language(Text("是", "yes"))),
            ("false", in_reader_language(Text("否", "no"))),
        ]
    if field.item.type is ItemType.PERSON:
        return choices.get(field.item.name)
    return None


def _select(
    common: SafeString, look: str, field: BoundField, options: list[tuple[str, str]]
) -> SafeString:
    chosen = field.text
    # what was chosen by its word is shown as chosen; what is no choice stays to be seen
    known = {code for code, _ in options}
    stored = field.value if isinstance(field.value, str) else None
    if chosen not in known and stored in known:
        chosen = stored
    if chosen in ("是", "否"):
        chosen = {"是": "true", "否": "false"}[chosen]
    if chosen and chosen not in known:
        options = [*options, (chosen, chosen)]
    empty = in_reader_language(Text("选择", "choose"))
    lines = [format_html('<option value="">{}</option>', empty)]
    lines += [
        format_html(
            '<option value="{}"{}>{}</option>',
            code,
            mark_safe(" selected") if code == chosen else "",
            label,
        )
        for code, label in options
    ]
    return format_html(
        '<select class="form-select {}"{}>{}</select>',
        look,
        common,
        mark_safe("".join(lines)),  # noqa: S308 (made of escaped parts)
    )


@register.filter
def conflict_of(
    conflicts: Mapping[str, Differing] | None, name: str
) -> Differing | None:
    """What another wrote into a field meanwhile."""
    return (conflicts or {}).get(name)


@register.filter
def left_words(days: int | None) -> str:
    """``还有 3 天`` / ``逾期 2 天``."""
    if days is None:
        return ""
    if days < 0:
        return in_reader_language(Text(f"逾期 {-days} 天", f"{-days} days late"))
    if days == 0:
        return in_reader_language(Text("今天到期", "due today"))
    return in_reader_language(Text(f"还有 {days} 天", f"{days} days left"))


def _day(day: date) -> SafeString:
    return format_html('<time datetime="{0}">{0}</time>', f"{day:%Y-%m-%d}")


def _mark(colour: str, word: Text) -> SafeString:
    return format_html(
        '<span class="mark mark-{}">{}</span>', colour, in_reader_language(word)
    )
