"""What holds of every scheme and everybody, whatever the numbers."""

import os
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.scoring.grading import places_of
from hengjian.engines.scoring.largest_remainder import apportion
from hengjian.engines.scoring.model import (
    Grade,
    Missing,
    Normalise,
    Person,
    Scheme,
    ScoredItem,
)
from hengjian.engines.scoring.rules import (
    Bonus,
    Deduction,
    Linear,
    PerOccurrence,
    Rated,
    Steps,
)
from hengjian.engines.scoring.sheets import ScoreSheet, score
from hengjian.engines.statistics.rounding import half_up


EXAMPLES = int(os.environ.get("HENGJIAN_EXAMPLES", "25")) * 2
# a busy machine is no fault
UNHURRIED = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
F = Fraction

UPWARD = (
    ScoredItem("rate", Linear(F(60), F(90)), "work", F(20)),
    ScoredItem("steps", Steps(((F(0), F(1)), (F(50), F(10, 3)))), "work", F(10)),
    ScoredItem("cases", PerOccurrence(F(1, 3)), "work", F(30)),
    ScoredItem("view", Rated(F(100)), "common", F(7)),
    ScoredItem("talks", PerOccurrence(F(1, 7)), "common", F(13)),
    ScoredItem("honours", Bonus(F(1, 6)), "bonus", F(5)),
)
DOWNWARD = (
    ScoredItem("errors", Linear(F(50), F(3)), "common", F(11)),
    ScoredItem("breaches", Deduction(F(2, 3)), "common", F(9)),
)
GRADES = (
    Grade("excellent", F(55), F(1, 5)),
    Grade("good", F(40), F(2, 5)),
    Grade("qualified", F(20)),
    Grade("unqualified", F(0)),
)

values = st.fractions(0, 100, max_denominator=9)


@st.composite
def schemes(draw: st.DrawFn, normalise: bool | None = None) -> Scheme:
    items = UPWARD + DOWNWARD
    if normalise is None:
        normalise = draw(st.booleans())
    return Scheme(
        "random",
        {"work": F(60), "common": F(40)},
        items,
        missing={each.item: draw(st.sampled_from(Missing)) for each in items},
        normalise=Normalise.DEPARTMENT_MAXIMUM if normalise else Normalise.NONE,
        grades=GRADES,
        decimals=draw(st.integers(0, 4)),
    )


@st.composite
def crowds(draw: st.DrawFn, least: int = 1) -> list[Person]:
    number = draw(st.integers(least, 7))
    names = [each.item for each in UPWARD + DOWNWARD]
    return [
        Person(
            f"p{place}",
            draw(st.sampled_from(["d1", "d2"])),
            draw(st.dictionaries(st.sampled_from(names), values, min_size=4)),
        )
        for place in range(number)
    ]


def shown(sheet: ScoreSheet, item: str) -> Decimal | None:
    return next(s.score for s in sheet.lines if s.line.item.item == item)


@UNHURRIED
@given(schemes(), crowds(), st.data())
def test_raising_an_upward_value_never_lowers_a_score(
    scheme: Scheme, people: list[Person], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(people) - 1))
    item = data.draw(st.sampled_from([each.item for each in UPWARD]))
    low, high = sorted([data.draw(values), data.draw(values)])

    def with_value(value: Fraction) -> ScoreSheet:
        changed = list(people)
        old = people[place]
        changed[place] = replace(old, values={**old.values, item: value})
        return score(scheme, changed)[place]

    before, after = with_value(low), with_value(high)

    assert after.total >= before.total
    assert after.exact >= before.exact
    assert (shown(after, item) or 0) >= (shown(before, item) or 0)


@UNHURRIED
@given(schemes(), crowds(), st.data())
def test_raising_a_downward_value_never_raises_a_score(
    scheme: Scheme, people: list[Person], data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from([each.item for each in DOWNWARD]))
    low, high = sorted([data.draw(values), data.draw(values)])

    def with_value(value: Fraction) -> ScoreSheet:
        first = replace(people[0], values={**people[0].values, item: value})
        return score(scheme, [first, *people[1:]])[0]

    assert with_value(high).total <= with_value(low).total


@UNHURRIED
@given(schemes(), crowds(least=2), st.randoms(use_true_random=False))
def test_the_order_of_people_never_matters(
    scheme: Scheme, people: list[Person], random: object
) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def told(crowd: list[Person]) -> dict[str, tuple[object, ...]]:
        return {
            sheet.person: (
                sheet.exact,
                sheet.total,
                sheet.status,
                sheet.grade,
                sheet.verdict.tied_for,
                frozenset(sheet.tied_with),
            )
            for sheet in score(scheme, crowd)
        }

    assert told(shuffled) == told(people)
    assert [sheet.person for sheet in score(scheme, shuffled)] == [
        person.person for person in shuffled
    ]


FULL = {
    "rate": F(90),
    "steps": F(50),
    "cases": F(90),
    "view": F(100),
    "talks": F(91),
    "honours": F(30),
    "errors": F(3),
    "breaches": F(0),
}


@UNHURRIED
@given(schemes(), crowds(), st.sampled_from([e.item for e in UPWARD + DOWNWARD]))
def test_not_applicable_never_gives_more_than_the_full_mark_would(
    scheme: Scheme, people: list[Person], item: str
) -> None:
    scheme = replace(scheme, missing={**scheme.missing, item: Missing.NOT_APPLICABLE})
    # full marks for steps are those of its last step
    scheme = replace(
        scheme,
        items=tuple(
            replace(e, rule=Steps(((F(0), F(1)), (F(50), F(10)))))
            if e.item == "steps"
            else e
            for e in scheme.items
        ),
    )
    values = {name: v for name, v in people[0].values.items() if name != item}
    without = replace(people[0], values=values)
    with_full = replace(people[0], values={**values, item: FULL[item]})

    spread = score(scheme, [without, *people[1:]])[0]
    full = score(scheme, [with_full, *people[1:]])[0]

    assert spread.exact <= full.exact


@UNHURRIED
@given(schemes(), crowds())
def test_lines_sum_to_the_total_exactly(scheme: Scheme, people: list[Person]) -> None:
    for sheet in score(scheme, people):
        assert sum(s.score for s in sheet.lines if s.score is not None) == sheet.total
        exact = sum(s.line.marks for s in sheet.lines if s.line.marks is not None)
        assert exact == sheet.exact
        assert half_up(sheet.exact, scheme.decimals) == sheet.total


@UNHURRIED
@given(schemes(), crowds())
def test_no_line_exceeds_its_full_mark_nor_falls_below_nothing(
    scheme: Scheme, people: list[Person]
) -> None:
    for sheet in score(scheme, people):
        for each in sheet.lines:
            if each.line.marks is not None:
                assert 0 <= each.line.marks <= each.line.full


@UNHURRIED
@given(schemes(), crowds())
def test_spreading_keeps_the_components_full_marks(
    scheme: Scheme, people: list[Person]
) -> None:
    for sheet in score(scheme, people):
        for component, full in scheme.components.items():
            spread = sum(
                each.line.full
                for each in sheet.lines
                if each.line.item.component == component
            )
            assert spread == full


@UNHURRIED
@given(schemes(), crowds())
def test_a_quota_is_never_exceeded_nor_jumped(
    scheme: Scheme, people: list[Person]
) -> None:
    sheets = score(scheme, people)

    best = [sheet for sheet in sheets if sheet.grade == "excellent"]
    rest = [s for s in sheets if s.grade not in {"excellent", None}]
    assert len(best) <= places_of(GRADES[0], len(people))
    assert all(b.total > r.total for b in best for r in rest)


@UNHURRIED
@given(st.lists(st.fractions(0, 50, max_denominator=30)), st.integers(0, 4))
def test_apportioned_parts_sum_to_the_rounded_whole(
    parts: list[Fraction], decimals: int
) -> None:
    got = apportion(parts, decimals)

    assert sum(got) == half_up(sum(parts, F(0)), decimals)
    unit = F(1, 10**decimals)
    assert all(abs(F(g) - p) < unit for g, p in zip(got, parts, strict=True))


@UNHURRIED
@given(st.fractions(-1000, 1000, max_denominator=2000))
def test_figures_say_the_number_exactly(value: Fraction) -> None:
    assert F(in_figures(value)) == value


@pytest.mark.parametrize(
    ("value", "figures"),
    [
        (F(7), "7"),
        (F(3, 4), "0.75"),
        (F(2, 3), "2/3"),
        (F(-1, 20), "-0.05"),
        (F(0), "0"),
    ],
)
def test_figures_are_those_that_people_write(value: Fraction, figures: str) -> None:
    assert in_figures(value) == figures
