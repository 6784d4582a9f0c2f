"""What chance leaves open about a rate of few cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.statistics.counts import Count
from hengjian.engines.statistics.intervals import (
    clopper_pearson,
    in_words,
    is_small,
    wilson,
)


def test_wilson_for_8_of_10() -> None:
    interval = wilson(Count(8, 10))

    # (0.8 + 1.96²/20 ± 1.96 √(0.016 + 1.96²/400)) / (1 + 1.96²/10)
    assert interval is not None
    assert interval.low == pytest.approx(0.4902, abs=5e-5)
    assert interval.high == pytest.approx(0.9433, abs=5e-5)


def test_clopper_pearson_for_8_of_10() -> None:
    interval = clopper_pearson(Count(8, 10))

    assert interval is not None
    assert interval.low == pytest.approx(0.4439, abs=5e-5)
    assert interval.high == pytest.approx(0.9748, abs=5e-5)


def test_none_of_10_may_still_be_three_in_ten() -> None:
    interval = clopper_pearson(Count(0, 10))

    # 1 - 0.025^(1/10)
    assert interval is not None
    assert interval.low == 0
    assert interval.high == pytest.approx(1 - 0.025 ** (1 / 10))


def test_no_cases_have_no_interval() -> None:
    assert wilson(Count(0, 0)) is None
    assert clopper_pearson(Count(0, 0)) is None
    assert in_words(Count(0, 0)) is None


def test_few_cases_are_flagged_where_the_indicator_says_so() -> None:
    assert is_small(Count(3, 9), flag_below=10)
    assert not is_small(Count(3, 10), flag_below=10)
    assert not is_small(Count(0, 0), flag_below=None)


def test_words_carry_the_counts() -> None:
    text = in_words(Count(3, 5))

    assert text is not None
    assert text.zh == "60.0%(3/5)，仅按偶然性也可能在14.7%至94.7%之间"
    assert text.en == (
        "60.0 % (3/5); by chance alone it could be anything from 14.7 to 94.7 %"
    )


counts = st.integers(1, 2000).flatmap(
    lambda n: st.integers(0, n).map(lambda k: Count(k, n))
)


@given(count=counts)
def test_intervals_contain_the_rate(count: Count) -> None:
    rate = count.numerator / count.denominator
    for interval in (wilson(count), clopper_pearson(count)):
        assert interval is not None
        assert 0 <= interval.low <= rate + 1e-12
        assert rate - 1e-12 <= interval.high <= 1


@given(count=counts)
def test_more_confidence_is_wider(count: Count) -> None:
    usual, surer = clopper_pearson(count), clopper_pearson(count, confidence=0.99)

    assert usual is not None
    assert surer is not None
    assert surer.low <= usual.low
    assert usual.high <= surer.high
