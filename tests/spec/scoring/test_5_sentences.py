"""# The sentence of a line

Every line tells in both languages how its marks came about, with the arithmetic.
"""

from typing import Any

import pytest

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
from hengjian.engines.scoring.sentences import why
from hengjian.engines.scoring.sheets import score
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from tests.spec.scoring.schemes import GRADES, F, item, person, scheme, sheet


def told(rule: Rule, full: int, *, missing: str = "zero", **values: Any) -> Text:
    component: str | None = "bonus" if isinstance(rule, Bonus) else "work"
    if isinstance(rule, Veto):
        component = None
    under = scheme(
        item("thing", rule, full, component), missing={"thing": missing}, grades=GRADES
    )
    return why(sheet(under, **values).lines[0].line)


CASES = PerOccurrence(F(1, 2), {"trial": F(1), "filing": F(1, 3)})


@pytest.mark.parametrize(
    ("rule", "full", "value", "sentence"),
    [
        (
            Linear(F(60), F(90)),
            20,
            81,
            "81 is 0.7 of the way from 60 to 90: 20 × 0.7 = 14",
        ),
        (Linear(F(60), F(90)), 20, 95, "95 reaches the target 90: all 20 marks"),
        (Linear(F(60), F(90)), 20, 60, "60 is not beyond the floor 60: 0"),
        (Steps(((F(90), F(5)),)), 10, 97, "97 reaches the step 90: 5"),
        (Steps(((F(90), F(5)),)), 10, 80, "80 is below the lowest step 90: 0"),
        (
            CASES,
            30,
            {"trial": 20, "filing": 6},
            "weighed count trial 20 × 1 + filing 6 × 1/3 = 22; 22 × 0.5 = 11",
        ),
        (
            CASES,
            30,
            {"trial": 62},
            "weighed count trial 62 × 1 = 62; 62 × 0.5 = 31, capped at the full mark 30",
        ),
        (CASES, 30, {}, "weighed count 0 = 0; 0 × 0.5 = 0"),
        (PerOccurrence(F(2)), 30, 3, "weighed count 3; 3 × 2 = 6"),
        (Rated(F(5)), 10, 4, "rated 4 of 5: 10 × 4/5 = 8"),
        (Bonus(F(1)), 5, 2, "bonus 2 × 1 = 2"),
        (Bonus(F(1)), 5, 7, "bonus 7 × 1 = 7, capped at 5"),
        (Deduction(F(2)), 30, 1, "deducted 1 × 2 = 2: 28 of 30 left"),
        (Deduction(F(2)), 30, 16, "deducted 16 × 2 = 32: 0 of 30 left, never below 0"),
        (Veto("unqualified"), 0, 0, "did not occur"),
        (
            Veto("unqualified"),
            0,
            1,
            "occurrences: 1, a veto: no grade above unqualified",
        ),
    ],
)
def test_a_rule_tells_its_arithmetic(
    rule: Rule, full: int, value: Any, sentence: str
) -> None:
    assert told(rule, full, thing=value).en == sentence


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("zero", "没有数值，方案规定记零分"),
        ("unknown", "数值尚未知，满分 10 分待定"),
        ("not_applicable", "不适用，但本组没有其他项可以承接满分 10 分，待定"),
    ],
)
def test_a_missing_value_tells_what_it_came_to(missing: str, sentence: str) -> None:
    assert told(Rated(F(5)), 10, missing=missing).zh == sentence


def test_a_bonus_that_does_not_apply_is_just_that() -> None:
    assert told(Bonus(F(1)), 5, missing="not_applicable").en == "not applicable"


def test_what_cannot_be_scored_is_refused_with_its_place() -> None:
    under = scheme(item("view", Rated(F(5)), 10))

    with pytest.raises(UserFault) as fault:
        score(under, [person("Chen", view=6)])

    assert fault.value.where == "people.0.values.view"
