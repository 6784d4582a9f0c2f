"""Texts in the reader's language; both languages stand side by side in the source."""

from django import template
from django.utils.translation import get_language

from hengjian.lib.bilingual import Text


register = template.Library()


def in_reader_language(text: Text | str | None) -> str:
    """The text in the language of the request that is being answered."""
    if text is None:
        return ""
    if isinstance(text, Text):
        return text.in_language(get_language() or "zh")
    return str(text)


@register.simple_tag
def say(zh: str, en: str) -> str:
    """``{% say "工作台" "Workbench" %}``"""
    return in_reader_language(Text(zh, en))


@register.filter
def said(text: Text | str | None) -> str:
    """``{{ indicator.label|said }}``"""
    return in_reader_language(text)
