"""Names on the page of signals."""

from collections.abc import Mapping

from django import template

from hengjian.engines.pack_format.model import Indicator
from hengjian.ui.templatetags.say import in_reader_language


register = template.Library()


@register.simple_tag
def indicator_label(indicators: Mapping[str, Indicator], name: str) -> str:
    """The indicator's label; its name where the packs no longer have it."""
    found = indicators.get(name)
    return in_reader_language(found.label) if found else name


@register.simple_tag
def place_name(names: Mapping[str, str], code: str) -> str:
    """The place's short name."""
    return names.get(code, code)
