"""Tails of the few distributions in use, as floats: they draw limits and rank signals.

On ``scipy.special``, since ``scipy.stats`` takes a second to load.
"""

from typing import Any

import numpy as np
from scipy.special import (
    bdtr,
    bdtrc,
    betaincinv,
    chdtr,
    gammaln,
    ndtr,
    ndtri,
)


def binomial_at_most(count: int, trials: int, rate: float) -> float:
    """P(R ≤ count) for R binomial."""
    if count < 0:
        return 0.0
    return 1.0 if count >= trials else float(bdtr(count, trials, rate))


def binomial_at_least(count: int, trials: int, rate: float) -> float:
    """P(R ≥ count) for R binomial."""
    if count <= 0:
        return 1.0
    return 0.0 if count > trials else float(bdtrc(count - 1, trials, rate))


def binomial_quantile(probability: float, trials: int, rate: float) -> int:
    """The smallest r with P(R ≤ r) ≥ probability."""
    low, high = 0, trials
    while low < high:
        middle = (low + high) // 2
        if binomial_at_most(middle, trials, rate) >= probability:
            high = middle
        else:
            low = middle + 1
    return low


def chi_squared_at_most(value: float, freedom: int) -> float:
    """P(X ≤ value) for X chi-squared."""
    return float(chdtr(freedom, max(value, 0.0)))


def normal_at_most(value: float) -> float:
    """P(Z ≤ value) for Z standard normal."""
    return float(ndtr(value))


def normal_quantile(probability: float) -> float:
    """The z with P(Z ≤ z) = probability."""
    return float(ndtri(probability))


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The x with P(X ≤ x) = probability for X beta."""
    return float(betaincinv(a, b, probability))


def higher_share(first: int, of_first: int, second: int, of_second: int) -> float:
    """Chance that the second share is at least so much higher, were both the same.

    Fisher's exact test, one-sided: P(K ≥ second) for K hypergeometric.
    """
    successes, population = first + second, of_first + of_second
    highest = min(successes, of_second)
    hits = np.arange(max(second, of_second - (population - successes)), highest + 1)
    logs = (
        _log_ways(successes, hits)
        + _log_ways(population - successes, of_second - hits)
        - _log_ways(population, of_second)
    )
    return min(1.0, float(np.exp(logs).sum()))


def _log_ways(of: int, chosen: Any) -> Any:
    """Logarithm of the number of ways to choose, for a number or an array."""
    return gammaln(of + 1) - gammaln(chosen + 1) - gammaln(of - chosen + 1)
