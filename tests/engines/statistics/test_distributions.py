"""Tails agree with the library of statistics, at sizes from a county to the nation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hengjian.engines.statistics import distributions as own


@given(
    first=st.integers(0, 60),
    more_first=st.integers(0, 60),
    second=st.integers(0, 60),
    more_second=st.integers(0, 60),
)
def test_higher_share_is_fishers_test(
    first: int, more_first: int, second: int, more_second: int
) -> None:
    table = [[second, more_second], [first, more_first]]
    expected = stats.fisher_exact(table, alternative="greater").pvalue

    found = own.higher_share(first, first + more_first, second, second + more_second)

    assert found == pytest.approx(expected, rel=1e-6, abs=1e-12)


def test_higher_share_of_a_nation_takes_no_time() -> None:
    assert own.higher_share(100_000, 500_000, 101_500, 500_000) < 1e-3
    assert own.higher_share(100_000, 500_000, 100_000, 500_000) > 0.4


@given(count=st.integers(-2, 52), rate=st.floats(0.001, 0.999))
def test_binomial_tails_are_complements(count: int, rate: float) -> None:
    both = own.binomial_at_most(count - 1, 50, rate) + own.binomial_at_least(
        count, 50, rate
    )

    assert both == pytest.approx(1)


def test_other_tails() -> None:
    assert own.chi_squared_at_most(3.0, 4) == pytest.approx(stats.chi2.cdf(3.0, 4))
    assert own.normal_at_most(own.normal_quantile(0.975)) == pytest.approx(0.975)
