"""What no scheme can be made to do: outweigh a veto, reward what does not apply."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.scoring.grading import places_of
from hengjian.engines.scoring.model import Missing, Person, Scheme, ScoredItem
from hengjian.engines.scoring.rules import Veto
from hengjian.engines.scoring.sheets import score
from tests.engines.scoring.test_properties import (
    DOWNWARD,
    FULL,
    GRADES,
    UNHURRIED,
    UPWARD,
    crowds,
    schemes,
)


F = Fraction
WITH_VETO = ScoredItem("misconduct", Veto("qualified"))


@UNHURRIED
@given(schemes(), crowds(), st.fractions(F(1, 2), 9))
def test_a_veto_cannot_be_outweighed_by_any_marks(
    scheme: Scheme, people: list[Person], times: Fraction
) -> None:
    scheme = replace(scheme, items=(*scheme.items, WITH_VETO))
    best = replace(people[0], values={**FULL, "misconduct": times})

    sheet = score(scheme, [best, *people[1:]])[0]

    assert sheet.grade in {"qualified", "unqualified", None}
    assert sheet.verdict.tied_for is None


@UNHURRIED
@given(schemes(normalise=False), crowds(), st.sampled_from(["rate", "view", "errors"]))
def test_not_applicable_keeps_the_share_that_the_others_earned(
    scheme: Scheme, people: list[Person], item: str
) -> None:
    scheme = replace(
        scheme,
        missing={each.item: Missing.ZERO for each in UPWARD + DOWNWARD}
        | {item: Missing.NOT_APPLICABLE},
    )
    values = {name: v for name, v in people[0].values.items() if name != item}
    (sheet,) = score(scheme, [replace(people[0], values=values)])
    (whole,) = score(scheme, [replace(people[0], values={**values, item: FULL[item]})])

    component = next(e.component for e in scheme.items if e.item == item)
    for spread, plain in zip(sheet.lines, whole.lines, strict=True):
        if plain.line.item.component == component and plain.line.item.item != item:
            assert spread.line.marks is not None
            assert plain.line.marks is not None
            assert (
                spread.line.marks / spread.line.full
                == plain.line.marks / plain.line.full
            )


@UNHURRIED
@given(schemes(), crowds(least=2))
def test_every_quota_is_floored_and_who_ties_at_its_edge_is_named(
    scheme: Scheme, people: list[Person]
) -> None:
    twins = [*people, replace(people[0], person="twin")]

    sheets = score(scheme, twins)

    totals = {sheet.person: sheet.total for sheet in sheets}
    for grade in GRADES[:2]:
        given_to = [sheet for sheet in sheets if sheet.grade == grade.grade]
        assert len(given_to) <= places_of(grade, len(twins))
    for sheet in sheets:
        if sheet.verdict.tied_for is not None:
            assert sheet.grade is None
            assert sheet.tied_with
            assert all(totals[name] == sheet.total for name in sheet.tied_with)
    first, twin = sheets[0], sheets[-1]
    assert (first.grade, first.verdict.tied_for) == (twin.grade, twin.verdict.tied_for)
