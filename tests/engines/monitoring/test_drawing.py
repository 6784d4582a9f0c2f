"""Drawing cases: the same question gives the same cases, in any order and any programme."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.monitoring.drawing import (
    Candidate,
    Question,
    draw,
    lot,
    population_digest,
    shares,
)


CASES = [
    Candidate(
        f"案{number:03d}",
        handler=f"P{number % 7}",
        stratum=("盗窃", "诈骗")[number % 3 == 0],
    )
    for number in range(90)
]


def keys(drawn: object) -> list[str]:
    return [each.candidate.key for each in drawn]  # type: ignore[attr-defined]


def test_a_lot_is_the_sha256_of_seed_and_key() -> None:
    by_hand = hashlib.sha256("2026-10\n案001".encode()).hexdigest()

    assert lot("2026-10", "案001") == by_hand


def test_the_same_seed_draws_the_same_cases_whatever_their_order() -> None:
    question = Question("seed", 12, least_of_handler=1)

    assert keys(draw(CASES, question)) == keys(draw(CASES[::-1], question))
    assert keys(draw(CASES, Question("other", 12, 1))) != keys(draw(CASES, question))


def test_each_handler_has_the_minimum_and_strata_their_shares() -> None:
    drawn = draw(CASES, Question("seed", 20, least_of_handler=2))

    handlers = [each.candidate.handler for each in drawn]
    assert {handlers.count(f"P{number}") >= 2 for number in range(7)} == {True}
    assert len(drawn) == 20
    assert sum(each.why == "handler" for each in drawn) == 14


def test_strata_without_minima_have_exactly_their_shares() -> None:
    drawn = draw(CASES, Question("seed", 9))

    strata = [each.candidate.stratum for each in drawn]
    assert (strata.count("诈骗"), strata.count("盗窃")) == (3, 6)


def test_minima_beyond_the_size_are_all_drawn() -> None:
    assert len(draw(CASES, Question("seed", 3, least_of_handler=1))) == 7


def test_too_few_cases_are_all_drawn() -> None:
    assert len(draw(CASES[:4], Question("seed", 10))) == 4
    assert draw([], Question("seed", 10)) == []


def test_a_case_of_nobody_needs_no_minimum() -> None:
    drawn = draw([Candidate("a"), Candidate("b")], Question("seed", 0, 1))

    assert drawn == []


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw([Candidate("a"), Candidate("a")], Question("seed", 1))


def test_the_population_digest_tells_populations_apart() -> None:
    assert population_digest(["b", "a"]) == population_digest(["a", "b"])
    assert population_digest(["a"]) != population_digest(["a", "b"])


@given(
    st.dictionaries(st.text(max_size=3), st.integers(0, 50), max_size=6),
    st.integers(0, 200),
)
def test_shares_add_up_and_never_exceed_a_stratum(
    strata: dict[str, int], size: int
) -> None:
    found = shares(strata, size)

    assert sum(found.values()) == min(size, sum(strata.values()))
    assert all(found[name] <= strata[name] for name in found)


@given(st.integers(0, 30), st.integers(0, 3), st.text(max_size=5))
def test_never_fewer_than_asked_for_while_there_are_cases(
    size: int, least: int, seed: str
) -> None:
    drawn = draw(CASES, Question(seed, size, least))

    assert len(drawn) == max(size, 7 * least)
    assert len(set(keys(drawn))) == len(drawn)
