"""# From a value to marks

Each item of a scheme has a full mark and one rule. Every paragraph is one rule with a value
and the marks computed by hand.
"""

import pytest

from hengjian.engines.scoring.rules import (
    Bonus,
    Deduction,
    Linear,
    PerOccurrence,
    Rated,
    Steps,
    Veto,
)
from tests.spec.scoring.schemes import GRADES, F, item, scheme, scores, sheet


@pytest.mark.parametrize(
    ("value", "marks"),
    [
        ("81", "14.00"),  # 20 × (81 − 60) ÷ (90 − 60)
        ("60", "0.00"),
        ("59.99", "0.00"),  # never below nothing
        ("90", "20.00"),
        ("97", "20.00"),  # never above the full mark
        ("-3", "0.00"),
    ],
)
def test_linear_goes_from_nothing_at_the_floor_to_all_at_the_target(
    value: str, marks: str
) -> None:
    under = scheme(item("adoption", Linear(F(60), F(90)), 20))

    assert scores(sheet(under, adoption=value)) == {"adoption": marks}


@pytest.mark.parametrize(
    ("value", "marks"), [("10", "0.00"), ("2", "20.00"), ("4", "15.00"), ("0", "20.00")]
)
def test_linear_runs_downward_where_the_floor_exceeds_the_target(
    value: str, marks: str
) -> None:
    # four errors: 20 × (4 − 10) ÷ (2 − 10)
    under = scheme(item("errors", Linear(F(10), F(2)), 20))

    assert scores(sheet(under, errors=value)) == {"errors": marks}


@pytest.mark.parametrize(
    ("value", "marks"),
    [("97", "5.00"), ("90", "5.00"), ("89.9", "1.00"), ("98", "10.00"), ("49", "0.00")],
)
def test_steps_give_the_marks_of_the_highest_threshold_reached(
    value: str, marks: str
) -> None:
    steps = ((F(50), F(1)), (F(90), F(5)), (F(98), F(10)))
    under = scheme(item("on_time", Steps(steps), 10))

    assert scores(sheet(under, on_time=value)) == {"on_time": marks}


def test_occurrences_are_weighed_by_their_case_type() -> None:
    # (20 × 1 + 6 × 1/3) × 1/2
    rule = PerOccurrence(F(1, 2), {"first_instance": F(1), "filing": F(1, 3)})
    under = scheme(item("caseload", rule, 30))

    got = sheet(under, caseload={"first_instance": 20, "filing": 6})

    assert scores(got) == {"caseload": "11.00"}


def test_thirds_stay_exact_until_the_end() -> None:
    # three times 1/3 is one, not 0.99
    rule = PerOccurrence(F(1), {"filing": F(1, 3)})
    under = scheme(item("caseload", rule, 30))

    assert scores(sheet(under, caseload={"filing": 3})) == {"caseload": "1.00"}


def test_occurrences_earn_at_most_the_full_mark() -> None:
    rule = PerOccurrence(F(1, 2), {"first_instance": F(1)})
    under = scheme(item("caseload", rule, 30))

    got = sheet(under, caseload={"first_instance": 61})

    assert scores(got) == {"caseload": "30.00"}


def test_without_coefficients_each_occurrence_counts_one() -> None:
    under = scheme(item("lessons", PerOccurrence(F(2)), 10))

    assert scores(sheet(under, lessons=3)) == {"lessons": "6.00"}


def test_a_rating_is_its_share_of_the_scale() -> None:
    under = scheme(item("view", Rated(F(5)), 10))

    assert scores(sheet(under, view=4)) == {"view": "8.00"}


def test_a_deduction_takes_from_the_full_mark_and_stops_at_nothing() -> None:
    under = scheme(item("discipline", Deduction(F(2)), 30))

    assert scores(sheet(under, discipline=1)) == {"discipline": "28.00"}
    assert scores(sheet(under, discipline=16)) == {"discipline": "0.00"}


def test_a_bonus_comes_on_top_up_to_its_own_full_mark() -> None:
    under = scheme(
        item("view", Rated(F(5)), 100), item("honours", Bonus(F(1)), 5, "bonus")
    )

    assert str(sheet(under, view=5, honours=2).total) == "102.00"
    assert str(sheet(under, view=5, honours=9).total) == "105.00"


def test_a_cap_limits_the_total_but_no_line() -> None:
    under = scheme(
        item("view", Rated(F(5)), 100),
        item("honours", Bonus(F(1)), 5, "bonus"),
        cap_total=F(100),
    )

    got = sheet(under, view=5, honours=2)

    assert str(got.total) == "100.00"
    assert scores(got) == {"view": "100.00", "honours": "2.00"}


def test_a_veto_earns_nothing_costs_nothing_and_bars_the_grades_above() -> None:
    under = scheme(
        item("view", Rated(F(5)), 100),
        item("misconduct", Veto("unqualified"), component=None),
        grades=GRADES,
    )

    barred = sheet(under, view=4, misconduct=1)
    free = sheet(under, view=4, misconduct=0)

    assert (barred.total, barred.grade) == (free.total, "unqualified")
    assert free.grade == "qualified"


def test_a_veto_never_lifts_anybody() -> None:
    under = scheme(
        item("view", Rated(F(5)), 100),
        item("late_report", Veto("qualified"), component=None),
        grades=GRADES,
    )

    assert sheet(under, view=1, late_report=1).grade == "unqualified"
