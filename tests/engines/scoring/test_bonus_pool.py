"""A pool split to the fen."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.scoring.bonus_pool import split_pool
from hengjian.lib.faults import UserFault
from tests.engines.scoring.test_properties import UNHURRIED


F = Fraction
weights = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.fractions(0, 100, max_denominator=60),
    min_size=1,
).filter(lambda each: any(each.values()))


@UNHURRIED
@given(st.integers(0, 10**9), weights)
def test_the_parts_sum_to_the_pool_and_none_is_a_fen_off(
    pool: int, shares: dict[str, Fraction]
) -> None:
    split = split_pool(pool, shares)

    whole = sum(shares.values())
    assert sum(split.fen.values()) == pool
    for name, fen in split.fen.items():
        assert abs(fen - pool * shares[name] / whole) < 1
        assert fen == 0 or shares[name]


@UNHURRIED
@given(st.integers(0, 1000), weights, st.randoms(use_true_random=False))
def test_the_order_of_people_never_matters(
    pool: int, shares: dict[str, Fraction], random: object
) -> None:
    names = list(shares)
    random.shuffle(names)  # type: ignore[attr-defined]

    assert split_pool(pool, {name: shares[name] for name in names}) == split_pool(
        pool, shares
    )


@UNHURRIED
@given(st.integers(0, 10**6), weights)
def test_who_weighs_more_never_gets_less(
    pool: int, shares: dict[str, Fraction]
) -> None:
    fen = split_pool(pool, shares).fen

    ordered = sorted(shares, key=lambda name: shares[name])
    for lower, higher in pairwise(ordered):
        if shares[lower] < shares[higher]:
            assert fen[lower] <= fen[higher]
    exact = {name: pool * shares[name] / sum(shares.values()) for name in shares}
    assert all(fen[name] >= exact[name] - 1 for name in shares)


def test_a_tie_for_the_last_fen_is_told_and_goes_by_name() -> None:
    split = split_pool(100, {"c": F(1), "a": F(1), "b": F(1)})

    assert split.fen == {"c": 33, "a": 34, "b": 33}
    assert (split.tied, split.fen_among_tied) == (("a", "b", "c"), 1)


def test_without_a_tie_nothing_is_told_of_one() -> None:
    split = split_pool(10, {"a": F(2), "b": F(1)})

    assert (split.fen, split.tied) == ({"a": 7, "b": 3}, ())


@pytest.mark.parametrize(
    ("pool", "shares"),
    [(1, {}), (1, {"a": F(0)}), (-1, {"a": F(1)}), (1, {"a": F(-1)})],
)
def test_what_cannot_be_split_is_refused(
    pool: int, shares: dict[str, Fraction]
) -> None:
    with pytest.raises(UserFault):
        split_pool(pool, shares)
