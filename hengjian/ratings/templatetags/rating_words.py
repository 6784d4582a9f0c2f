"""Ratings in words and figures."""

from decimal import Decimal
from fractions import Fraction

from django import template

from hengjian.ratings import wording
from hengjian.ratings.models import RatingRound
from hengjian.ui.templatetags.say import in_reader_language as say


register = template.Library()


@register.filter
def direction_words(round_: RatingRound) -> str:
    """Who rates whom."""
    return say(wording.DIRECTIONS[round_.direction])


@register.filter
def state_words(round_: RatingRound) -> str:
    """How far a round has come."""
    return say(wording.STATES[round_.state])


@register.filter
def mean_figure(value: Fraction | None) -> Decimal | str:
    """A mean with two decimals; a dash where there is none."""
    found = wording.figure(value)
    return "—" if found is None else found


@register.filter
def spread_figure(variance: Fraction) -> Decimal:
    """The standard deviation of marks."""
    return wording.spread(variance)


@register.filter
def from_tenths(value: int | None) -> str:
    """``37`` as ``3.7``."""
    return "—" if value is None else f"{value // 10}.{value % 10}"


@register.filter
def mark_of(marks: dict[str, object], name: str) -> object:
    """What a mapping has under a name."""
    return marks.get(name)
