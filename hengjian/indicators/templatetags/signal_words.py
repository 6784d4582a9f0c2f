"""Names on the pages of signals and runs."""

from collections.abc import Mapping

from django import template

from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators.queries.periods import in_words
from hengjian.indicators.signal_wording import kind_label
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language


register = template.Library()


@register.simple_tag
def indicator_label(indicators: Mapping[str, Indicator], name: str) -> str:
    """The indicator's label; its name where the packs no longer have it."""
    found = indicators.get(name)
    return in_reader_language(found.label) if found else name


@register.filter
def in_period_words(period: str) -> Text:
    """``2026-04..2026-09`` as people read it."""
    return in_words(period)


@register.filter
def kind_words(kind: str) -> Text:
    """What a kind of signal is called."""
    return kind_label(kind)


@register.simple_tag
def titled(titles: Mapping[str, Text], name: str) -> str:
    """What a card or pack is called; its own name where the packs no longer have it."""
    return in_reader_language(titles.get(name, Text.same(name)))


@register.simple_tag
def place_name(names: Mapping[str, str], code: str) -> str:
    """The place's short name."""
    return names.get(code, code)
