"""Many values just inside a threshold and few just outside."""

import numpy as np

from hengjian.engines.statistics.gaming.bunching import bunching
from hengjian.engines.statistics.gaming.signal import Kind, Signal
from tests.engines.statistics.gaming.simulation import Generator, share_signalled


def days(random: Generator, cases: int = 2000) -> np.ndarray:
    """Days to conclude: a smooth hump with a long tail, around thirty."""
    return np.maximum(random.gamma(9, 3.6, cases).astype(int), 1)


def clean(random: Generator) -> Signal | None:
    return bunching(days(random).tolist(), 30, favourable_above=False)


def planted(random: Generator) -> Signal | None:
    """Four in five of the cases one or two days late are written as day 30."""
    taken = days(random)
    late = (taken > 30) & (taken <= 32) & (random.random(len(taken)) < 0.8)
    return bunching(np.where(late, 30, taken).tolist(), 30, favourable_above=False)


def test_planted_bunching_is_found() -> None:
    assert share_signalled(planted, 150) >= 0.95


def test_clean_durations_give_few_false_alarms() -> None:
    assert share_signalled(clean, 1000) <= 0.005


def test_scores_lifted_over_a_pass_mark_are_found() -> None:
    random = np.random.default_rng(7)
    scores = random.normal(88, 5, 3000).astype(int)
    lifted = np.where((scores == 89) & (random.random(3000) < 0.7), 90, scores)

    found = bunching(lifted.tolist(), 90, favourable_above=True)

    assert found is not None
    assert found.kind is Kind.BUNCHING
    assert found.evidence["inside"] > found.evidence["outside"]
    assert bunching(scores.tolist(), 90, favourable_above=True) is None


def test_few_values_draw_no_curve() -> None:
    assert bunching([30] * 150, 30, favourable_above=False) is None


def test_values_all_at_the_threshold_draw_no_curve() -> None:
    assert bunching([30] * 500, 30, favourable_above=False) is None


def test_broad_bins_find_what_days_are_too_few_for() -> None:
    random = np.random.default_rng(11)
    amounts = random.gamma(4, 750, 4000).astype(int)
    split = np.where((amounts > 3000) & (amounts <= 3150), 2990, amounts)

    assert bunching(split.tolist(), 3000, favourable_above=False, width=150) is not None
    assert bunching(amounts.tolist(), 3000, favourable_above=False, width=150) is None
