"""Planted and clean series: how often a signal is given on many of them, seeded."""

from collections.abc import Callable

import numpy as np

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.gaming.signal import Signal


Generator = np.random.Generator
Trial = Callable[[Generator], Signal | None]


def share_signalled(trial: Trial, trials: int, seed: int = 20261026) -> float:
    """Share of the trials that give a signal."""
    random = np.random.default_rng(seed)
    return sum(trial(random) is not None for _ in range(trials)) / trials


def drawn(random: Generator, cases: int, rate: float) -> Count:
    """A rate as honest work would give it."""
    return Count(int(random.binomial(cases, rate)), cases)
