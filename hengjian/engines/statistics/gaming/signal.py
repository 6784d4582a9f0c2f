"""What a gaming signal is: a prompt for a person to look, never a verdict.

Each function of this folder looks at counts that the work itself leaves and returns a
``Signal`` or None. ``strength`` follows the chance that honest work would look like this:
at most 1 in 1,000 is 1, in 100,000 is 2, in 100 million is 3. There are many places and
many indicators: some honest ones will be pointed at, and the sentence says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hengjian.lib.bilingual import Text


AT_MOST = 1e-3
STRENGTHS = ((1e-8, 3), (1e-5, 2))


class Kind(StrEnum):
    """The patterns that are looked for."""

    BUNCHING = "bunching"
    LOW_TARGET = "low_target"
    WITHDRAWAL = "withdrawal"
    CUT_OFF_SPIKE = "cut_off_spike"
    SHRINKING_DENOMINATOR = "shrinking_denominator"
    CATEGORY_SHIFT = "category_shift"
    LATE_EDITS = "late_edits"
    RATCHET = "ratchet"
    COUNTER_INDICATOR = "counter_indicator"
    ONE_PERSONS_SHARE = "one_persons_share"


Evidence = Mapping[str, int | float | str | Fraction]


@dataclass(frozen=True)
class Signal:
    """One prompt, with the numbers behind it."""

    kind: Kind
    strength: int
    sentence: Text
    evidence: Evidence


def signal(
    kind: Kind,
    chance: float,
    zh: str,
    en: str,
    **evidence: int | float | str | Fraction,
) -> Signal:
    """The signal of a pattern whose honest chance is ``chance``."""
    strength = next((found for below, found in STRENGTHS if chance <= below), 1)
    sentence = Text(
        f"{zh}。仅供核查，可能另有正当原因",
        f"{en}. To be looked at; there may be good reasons",
    )
    return Signal(kind, strength, sentence, {**evidence, "chance": chance})


def percent(share: Fraction) -> str:
    """A share as people read it, in whole percents."""
    return f"{round(share * 100)}%"
