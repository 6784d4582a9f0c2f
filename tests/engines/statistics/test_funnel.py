"""A place among its peers: exact limits, interpolated between whole counts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.distributions import binomial_quantile
from hengjian.engines.statistics.funnel import (
    ACTION,
    WARNING,
    Position,
    funnel,
    limits,
)


def test_limit_is_interpolated_between_counts() -> None:
    # R ~ Bin(10, 1/2): P(R ≤ 1) = 11/1024 < 0.025 ≤ P(R ≤ 2) = 56/1024, and
    # P(R = 2) = 45/1024; so r = 2 and a = (56/1024 - 0.025) / (45/1024) = 30.4/45
    around = limits(Fraction(1, 2), 10)

    assert around.low == pytest.approx((2 - 30.4 / 45) / 10)
    assert around.high == pytest.approx(1 - (2 - 30.4 / 45) / 10)


def test_limits_of_a_half_are_symmetric() -> None:
    around = limits(Fraction(1, 2), 40)

    assert around.low + around.high == pytest.approx(1)
    assert around.far_low + around.far_high == pytest.approx(1)


def test_places_are_put_where_they_lie() -> None:
    places = {f"peer {i}": Count(20, 100) for i in range(50)}
    places |= {
        "far above": Count(40, 100),
        "above": Count(29, 100),
        "far below": Count(5, 100),
        "below": Count(11, 100),
        "no cases": Count(0, 0),
    }

    drawn = funnel(places)

    assert drawn is not None
    positions = {key: point.position for key, point in drawn.points.items()}
    assert positions["far above"] is Position.FAR_ABOVE
    assert positions["above"] is Position.ABOVE
    assert positions["peer 0"] is Position.WITHIN
    assert positions["below"] is Position.BELOW
    assert positions["far below"] is Position.FAR_BELOW
    assert positions["no cases"] is None
    assert drawn.points["no cases"].limits is None


def test_peer_rate_is_the_ratio_of_sums() -> None:
    drawn = funnel({"large": Count(300, 1000), "small": Count(1, 1)})

    assert drawn is not None
    assert drawn.rate == Fraction(301, 1001)


def test_no_cases_anywhere_make_no_funnel() -> None:
    assert funnel({"a": Count(0, 0)}) is None
    assert funnel({}) is None


@pytest.mark.parametrize("rate", [Fraction(0), Fraction(1)])
def test_rate_that_never_varies_has_no_width(rate: Fraction) -> None:
    around = limits(rate, 30)

    assert {around.far_low, around.low, around.high, around.far_high} == {float(rate)}


@pytest.mark.parametrize("cases", [7, 30, 200, 1000])
def test_chance_to_be_beyond_a_limit_is_below_its_probability(cases: int) -> None:
    around = limits(Fraction(1, 5), cases)
    counts = range(cases + 1)
    above = [k for k in counts if k / cases > around.far_high]
    below = [k for k in counts if k / cases < around.low]

    assert binom.pmf(above, cases, 0.2).sum() < ACTION
    assert binom.pmf(below, cases, 0.2).sum() < WARNING


rates = st.fractions(0, 1, max_denominator=500)


@given(rate=rates, cases=st.integers(1, 3000))
def test_limits_contain_the_rate_in_order(rate: Fraction, cases: int) -> None:
    around = limits(rate, cases)

    in_order = (
        0,
        around.far_low,
        around.low,
        float(rate),
        around.high,
        around.far_high,
    )
    assert list(in_order) == sorted(in_order)
    assert around.far_high <= 1


@given(
    rate=rates,
    cases=st.integers(1, 3000),
    chance=st.sampled_from([0.001, 0.025, 0.975, 0.999]),
)
def test_quantile_is_that_of_the_library_of_statistics(
    rate: Fraction, cases: int, chance: float
) -> None:
    assert binomial_quantile(chance, cases, float(rate)) == max(
        binom.ppf(chance, cases, float(rate)), 0
    )


@given(order=st.permutations(range(8)))
def test_order_of_peers_is_irrelevant(order: list[int]) -> None:
    counts = {f"p{i}": Count(3 * i, 40 + 10 * i) for i in range(8)}

    plain, shuffled = funnel(counts), funnel({f"p{i}": counts[f"p{i}"] for i in order})

    assert plain is not None
    assert shuffled is not None
    assert plain.rate == shuffled.rate
    assert dict(plain.points) == dict(shuffled.points)
