"""Results held at the target, so that the next target does not rise."""

from fractions import Fraction

import pytest

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.gaming.ratchets import held_still, ratchet
from hengjian.engines.statistics.gaming.signal import Kind, Signal
from tests.engines.statistics.gaming.simulation import (
    Generator,
    drawn,
    share_signalled,
)


TARGET = Fraction(9, 10)


def clean(random: Generator) -> Signal | None:
    """A unit that is really at its target, or better."""
    rate = float(random.uniform(0.9, 0.96))
    results = [drawn(random, int(random.integers(80, 200)), rate) for _ in range(8)]
    return ratchet(results, [TARGET] * 8)


def planted(random: Generator) -> Signal | None:
    """What is done above the target is kept for the next month."""
    results = []
    for _ in range(8):
        cases = int(random.integers(80, 200))
        least = -(-cases * 9 // 10)
        results.append(Count(min(cases, least + int(random.integers(0, 2))), cases))
    return ratchet(results, [TARGET] * 8)


def test_held_results_are_found() -> None:
    assert share_signalled(planted, 300) >= 0.95


def test_honest_results_give_few_false_alarms() -> None:
    assert share_signalled(clean, 1000) <= 0.005


def test_missed_target_is_no_ratchet() -> None:
    assert ratchet([Count(90, 100)] * 7 + [Count(89, 100)], [TARGET] * 8) is None


def test_few_periods_say_nothing() -> None:
    results = [Count(90, 100)] * 5 + [None, Count(0, 0)]

    assert ratchet(results, [TARGET] * 7) is None
    assert ratchet([Count(90, 100)] * 8, [TARGET] * 5 + [None] * 3) is None


def test_target_of_all_leaves_no_scatter_to_miss() -> None:
    assert ratchet([Count(100, 100)] * 8, [Fraction(1)] * 8) is None


def test_limit_kept_to_the_letter_from_below() -> None:
    found = ratchet([Count(10, 100)] * 8, [Fraction(1, 10)] * 8, higher_is_better=False)

    assert found is not None
    assert found.kind is Kind.RATCHET
    assert found.evidence["periods"] == 8


def counted(random: Generator, held: bool) -> Signal | None:
    counts = [int(one) for one in random.poisson(4, 12)]
    return held_still(
        [4 if held and month != 5 else n for month, n in enumerate(counts)]
    )


def test_count_that_never_moves_is_found_without_a_target() -> None:
    assert share_signalled(lambda random: counted(random, held=True), 100) >= 0.75


def test_counts_that_come_by_themselves_give_few_false_alarms() -> None:
    assert share_signalled(lambda random: counted(random, held=False), 2000) <= 0.003


def test_chance_of_an_even_count_is_exact() -> None:
    # two cases in each of twelve months: 24! / (2!^12 · 12^24)
    found = held_still([2] * 12)

    assert found is not None
    assert found.evidence["chance"] == pytest.approx(1.9054423654e-06)
    assert found.evidence["mean"] == 2


def test_few_periods_or_cases_of_a_count_say_nothing() -> None:
    assert held_still([4] * 7) is None
    assert held_still([1] * 12) is None


def test_many_cases_are_judged_by_chi_squared() -> None:
    assert held_still([40] * 12) is not None
    assert held_still([40, 33, 47, 38, 45, 36, 41, 44, 35, 39, 46, 37]) is None
