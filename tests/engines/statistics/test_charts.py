"""Charts of one's own course: limits by hand, and what they always keep."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.p_chart import p_chart
from hengjian.engines.statistics.run_rules import Rule
from hengjian.engines.statistics.xmr import xmr_chart


def test_limits_are_the_mean_and_266_hundredths_of_the_mean_range() -> None:
    chart = xmr_chart([10, 12, 11, 13, 12, 10, 11, 9])

    # mean 88/8 = 11; ranges 2 1 2 1 2 1 2, mean 11/7; 2.66 × 11/7 = 4.18
    assert chart is not None
    assert chart.centre == 11
    assert chart.upper - chart.centre == Fraction("4.18")
    assert chart.centre - chart.lower == Fraction("4.18")
    assert not any(chart.rules)


def test_one_far_value_is_beyond_the_limits_of_the_others() -> None:
    chart = xmr_chart([10, 12, 11, 13, 12, 10, 11, 9, 30], baseline=8)

    assert chart is not None
    assert chart.rules[8] == {Rule.BEYOND_LIMITS}


def test_count_scatters_by_its_root_however_still_it_was() -> None:
    still = [4] * 11 + [5]

    by_ranges = xmr_chart(still)
    as_count = xmr_chart(still, are_counts=True)

    assert by_ranges is not None
    assert as_count is not None
    assert Rule.BEYOND_LIMITS in by_ranges.rules[-1]
    assert as_count.rules[-1] == frozenset()
    assert float(as_count.upper - as_count.centre) == pytest.approx(
        3 * float(as_count.centre) ** 0.5
    )


def test_count_that_scatters_more_keeps_its_own_limits() -> None:
    values = [2, 9, 1, 8, 2, 9, 1, 8]

    assert xmr_chart(values, are_counts=True) == xmr_chart(values)


def test_missing_value_has_no_range_on_either_side() -> None:
    with_gap = xmr_chart([10, 12, 11, 13, None, 12, 10, 11, 9])

    # ranges 2 1 2 | 2 1 2: the step from 13 to 12 is not known to be one
    assert with_gap is not None
    assert with_gap.upper - with_gap.centre == Fraction("2.66") * Fraction(10, 6)
    assert with_gap.rules[4] == frozenset()


@pytest.mark.parametrize("values", [[], [1] * 7, [1, None] * 7, [1, None, 2, None] * 5])
def test_too_few_values_make_no_chart(values: list[int | None]) -> None:
    assert xmr_chart(values) is None


def test_rate_chart_has_wider_limits_for_fewer_cases() -> None:
    months = [Count(20, 100)] * 7 + [Count(5, 25)]

    chart = p_chart(months)

    # p = 145/725 = 0.2; 3 √(0.2 × 0.8 / 100) = 0.12, and 0.24 for 25 cases
    assert chart is not None
    assert chart.centre == Fraction(1, 5)
    assert chart.lower[0] == pytest.approx(0.08)
    assert chart.upper[0] == pytest.approx(0.32)
    assert chart.lower[7] == 0.0
    assert chart.upper[7] == pytest.approx(0.44)


def test_rate_beyond_its_own_limits() -> None:
    months = [Count(20, 100)] * 11 + [Count(40, 100)]

    chart = p_chart(months, baseline=11)

    assert chart is not None
    assert Rule.BEYOND_LIMITS in chart.rules[11]
    assert not any(chart.rules[:11])


def test_point_just_on_the_limit_is_not_beyond_it() -> None:
    on_the_limit = p_chart([Count(20, 100)] * 8 + [Count(32, 100)], baseline=8)
    beyond = p_chart([Count(20, 100)] * 8 + [Count(33, 100)], baseline=8)

    assert on_the_limit is not None
    assert beyond is not None
    assert Rule.BEYOND_LIMITS not in on_the_limit.rules[8]
    assert Rule.BEYOND_LIMITS in beyond.rules[8]


def test_few_cases_give_no_signal() -> None:
    chart = p_chart([Count(20, 100)] * 10 + [Count(5, 5)], fewest=10)

    assert chart is not None
    assert chart.rules[10] == frozenset()
    assert chart.values[10] is None


def test_months_without_cases_are_missing() -> None:
    chart = p_chart([Count(20, 100)] * 8 + [Count(0, 0), None])

    assert chart is not None
    assert chart.values[8:] == (None, None)
    assert chart.lower[8:] == (None, None)


def test_rate_of_nothing_but_none_has_no_chart() -> None:
    assert p_chart([Count(0, 0)] * 12) is None


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 3), (4, 3)])
def test_count_that_is_no_share_is_refused(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        Count(numerator, denominator)


@given(values=st.lists(st.integers(-1000, 1000), min_size=8, max_size=30))
def test_limits_hold_the_mean_between_them(values: list[int]) -> None:
    chart = xmr_chart(values)

    assert chart is not None
    assert chart.lower <= chart.centre <= chart.upper
    assert min(values) <= chart.centre <= max(values)


shares = st.integers(1, 400).flatmap(
    lambda n: st.integers(0, n).map(lambda k: Count(k, n))
)


@given(months=st.lists(shares, min_size=8, max_size=24))
def test_rate_limits_stay_within_0_and_1_and_hold_the_rate(months: list[Count]) -> None:
    chart = p_chart(months)

    assert chart is not None
    for low, high in zip(chart.lower, chart.upper, strict=True):
        assert low is not None
        assert high is not None
        assert 0 <= low <= chart.centre <= high <= 1
