"""Words and marks of process monitoring."""

import re
from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hengjian.lib.bilingual import Text
from hengjian.limits.wording import key_parts
from hengjian.monitoring.models import Decision
from hengjian.monitoring.queries.telling import Told
from hengjian.monitoring.wording import MODES, WHY_DRAWN
from hengjian.ui.templatetags.say import in_reader_language as say


register = template.Library()
OFFICE = re.compile(r"\d{6}")
_COLOURS = {Decision.OPEN: "amber", Decision.RAISED: "blue", Decision.SET_ASIDE: "soft"}


@register.simple_tag
def prompt_state(row: Told) -> SafeString:
    """Decided or not, and whether the rule hits the card still."""
    ended = row.prompt.ended_on is not None and row.prompt.decision == Decision.OPEN
    colour = "green" if ended else _COLOURS[Decision(row.prompt.decision)]
    return format_html('<span class="mark mark-{}">{}</span>', colour, say(row.state))


@register.simple_tag
def number_of(card_key: str) -> SafeString:
    """The card's number; what tells its cards apart stands beside.

    A matter's own card begins with the code of its office, which has a column: its
    number alone is shown.
    """
    first, *rest = key_parts(card_key)
    if rest and OFFICE.fullmatch(first):
        first, *rest = rest
    if not rest:
        return format_html("{}", first)
    return format_html('{} <span class="soft">{}</span>', first, " ".join(rest))


@register.simple_tag
def titled(name: str, titles: Mapping[str, Text]) -> str:
    """What a population is called."""
    return say(titles.get(name, Text.same(name)))


@register.simple_tag
def mode_word(mode: str) -> str:
    """How cases were chosen."""
    return say(MODES.get(mode, Text.same(mode)))


@register.simple_tag
def why_drawn_word(why: str) -> str:
    """Why a case was drawn."""
    return say(WHY_DRAWN.get(why, Text.same(why)))
