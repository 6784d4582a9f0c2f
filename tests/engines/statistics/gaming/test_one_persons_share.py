"""Results of a unit that one person brings, far beyond the caseload."""

import numpy as np

from hengjian.engines.statistics.gaming.one_persons_share import one_persons_share
from hengjian.engines.statistics.gaming.signal import Kind, Signal
from tests.engines.statistics.gaming.simulation import Generator, share_signalled


PEOPLE = ("chen", "liu", "wang", "zhao", "sun", "zhou")


def unit(random: Generator, favourite: float) -> Signal | None:
    """Six people with unlike caseloads; one is credited with a share of all results."""
    caseload = random.integers(40, 160, len(PEOPLE))
    shares = caseload / caseload.sum() * (1 - favourite)
    shares[int(np.argmin(caseload))] += favourite
    results = random.multinomial(int(random.integers(30, 60)), shares)
    return one_persons_share(
        dict(zip(PEOPLE, map(int, results), strict=True)),
        dict(zip(PEOPLE, map(int, caseload), strict=True)),
    )


def test_planted_favourite_is_found() -> None:
    assert share_signalled(lambda random: unit(random, 0.5), 300) >= 0.95


def test_results_that_follow_the_cases_give_few_false_alarms() -> None:
    assert share_signalled(lambda random: unit(random, 0.0), 2000) <= 0.002


def test_person_is_in_the_evidence_not_in_the_sentence() -> None:
    found = one_persons_share(
        {"chen": 30, "liu": 2, "wang": 1}, {"chen": 50, "liu": 100, "wang": 100}
    )

    assert found is not None
    assert found.kind is Kind.ONE_PERSONS_SHARE
    assert found.evidence["person"] == "chen"
    assert "chen" not in found.sentence.zh + found.sentence.en


def test_two_people_are_too_few_to_compare() -> None:
    assert one_persons_share({"chen": 30}, {"chen": 10, "liu": 100}) is None


def test_unit_without_results_says_nothing() -> None:
    caseload = dict.fromkeys(PEOPLE, 10)

    assert one_persons_share({}, caseload) is None
    assert one_persons_share(dict.fromkeys(PEOPLE, 5), caseload) is None


def test_twice_the_caseload_may_still_be_chance() -> None:
    assert one_persons_share({"chen": 2}, {"chen": 10, "liu": 10, "wang": 10}) is None
