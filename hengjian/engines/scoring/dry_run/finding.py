"""What a dry run says: a sentence in two languages with its numbers, never a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text


SMALLEST_GROUP = 10  # smaller groups are neither named nor compared


class Topic(StrEnum):
    """The question that a finding answers."""

    NOT_ASKED = "not_asked"
    DECIDES = "decides"
    TELLS_NOBODY_APART = "tells_nobody_apart"
    CHANCE = "chance"
    FAVOURED = "favoured"
    WITHOUT_BETTER_WORK = "without_better_work"
    OTHER_YEARS = "other_years"
    MOVES = "moves"


TOPICS = {
    Topic.NOT_ASKED: Text("未能检验的", "what could not be asked"),
    Topic.DECIDES: Text("什么在起决定作用", "what decides"),
    Topic.TELLS_NOBODY_APART: Text("分不出高下的项", "items that tell nobody apart"),
    Topic.CHANCE: Text("与偶然分不开的", "what cannot be told from chance"),
    Topic.FAVOURED: Text("谁因规模或业务种类占便宜", "who is favoured"),
    Topic.WITHOUT_BETTER_WORK: Text(
        "不改进工作也能加分的做法", "what raises a score without better work"
    ),
    Topic.OTHER_YEARS: Text("与往期相比", "beside earlier periods"),
    Topic.MOVES: Text("两个方案之间谁会变等次", "who would move between schemes"),
}

Number = int | Decimal | str


@dataclass(frozen=True)
class Finding:
    """A prompt for people to look at; ``numbers`` are those of the sentence."""

    topic: Topic
    text: Text
    item: str | None = None
    numbers: Mapping[str, Number] = field(default_factory=dict)


def percent(share: Fraction) -> Decimal:
    """A share as a percentage with one decimal, rounded half up once."""
    return half_up(share * 100, 1)
