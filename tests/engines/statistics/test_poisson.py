"""Exact limits of a count."""

import pytest

from hengjian.engines.statistics.poisson import poisson_interval


@pytest.mark.parametrize(
    # the tabled 95 % limits of Garwood (1936)
    ("events", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390)],
)
def test_limits_are_those_of_the_tables(events: int, low: float, high: float) -> None:
    found = poisson_interval(events)

    assert found.low == pytest.approx(low, abs=0.001)
    assert found.high == pytest.approx(high, abs=0.001)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        poisson_interval(-1)
