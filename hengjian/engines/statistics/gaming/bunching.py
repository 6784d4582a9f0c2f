"""Bunching: many values just inside a threshold, few just outside.

Around the threshold values are counted in bins. A smooth curve (log-quadratic, Poisson) is
fitted to the bins farther away; it says how the nearest bins on the two sides should
divide. More on the favourable side than chance allows is bunching.
"""

from collections.abc import Sequence
from math import exp, sqrt

import numpy as np
import numpy.typing as npt

from hengjian.engines.statistics.distributions import binomial_at_least
from hengjian.engines.statistics.gaming.signal import AT_MOST, Kind, Signal, signal


Floats = npt.NDArray[np.float64]

REACH = 8  # bins on each side
NEAR = 1  # bins on each side that are judged, not fitted
FEWEST = 200  # values in the fitted bins: fewer draw no curve
STEPS = 25  # of Newton's method; it doubles its digits with each
SURE = 2.0  # standard errors by which the curve is taken to be wrong, in favour


def bunching(
    values: Sequence[int],
    threshold: int,
    *,
    favourable_above: bool,
    width: int = 1,
    at_most: float = AT_MOST,
) -> Signal | None:
    """Values (days, points, yuan) that gather on one side of a threshold.

    ``favourable_above``: whether the threshold itself and more is the favourable side
    (a score of 90), else the threshold and less (day 30 of 30). ``width`` of a bin in
    the values' unit. None with fewer than 200 values in the fourteen fitted bins.
    """
    inside, outside, fitted = _bins(values, threshold, favourable_above, width)
    if fitted.sum() < FEWEST:
        return None
    share = _share_inside(fitted)
    chance = binomial_at_least(inside, inside + outside, share)
    if chance > at_most:
        return None
    return signal(
        Kind.BUNCHING,
        chance,
        f"紧贴界限{threshold}之内有{inside}件，之外仅{outside}件，分布在界限处有断裂",
        f"{inside} lie just inside the threshold {threshold} and only {outside} just "
        "outside: the distribution breaks at it",
        inside=inside,
        outside=outside,
        threshold=threshold,
        expected_share_inside=share,
    )


def _bins(
    values: Sequence[int], threshold: int, favourable_above: bool, width: int
) -> tuple[int, int, npt.NDArray[np.int64]]:
    """Counts of the two nearest bins and, from inside outwards, of the farther ones."""
    offsets = np.asarray(values, dtype=np.int64) - threshold
    # the threshold belongs to the favourable side: bins 0, 1, … lie inside, -1 outside
    steps = offsets if favourable_above else -offsets
    places = np.floor_divide(steps, width)
    counts = np.bincount(
        places[(places >= -REACH) & (places < REACH)] + REACH, minlength=2 * REACH
    )
    return (
        int(counts[REACH]),
        int(counts[REACH - 1]),
        np.delete(counts, [REACH - 1, REACH]).astype(np.int64),
    )


def _share_inside(fitted: npt.NDArray[np.int64]) -> float:
    """Share of the two nearest bins that lies inside, by the curve, erring upwards."""
    centres = np.delete(np.arange(2 * REACH) + 0.5 - REACH, [REACH - 1, REACH]) / REACH
    design = np.stack([np.ones_like(centres), centres, centres**2], axis=1)
    coefficients, covariance = _poisson_fit(design, fitted.astype(np.float64))
    half = 0.5 / REACH
    difference = np.array([0.0, 2 * half, 0.0])  # of the logarithms, inside - outside
    error = sqrt(float(difference @ covariance @ difference))
    slope = float(difference @ coefficients) + SURE * error
    return 1 / (1 + exp(-slope))


def _poisson_fit(design: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Coefficients and their covariance, widened where the bins scatter more."""
    coefficients = np.zeros(design.shape[1])
    coefficients[0] = np.log(counts.mean() + 0.5)
    for _ in range(STEPS):
        means = np.exp(np.clip(design @ coefficients, -20, 20))
        weighted = design * means[:, None]
        # the pseudo-inverse, since bins may be empty all along one side
        step = np.linalg.pinv(design.T @ weighted) @ (design.T @ (counts - means))
        coefficients = coefficients + np.clip(step, -2, 2)
    means = np.exp(np.clip(design @ coefficients, -20, 20))
    freedom = len(counts) - design.shape[1]
    scatter = max(1.0, float(((counts - means) ** 2 / means).sum()) / freedom)
    information = design.T @ (design * means[:, None])
    return coefficients, np.linalg.pinv(information) * scatter
