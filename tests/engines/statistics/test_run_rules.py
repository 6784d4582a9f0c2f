"""The four rules of a control chart, each on a series made for it."""

from fractions import Fraction

import pytest

from hengjian.engines.statistics.run_rules import (
    RULE_TEXTS,
    Rule,
    Standing,
    rules_broken,
    standing,
)


def series(*values: int | None) -> list[Standing | None]:
    """Around 0 with sigma 10."""
    return [
        None if value is None else standing(Fraction(value), Fraction(0), Fraction(100))
        for value in values
    ]


def breaking(rule: Rule, *values: int | None) -> list[int]:
    """The places, from 0, at which the rule is broken."""
    return [i for i, found in enumerate(rules_broken(series(*values))) if rule in found]


def test_point_beyond_three_sigma() -> None:
    assert breaking(Rule.BEYOND_LIMITS, 0, 30, 31, -31) == [2, 3]


def test_eighth_point_on_one_side() -> None:
    assert breaking(Rule.RUN_OF_EIGHT, *[1, 2, 1, 3, 1, 2, 1]) == []
    assert breaking(Rule.RUN_OF_EIGHT, *[1, 2, 1, 3, 1, 2, 1, 1, 1]) == [7, 8]


@pytest.mark.parametrize("interruption", [0, -1, None])
def test_run_ends_at_the_centre_and_at_a_gap(interruption: int | None) -> None:
    assert breaking(Rule.RUN_OF_EIGHT, 1, 1, 1, 1, interruption, 1, 1, 1, 1) == []


def test_sixth_point_of_a_rise_and_of_a_fall() -> None:
    assert breaking(Rule.SIX_RISING, -3, -2, -1, 0, 1, 2) == [5]
    assert breaking(Rule.SIX_FALLING, 3, 2, 1, 0, -1, -2, -3) == [5, 6]


def test_standing_still_is_no_rise() -> None:
    assert breaking(Rule.SIX_RISING, 1, 2, 3, 3, 4, 5, 6) == []


def test_second_of_three_beyond_two_sigma_on_one_side() -> None:
    assert breaking(Rule.TWO_OF_THREE, 21, 0, 22, 0) == [2]
    assert breaking(Rule.TWO_OF_THREE, 21, -21, 0) == []
    assert breaking(Rule.TWO_OF_THREE, 0, 21, 22) == [2]


def test_series_without_spread_breaks_nothing() -> None:
    flat = [standing(Fraction(5), Fraction(5), Fraction(0))] * 12

    assert set(rules_broken(flat)) == {frozenset()}


def test_every_rule_has_words() -> None:
    assert set(RULE_TEXTS) == set(Rule)
