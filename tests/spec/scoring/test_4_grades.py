"""# Grades

Grades go from the top. A quota is rounded down, never up. Equal totals at its edge are not
told apart by anything that is not on the sheet: people decide.
"""

from typing import Any

from hengjian.engines.scoring.rules import Rated, Veto
from hengjian.engines.scoring.sheets import ScoreSheet, score
from tests.spec.scoring.schemes import GRADES, F, item, person, scheme


UNDER = scheme(
    item("view", Rated(F(100)), 80),
    item("conduct", Rated(F(100)), 20),
    item("misconduct", Veto("unqualified"), component=None),
    grades=GRADES,
    missing={"conduct": "unknown"},
)


def graded(*views: Any) -> tuple[ScoreSheet, ...]:
    """Sheets of people whose total is the number given; a text is its known part only."""
    people = []
    for number, view in enumerate(views):
        if isinstance(view, str):
            people.append(person(f"p{number}", view=F(view) * 100 / 80))
        else:
            people.append(person(f"p{number}", view=view, conduct=view))
    return score(UNDER, people)


def grades(*views: Any) -> list[str | None]:
    return [sheet.grade for sheet in graded(*views)]


def test_a_fifth_of_nine_people_is_one() -> None:
    # 9 × 1/5 = 1.8, rounded down
    given = grades(98, 97, 96, 95, 94, 93, 92, 91, 90)

    assert given == ["excellent"] + ["qualified"] * 8


def test_a_fifth_of_four_people_is_nobody() -> None:
    assert grades(98, 97, 96, 95) == ["qualified"] * 4


def test_the_quota_is_no_entitlement() -> None:
    assert grades(89, 88, 70, 60, 59) == ["qualified"] * 4 + ["unqualified"]


def test_thresholds_belong_to_the_grade_above() -> None:
    assert grades(90, 60, 50, 40, 30)[:2] == ["excellent", "qualified"]


def test_equal_totals_at_the_edge_are_left_to_people() -> None:
    sheets = graded(95, 95, 80, 70, 60)

    assert [sheet.grade for sheet in sheets[:3]] == [None, None, "qualified"]
    assert sheets[0].tied_with == ("p1",)
    assert sheets[0].verdict.tied_for == "excellent"
    assert sheets[0].verdict.places_left == 1


def test_equal_totals_within_the_quota_are_no_tie() -> None:
    views = [95, 95, *range(80, 72, -1)]

    assert grades(*views)[:3] == ["excellent", "excellent", "qualified"]


def test_a_tie_below_the_first_leaves_the_first_alone() -> None:
    views = [97, 95, 95, *range(80, 73, -1)]

    sheets = graded(*views)

    assert [sheet.grade for sheet in sheets[:4]] == [
        "excellent",
        None,
        None,
        "qualified",
    ]
    assert sheets[1].verdict.places_left == 1


def test_a_tie_without_places_is_no_tie() -> None:
    assert grades(99, 95, 95, 70, 60) == ["excellent"] + ["qualified"] * 4


def test_whom_a_veto_bars_takes_no_place() -> None:
    people = [
        person("Chen", view=99, conduct=99, misconduct=1),
        person("Liu", view=95, conduct=95),
        *(person(f"p{n}", view=70, conduct=70) for n in range(3)),
    ]

    given = [sheet.grade for sheet in score(UNDER, people)]

    assert given[:2] == ["unqualified", "excellent"]


def test_a_place_that_a_provisional_sheet_may_win_stays_open() -> None:
    # 76 known and 20 open: it may come to 96
    sheets = graded(95, "76", 70, 65, 60)

    assert [sheet.grade for sheet in sheets] == [None, None, *["qualified"] * 3]
    assert sheets[0].verdict.waits_for == "excellent"


def test_a_place_that_no_provisional_sheet_can_reach_is_given() -> None:
    # 74 known and 20 open: at most 94
    assert grades(95, "74", 70, 65, 60)[:2] == ["excellent", None]


def test_totals_are_compared_as_shown() -> None:
    # 89.996 is shown as 90.00, so it is 90.00
    assert grades(F("89.996"), 70, 70, 70, 70)[0] == "excellent"


def test_nobody_gets_a_grade_where_the_scheme_has_none() -> None:
    under = scheme(item("view", Rated(F(100)), 100))

    (got,) = score(under, [person("Chen", view=95)])

    assert got.grade is None
