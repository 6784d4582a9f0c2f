"""The usual rules by which a series on a control chart is more than its own noise.

A point that breaks a rule is one that asks for an explanation; it proves nothing. The
point that completes a pattern carries the rule. A missing point interrupts every run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from hengjian.lib.bilingual import Text


RUN = 8
TREND = 6
LIMIT_SIGMAS = 3
WARNING_SIGMAS = 2


class Rule(StrEnum):
    """The four rules."""

    BEYOND_LIMITS = "beyond_limits"
    RUN_OF_EIGHT = "run_of_eight"
    SIX_RISING = "six_rising"
    SIX_FALLING = "six_falling"
    TWO_OF_THREE = "two_of_three"


RULE_TEXTS = {
    Rule.BEYOND_LIMITS: Text("超出控制限", "beyond the control limits"),
    Rule.RUN_OF_EIGHT: Text(
        "连续8期在中心线同一侧", "eight periods in a row on one side of the centre"
    ),
    Rule.SIX_RISING: Text("连续6期上升", "six periods rising in a row"),
    Rule.SIX_FALLING: Text("连续6期下降", "six periods falling in a row"),
    Rule.TWO_OF_THREE: Text(
        "3期中有2期超出同侧两个标准差",
        "two of three periods beyond two sigma on one side",
    ),
}


@dataclass(frozen=True)
class Standing:
    """How a value stands to its centre: ``side`` -1, 0 or 1, and the whole number of
    sigmas (0 to 3) by which it is exceeded. Both are decided on exact numbers."""

    value: Fraction
    side: int
    sigmas: int


def standing(value: Fraction, centre: Fraction, variance: Fraction) -> Standing:
    """Compare squares, so that no root has to be rounded."""
    distance = value - centre
    side = (distance > 0) - (distance < 0)
    square = distance * distance
    passed = [k for k in (1, 2, LIMIT_SIGMAS) if square > k * k * variance]
    sigmas = max(passed, default=0) if variance > 0 else 0
    return Standing(value, side, sigmas)


def rules_broken(series: Sequence[Standing | None]) -> tuple[frozenset[Rule], ...]:
    """For each point, the rules that it breaks or completes."""
    return tuple(_at(series, index) for index in range(len(series)))


def _at(series: Sequence[Standing | None], index: int) -> frozenset[Rule]:
    point = series[index]
    if point is None:
        return frozenset()
    found = set()
    if point.sigmas >= LIMIT_SIGMAS:
        found.add(Rule.BEYOND_LIMITS)
    run = _last(series, index, RUN)
    if run and point.side and all(one.side == point.side for one in run):
        found.add(Rule.RUN_OF_EIGHT)
    trend = _last(series, index, TREND)
    pairs = list(pairwise(trend))
    if pairs and all(later.value > earlier.value for earlier, later in pairs):
        found.add(Rule.SIX_RISING)
    if pairs and all(later.value < earlier.value for earlier, later in pairs):
        found.add(Rule.SIX_FALLING)
    far = [
        one
        for one in _last(series, index, 3)
        if one.sigmas >= WARNING_SIGMAS and one.side == point.side
    ]
    if len(far) >= 2 and point in far:
        found.add(Rule.TWO_OF_THREE)
    return frozenset(found)


def _last(series: Sequence[Standing | None], index: int, count: int) -> list[Standing]:
    """The ``count`` points up to this one, or none if one of them is missing."""
    if index + 1 < count:
        return []
    points = series[index + 1 - count : index + 1]
    known = [one for one in points if one is not None]
    return known if len(known) == count else []
