"""States of limits as marks, always with their reason."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hengjian.engines.deadlines.lengths import parse_length
from hengjian.lib.bilingual import Text
from hengjian.limits.models import Acts, CardLimit
from hengjian.limits.queries.telling import Told
from hengjian.limits.wording import (
    ACTS,
    CUSTODY,
    PROVISIONAL,
    key_parts,
    task_limit_words,
)
from hengjian.matters.models import WorkItem
from hengjian.ui.templatetags.say import in_reader_language as say


register = template.Library()


@register.simple_tag
def limit_state(row: Told) -> SafeString:
    """The state with its reason; whose act is awaited, where it is another's."""
    mark = format_html(
        '<span class="mark mark-{}">{}</span>', row.state.colour, say(row.state.words)
    )
    parts = [mark]
    if row.limit.acts != Acts.OFFICE:
        parts.append(
            format_html('<span class="soft">{}</span>', say(ACTS[row.limit.acts]))
        )
    if row.limit.provisional:
        parts.append(
            format_html(
                '<span class="mark mark-soft" title="{}">{}</span>',
                say(PROVISIONAL),
                say(Text("暂定", "provisional")),
            )
        )
    return format_html_join(" ", "{}", ((part,) for part in parts))


@register.simple_tag
def task_limit(item: WorkItem) -> str:
    """What a task's limit is counted from."""
    return say(task_limit_words(item.limit))


@register.simple_tag
def custody_mark(limit: CardLimit) -> SafeString:
    """In custody, not said, or nothing."""
    if limit.custody is None:
        words = say(Text("未写明", "not said"))
        return format_html('<span class="mark mark-amber">{}</span>', words)
    if not limit.custody:
        return format_html('<span class="soft">—</span>')
    return format_html('<span class="mark mark-red">{}</span>', say(CUSTODY))


@register.filter
def acts_word(code: str) -> str:
    """Whose act ends it."""
    return say(ACTS.get(code, Text.same(code)))


@register.filter
def length_words(length: str) -> str:
    """A length such as ``7 calendar_days`` in words."""
    return say(parse_length(length).words) if length else "—"


@register.simple_tag
def card_number(limit: CardLimit) -> SafeString:
    """The card's number; what tells its cards apart (a person's number) stands beside."""
    first, *rest = key_parts(limit.card_key)
    if not rest:
        return format_html("{}", first)
    return format_html('{} <span class="soft">{}</span>', first, " ".join(rest))
