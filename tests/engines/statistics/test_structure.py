"""Shares as published add up to exactly their total."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.statistics.structure import largest_remainder


def decimals(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts)


def test_four_functions_of_2025_are_84_7_5_4() -> None:
    # in ten thousands of cases: criminal, public interest, civil, administrative
    parts = decimals("347.1", "28.2", "19.5", "15.1")

    assert largest_remainder(parts) == decimals("84", "7", "5", "4")


def test_rounding_each_would_not_have_given_100() -> None:
    parts = decimals("347.1", "28.2", "19.5", "15.1")
    rounded = [round(part / sum(parts) * 100) for part in parts]

    assert sum(rounded) == 101


def test_shares_with_decimals() -> None:
    assert largest_remainder((1, 1, 1), decimals=1) == decimals("33.4", "33.3", "33.3")


def test_equal_remainders_go_to_the_larger_part() -> None:
    assert largest_remainder((1, 3), total=10) == decimals("2", "8")


def test_award_pool_is_paid_out_to_the_last_cent() -> None:
    paid = largest_remainder(
        (Fraction(6, 5), 1, Fraction(4, 5)), total=1000, decimals=2
    )

    assert paid == decimals("400.00", "333.33", "266.67")


def test_missing_part_leaves_no_structure() -> None:
    assert largest_remainder((1, None, 3)) is None


def test_nothing_at_all_has_no_structure() -> None:
    assert largest_remainder((0, 0)) is None
    assert largest_remainder(()) is None


def test_negative_part_is_nonsense() -> None:
    with pytest.raises(ValueError, match="negative"):
        largest_remainder((3, -1))


parts = st.lists(st.integers(0, 10**7), min_size=1, max_size=12).filter(any)


@given(parts=parts, places=st.integers(0, 3))
def test_parts_sum_to_100(parts: list[int], places: int) -> None:
    shares = largest_remainder(parts, decimals=places)

    assert shares is not None
    assert sum(shares) == 100


@given(parts=parts)
def test_no_share_is_a_whole_unit_from_the_truth(parts: list[int]) -> None:
    shares = largest_remainder(parts)

    assert shares is not None
    for part, share in zip(parts, shares, strict=True):
        assert abs(Fraction(share) - Fraction(part * 100, sum(parts))) < 1


@given(parts=st.permutations([347, 28, 19, 15, 0, 91, 64]))
def test_order_of_parts_does_not_matter(parts: list[int]) -> None:
    shares = largest_remainder(parts)

    assert shares is not None
    assert dict(zip(parts, shares, strict=True)) == {
        347: 62, 91: 16, 64: 11, 28: 5, 19: 3, 15: 3, 0: 0,
    }  # fmt: skip
