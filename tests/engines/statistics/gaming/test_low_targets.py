"""A target that any ordinary period would reach."""

from fractions import Fraction

import pytest

from hengjian.engines.statistics.gaming.low_targets import low_target
from hengjian.engines.statistics.gaming.signal import Kind, Signal
from tests.engines.statistics.gaming.simulation import (
    Generator,
    drawn,
    share_signalled,
)


def course(random: Generator) -> list[Fraction | None]:
    return [drawn(random, 200, 0.8).rate for _ in range(12)]


def clean(random: Generator) -> Signal | None:
    """Targets that honest people set: from a little below to well above the mean."""
    target = Fraction(int(random.integers(780, 860)), 1000)
    return low_target(course(random), target, higher_is_better=True)


def planted(random: Generator) -> Signal | None:
    return low_target(course(random), Fraction(70, 100), higher_is_better=True)


def test_target_far_below_the_own_course_is_found() -> None:
    assert share_signalled(planted, 300) >= 0.95


def test_honest_targets_give_few_false_alarms() -> None:
    assert share_signalled(clean, 1000) <= 0.005


def test_sentence_says_how_many_periods_reached_the_target() -> None:
    found = low_target([80, 82, 79, 81, 83, 80, 78, 81], 70, higher_is_better=True)

    assert found is not None
    assert found.kind is Kind.LOW_TARGET
    assert found.evidence["periods_reaching"] == 8
    assert "8期" in found.sentence.zh


def test_for_what_should_be_low_the_target_is_too_high() -> None:
    days = [30, 32, 29, 31, 33, 30, 28, 31]

    assert low_target(days, 45, higher_is_better=False) is not None
    assert low_target(days, 20, higher_is_better=False) is None


def test_course_without_spread_needs_no_sigma() -> None:
    found = low_target([90] * 10, 85, higher_is_better=True)

    assert found is not None
    assert found.strength == 3


@pytest.mark.parametrize("history", [[], [80] * 7, [80, None] * 7])
def test_short_course_says_nothing(history: list[int | None]) -> None:
    assert low_target(history, 10, higher_is_better=True) is None
