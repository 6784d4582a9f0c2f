"""The words of honours in templates."""

from typing import Any

from django import template

from hengjian.honours.catalogue import HONOURS
from hengjian.honours.criteria import CRITERIA, Asks, in_words
from hengjian.honours.models import Award, HonourRound, Veto
from hengjian.indicators.queries.periods import in_words as period_in_words
from hengjian.ui.templatetags.say import in_reader_language


register = template.Library()
COLOURS = {
    "done": "green",
    "standing": "green",
    "decided": "red",
    "withdrawn": "red",
    "proposed": "amber",
    "heard": "amber",
    "notice": "amber",
}
MARKS = {Asks.AT_LEAST: "≥", Asks.AT_MOST: "≤", Asks.ONE_OF: "∈"}


@register.filter
def honour_name(of: HonourRound) -> str:
    """What the honour is called."""
    honour = HONOURS.get(of.honour)
    return in_reader_language(honour.title) if honour else of.honour


@register.filter
def period_words(of: HonourRound) -> str:
    """The period as people read it."""
    return in_reader_language(period_in_words(of.period))


@register.filter
def finding_words(finding: dict[str, Any]) -> str:
    """A kept finding as a sentence."""
    return in_reader_language(in_words(finding))


@register.filter
def criterion_words(code: str) -> str:
    """What a criterion is about."""
    criterion = CRITERIA.get(code)
    return in_reader_language(criterion.label) if criterion else code


@register.filter
def criterion_sign(code: str) -> str:
    """≥, ≤ or ∈."""
    criterion = CRITERIA.get(code)
    return "" if criterion is None else MARKS[criterion.asks]


@register.filter
def stage_colour(state: str) -> str:
    """The colour of a stage's mark."""
    return COLOURS.get(state, "blue")


@register.filter
def state_words(of: HonourRound | Award | Veto) -> str:
    """Where it stands, in the reader's language."""
    text = of.stage_text if isinstance(of, HonourRound) else of.state_text
    return in_reader_language(text)


@register.filter
def named_by(names: dict[str, Any], journal_name: str) -> str:
    """An actor's name out of ``actor_names``."""
    found = names.get(journal_name)
    return in_reader_language(found) if found is not None else journal_name


@register.filter
def of_key(values: dict[Any, Any], key: Any) -> Any:
    """The value under a key."""
    return values.get(key)
