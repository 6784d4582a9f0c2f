"""What a dry run finds where something was planted, and that it is silent elsewhere."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given

from hengjian.engines.scoring.dry_run.deciding import decides
from hengjian.engines.scoring.dry_run.finding import Finding, Topic
from hengjian.engines.scoring.dry_run.running import DryRun, dry_run
from hengjian.engines.scoring.dry_run.trial import Behind, Events, tried
from hengjian.engines.scoring.model import Grade, Missing, Person, Scheme, ScoredItem
from hengjian.engines.scoring.rules import (
    Bonus,
    Deduction,
    Linear,
    PerOccurrence,
    Rated,
    Rule,
    Steps,
    Veto,
)
from hengjian.engines.statistics.counts import Count
from tests.engines.scoring.test_properties import UNHURRIED, crowds, schemes


F = Fraction
GRADES = (Grade("good", F(60)), Grade("poor", F(0)))


def one_item(rule: Rule, full: int = 100) -> Scheme:
    return Scheme(
        "s",
        {"work": F(full)},
        (ScoredItem("a", rule, "work", F(full)),),
        grades=GRADES,
    )


def crowd(values: list[int], department: str = "d") -> list[Person]:
    return [
        Person(f"{department}{place}", department, {"a": F(value)})
        for place, value in enumerate(values)
    ]


def of(found: DryRun, topic: Topic) -> list[Finding]:
    return [one for one in found.findings if one.topic is topic]


@UNHURRIED
@given(schemes(), crowds(least=2))
def test_shares_of_the_spread_sum_to_one_exactly(
    scheme: Scheme, people: list[Person]
) -> None:
    shares = decides(tried(scheme, people))

    assert not shares or sum(one.of_spread for one in shares) == 1


def test_an_item_that_decides_more_than_it_weighs_is_told() -> None:
    scheme = Scheme(
        "s",
        {"work": F(100)},
        (
            ScoredItem("narrow", Rated(F(100)), "work", F(80)),
            ScoredItem("wide", Rated(F(100)), "work", F(20)),
        ),
    )
    people = [
        Person(f"p{n}", "d", {"narrow": F(90 + n % 2), "wide": F(n * 5)})
        for n in range(20)
    ]

    (found,) = of(dry_run(scheme, people), Topic.DECIDES)

    assert found.item == "wide"
    assert found.numbers["of_marks"] == Decimal("20.0")


def test_items_with_the_same_for_everybody_are_told() -> None:
    full = dry_run(one_item(Rated(F(5))), crowd([5] * 12))
    differing = dry_run(one_item(Rated(F(5))), crowd([5] * 11 + [4]))

    assert "the full mark" in of(full, Topic.TELLS_NOBODY_APART)[0].text.en
    assert not of(differing, Topic.TELLS_NOBODY_APART)


def rates(numerators: list[int], denominator: int) -> dict[str, Behind]:
    return {
        f"d{place}": Behind("", {"a": Count(number, denominator)})
        for place, number in enumerate(numerators)
    }


def test_rates_that_differ_as_chance_would_are_told() -> None:
    alike, apart = [8, 9, 10, 9, 8, 10, 9, 9, 8, 10], [1, 9, 1, 9, 1, 9, 1, 9, 1, 9]
    linear = one_item(Linear(F(0), F(100)))

    for numerators, is_chance in ((alike, True), (apart, False)):
        people = crowd([number * 10 for number in numerators])
        found = dry_run(linear, people, behind=rates(numerators, 10))
        items = [one for one in of(found, Topic.CHANCE) if one.item == "a"]
        assert bool(items) is is_chance


def test_counts_are_held_against_their_exact_limits() -> None:
    scheme = one_item(Deduction(F(1)))
    alike, apart = [2, 3, 4, 3, 2, 4, 3, 3, 2, 4], [0, 40] * 5

    for counts, is_chance in ((alike, True), (apart, False)):
        behind = {f"d{n}": Behind("", {"a": Events(c)}) for n, c in enumerate(counts)}
        found = dry_run(scheme, crowd(counts), behind=behind)
        items = [one for one in of(found, Topic.CHANCE) if one.item == "a"]
        assert bool(items) is is_chance


def test_people_at_a_grades_edge_are_counted_only_as_far_as_chance_reaches() -> None:
    linear, values = one_item(Linear(F(0), F(100))), [10] * 5 + [58] + [62] + [95] * 5
    few = rates([1] * 5 + [29] + [31] + [47, 48, 47, 48, 47], 50)
    few = {
        name: replace(one, counts={"a": Count(values[n] * 50 // 100 or 1, 50)})
        for n, (name, one) in enumerate(few.items())
    }
    sure = {
        f"d{n}": Behind("", {"a": Count(v * 10**6, 10**8)})
        for n, v in enumerate(values)
    }

    (found,) = [
        one
        for one in of(dry_run(linear, crowd(values), behind=few), Topic.CHANCE)
        if one.item is None
    ]

    assert (found.numbers["above"], found.numbers["below"]) == (1, 1)
    assert not of(dry_run(linear, crowd(values), behind=sure), Topic.CHANCE)


def test_a_department_that_scores_higher_is_told_and_a_small_one_never_named() -> None:
    scheme = one_item(Rated(F(100)))
    people = (
        crowd([80, 81, 82] * 5, "large")
        + crowd([60, 61, 62] * 5, "other")
        + crowd([62] * 9, "small")
    )

    found = dry_run(scheme, people)

    told = of(found, Topic.FAVOURED)
    assert {one.numbers.get("group") for one in told} >= {"large", "other"}
    assert set(found.departments) == {"large", "other"}
    assert "small" not in repr([one.numbers for one in found.findings])


def test_departments_that_score_alike_are_not_told() -> None:
    people = crowd([60, 70, 80] * 5, "x") + crowd([60, 70, 80] * 5, "y")

    assert not of(dry_run(one_item(Rated(F(100))), people), Topic.FAVOURED)


def test_the_kind_of_work_is_held_against_totals() -> None:
    people = crowd([60, 61] * 6) + crowd([80, 81] * 6, "e")
    behind = {one.person: Behind(one.department * 2) for one in people}

    found = of(dry_run(one_item(Rated(F(100))), people, behind=behind), Topic.FAVOURED)

    assert {"dd", "ee"} <= {one.numbers.get("group") for one in found}


def test_every_kind_of_rule_has_its_ways_without_better_work() -> None:
    rules: list[Rule] = [
        Linear(F(0), F(90)),
        Steps(((F(0), F(0)), (F(90), F(10)))),
        PerOccurrence(F(1)),
        Rated(F(100)),
        Deduction(F(1)),
        Bonus(F(1)),
        Veto("poor"),
    ]
    for rule in rules:
        found = dry_run(
            one_item(rule)
            if not isinstance(rule, Bonus | Veto)
            else Scheme(
                "s",
                {},
                (
                    ScoredItem(
                        "a", rule, *(() if isinstance(rule, Veto) else ("bonus", F(5)))
                    ),
                ),
                grades=GRADES,
            ),
            crowd([89, 90, 91]),
        )
        (told,) = of(found, Topic.WITHOUT_BETTER_WORK)
        assert told.item == "a"
        if isinstance(rule, Steps | Linear):
            assert told.numbers["just_short"] == 1


def test_item_that_nobody_has_a_value_of_is_said_to_be_untried() -> None:
    items = (
        ScoredItem("a", Rated(F(100)), "work", F(50)),
        ScoredItem("new", Rated(F(100)), "work", F(50)),
    )
    scheme = Scheme("s", {"work": F(100)}, items, {"new": Missing.NOT_APPLICABLE})

    untried = [
        one.item for one in of(dry_run(scheme, crowd([89, 91])), Topic.NOT_ASKED)
    ]

    assert untried == [None, None, "new"]  # few sheets, no counts, and the new item


def test_equal_coefficients_leave_no_type_to_be_picked() -> None:
    def told(coefficients: dict[str, Fraction]) -> str:
        rule = PerOccurrence(F(1), coefficients)
        people = [Person("p", "d", {"a": {"first": F(1)}})]
        (found,) = of(dry_run(one_item(rule), people), Topic.WITHOUT_BETTER_WORK)
        return found.text.zh

    assert "系数从 1 到 2" in told({"first": F(1), "second": F(2)})
    assert "系数" not in told({"first": F(1), "second": F(1)})


def test_where_fewer_is_better_just_below_a_step_is_the_side_that_pays() -> None:
    falling = one_item(Steps(((F(0), F(100)), (F(50), F(20)))))

    found = dry_run(falling, crowd([49, 49, 50, 90]))

    (told,) = of(found, Topic.WITHOUT_BETTER_WORK)
    assert told.numbers == {"just_short": 1, "just_past": 2, "jump": "80"}


def test_who_would_gain_by_keeping_a_low_value_back_is_counted() -> None:
    items = (
        ScoredItem("a", Rated(F(100)), "work", F(50)),
        ScoredItem("b", Rated(F(100)), "work", F(50)),
    )
    scheme = Scheme("s", {"work": F(100)}, items, {"a": Missing.NOT_APPLICABLE})
    people = [
        Person("low", "d", {"a": F(20), "b": F(90)}),
        Person("high", "d", {"a": F(90), "b": F(20)}),
    ]

    withheld = of(dry_run(scheme, people), Topic.WITHOUT_BETTER_WORK)[1]

    kept_back = dry_run(scheme, [replace(people[0], values={"b": F(90)})])
    assert kept_back.distribution is not None
    gain = kept_back.distribution.mean - Decimal(55)
    assert withheld.numbers == {"people": 1, "most": gain}


def test_moves_between_schemes_are_counted_by_grade() -> None:
    other = replace(one_item(Rated(F(100))), grades=(Grade("good", F(75)), GRADES[1]))

    found = dry_run(one_item(Rated(F(100))), crowd([70] * 3 + [80] * 9), against=other)

    told = [one.numbers for one in of(found, Topic.MOVES)]
    assert told[0]["moved"] == 3
    assert told[1] == {"from": "good", "to": "poor", "people": 3}
    assert told[2] == {"group": "d", "people": 12, "moved": 3}


def test_who_sits_at_the_target_year_after_year_is_counted() -> None:
    linear = one_item(Linear(F(0), F(90)))

    found = dry_run(linear, crowd([90, 91, 40] * 4), earlier=[crowd([91, 99, 30] * 4)])

    carried, held = of(found, Topic.OTHER_YEARS)
    assert carried.numbers["people"] == 12
    assert held.numbers["people"] == 4


def test_provisional_sheets_are_left_out_and_said_to_be() -> None:
    scheme = replace(one_item(Rated(F(100))), missing={"a": Missing.UNKNOWN})
    people = [*crowd([50] * 10), Person("open", "d", {})]

    found = dry_run(scheme, people)

    assert (found.people, found.final) == (11, 10)
    assert of(found, Topic.NOT_ASKED)[0].numbers == {"provisional": 1}


def test_quantiles_and_counts_are_those_of_the_totals() -> None:
    found = dry_run(one_item(Rated(F(100))), crowd([50, 60, 70, 100])).distribution

    assert found is not None
    assert found.mean == Decimal("70.00")
    assert found.quantiles[50] == Decimal("65.00")
    assert found.histogram == {50: 1, 60: 1, 70: 1, 80: 0, 90: 0, 100: 1}
    assert found.grades == {"good": 3, "poor": 1}


def test_the_order_of_people_changes_nothing() -> None:
    people = crowd([50, 60, 70, 100] * 4)

    assert dry_run(one_item(Rated(F(100))), people[::-1]) == dry_run(
        one_item(Rated(F(100))), people
    )
