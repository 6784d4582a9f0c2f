"""What asks for a person's own word: exact, of ten or more, about the record."""

from fractions import Fraction

import pytest

from hengjian.appraisal.fairness_seeing import Seen, seen_in
from hengjian.appraisal.models.fairness_signal import About
from hengjian.engines.scoring.dry_run.trial import tried
from hengjian.engines.scoring.model import Person
from tests.factories import appraisal as make


TEXT = """
scheme: 方案
components: {work: 100}
items:
  - {item: quality, component: work, full: 60, rule: {rated: {scale: 100}}}
  - {item: colleagues, component: work, full: 30, rule: {rated: {scale: 5}}}
  - {item: training, component: work, full: 10, rule: {rated: {scale: 5}}}
missing: {quality: unknown, colleagues: unknown, training: zero}
grades: [{grade: 称职, at_least: 0}]
decimals: 2
"""
Facts = list[dict[str, int]]


def seen(facts: Facts) -> list[Seen]:
    people = [
        Person(f"p{n}", "d1", {item: Fraction(value) for item, value in values.items()})
        for n, values in enumerate(facts)
    ]
    return seen_in(tried(make.content(TEXT), people), {"colleagues"})


def alike(number: int = 12) -> Facts:
    return [{"quality": 80, "colleagues": 4, "training": 4} for _ in range(number)]


def asked(facts: Facts) -> list[tuple[str, About, str]]:
    return [(each.person, each.about, each.item) for each in seen(facts)]


def test_people_who_are_alike_are_asked_nothing() -> None:
    assert asked(alike()) == []


def test_a_total_far_off_by_one_item_asks_about_that_item() -> None:
    facts = alike()
    facts[3]["quality"] = 20

    assert asked(facts) == [("p3", About.ONE_ITEM, "quality")]
    [one] = seen(facts)
    # 36 marks below eleven others: 33 below the mean of all twelve
    assert "低 33.00 分" in one.sentence.zh
    assert "100.0%" in one.sentence.zh


def test_classes_below_ten_are_not_looked_at() -> None:
    facts = alike(9)
    facts[3]["quality"] = 20

    assert asked(facts) == []


def test_raters_and_record_two_thirds_of_the_class_apart_are_asked_about() -> None:
    # the record rises, the ratings are alike but for the last, whom raters put last
    facts = [{"quality": 70 + n, "colleagues": 4, "training": 4} for n in range(11)] + [
        {"quality": 95, "colleagues": 3, "training": 4}
    ]

    apart = [each for each in asked(facts) if each[1] is About.RATING_APART]

    assert apart == [("p11", About.RATING_APART, "colleagues")]


@pytest.mark.parametrize(("with_record", "is_asked"), [(7, True), (6, False)])
def test_no_record_is_asked_about_where_most_have_one(
    with_record: int, is_asked: bool
) -> None:
    facts = alike()
    for each in facts[with_record:]:
        del each["training"]

    found = [each for each in asked(facts) if each[1] is About.NOTHING_KNOWN]

    assert bool(found) is is_asked
    if is_asked:
        assert [person for person, _, _ in found] == ["p7", "p8", "p9", "p10", "p11"]
