"""How far a count of rare events could be from what it seems: exact Poisson limits."""

from scipy.special import gammaincinv

from hengjian.engines.statistics.intervals import CONFIDENCE, Interval


def poisson_interval(events: int, confidence: float = CONFIDENCE) -> Interval:
    """Garwood's exact interval of the expected number of events, as floats.

    Raises ValueError for a negative number.
    """
    if events < 0:
        raise ValueError(f"{events} events")
    tail = (1 - confidence) / 2
    low = 0.0 if events == 0 else float(gammaincinv(events, tail))
    return Interval(low, float(gammaincinv(events + 1, 1 - tail)))
