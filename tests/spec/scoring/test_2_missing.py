"""# When a value is missing

Missing is not zero. A scheme says for each item what a missing value comes to: zero marks,
not applicable, or unknown.
"""

from hengjian.engines.scoring.rules import Bonus, Deduction, Linear, Rated, Steps, Veto
from hengjian.engines.scoring.sentences import why
from hengjian.engines.scoring.sheets import score
from tests.spec.scoring.schemes import (
    GRADES,
    F,
    fulls,
    item,
    person,
    scheme,
    scores,
    sheet,
)


THREE = (
    item("adoption", Linear(F(60), F(90)), 20),
    item("on_time", Steps(((F(90), F(5)), (F(98), F(10)))), 10),
    item("view", Rated(F(10)), 30),
)


def test_a_missing_value_scores_nothing_unless_the_scheme_says_otherwise() -> None:
    got = sheet(scheme(*THREE), on_time=97, view=5)

    assert scores(got) == {"adoption": "0.00", "on_time": "5.00", "view": "15.00"}
    assert got.status == "final"


def test_zero_means_no_marks_even_where_fewer_is_better() -> None:
    # a value of 0 errors would earn everything; no value earns nothing
    under = scheme(
        item("errors", Linear(F(10), F(0)), 20), item("discipline", Deduction(F(2)), 30)
    )

    assert scores(sheet(under)) == {"errors": "0.00", "discipline": "0.00"}


def test_a_not_applicable_items_marks_go_to_the_others_in_proportion() -> None:
    # 20 marks over 10 and 30: 5 and 15; what was earned grows by 60/40
    under = scheme(*THREE, missing={"adoption": "not_applicable"})

    got = sheet(under, on_time=97, view=5)

    assert fulls(got) == {"adoption": "0.00", "on_time": "15.00", "view": "45.00"}
    assert scores(got) == {"adoption": "0.00", "on_time": "7.50", "view": "22.50"}
    assert str(got.total) == "30.00"
    assert got.status == "final"


def test_marks_stay_within_their_component() -> None:
    under = scheme(
        *THREE,
        item("conduct", Rated(F(5)), 40, "common"),
        missing={"adoption": "not_applicable"},
    )

    got = sheet(under, on_time=97, view=5, conduct=5)

    assert fulls(got)["conduct"] == "40.00"


def test_two_items_that_do_not_apply_leave_all_marks_to_the_third() -> None:
    under = scheme(
        *THREE, missing={"adoption": "not_applicable", "on_time": "not_applicable"}
    )

    got = sheet(under, view=5)

    assert fulls(got)["view"] == "60.00"
    assert scores(got)["view"] == "30.00"


def test_with_nothing_left_to_carry_them_the_marks_stay_open() -> None:
    under = scheme(
        *THREE,
        item("conduct", Rated(F(5)), 40, "common"),
        missing={"conduct": "not_applicable"},
    )

    got = sheet(under, adoption=90, on_time=98, view=10)

    assert scores(got)["conduct"] is None
    assert (got.status, str(got.total)) == ("provisional", "60.00")


def test_an_unknown_value_leaves_the_sheet_provisional_and_ungraded() -> None:
    under = scheme(
        *THREE,
        item("conduct", Rated(F(5)), 40, "common"),
        missing={"conduct": "unknown"},
        grades=GRADES,
    )

    got = sheet(under, adoption=90, on_time=98, view=10)

    assert scores(got)["conduct"] is None
    assert (got.status, got.grade, str(got.total)) == ("provisional", None, "60.00")


def test_an_unknown_item_still_takes_its_part_of_what_does_not_apply() -> None:
    under = scheme(*THREE, missing={"adoption": "not_applicable", "view": "unknown"})

    got = sheet(under, on_time=98)

    assert fulls(got) == {"adoption": "0.00", "on_time": "15.00", "view": "45.00"}
    assert got.status == "provisional"


def test_a_bonus_that_does_not_apply_gives_its_marks_to_nobody() -> None:
    under = scheme(
        *THREE,
        item("honours", Bonus(F(1)), 5, "bonus"),
        missing={"honours": "not_applicable"},
    )

    got = sheet(under, adoption=90, on_time=98, view=10)

    assert (got.status, str(got.total)) == ("final", "60.00")


def test_a_veto_that_is_not_yet_known_holds_the_grade_open() -> None:
    under = scheme(
        item("view", Rated(F(10)), 100),
        item("misconduct", Veto("unqualified"), component=None),
        missing={"misconduct": "unknown"},
        grades=GRADES,
    )

    assert sheet(under, view=7).grade is None


def test_a_veto_down_to_the_last_grade_leaves_nothing_open() -> None:
    under = scheme(
        item("view", Rated(F(10)), 100),
        item("misconduct", Veto("unqualified"), component=None),
        missing={"view": "unknown"},
        grades=GRADES,
    )

    got = sheet(under, misconduct=1)

    assert (got.status, got.grade) == ("provisional", "unqualified")


def test_each_line_says_what_became_of_it() -> None:
    under = scheme(*THREE, missing={"adoption": "not_applicable"})

    (got,) = score(under, [person("Chen", on_time=97)])

    told = [why(line.line).en for line in got.lines]
    assert told == [
        (
            "not applicable; its 20 marks go to the other items of its component "
            "in proportion"
        ),
        (
            "97 reaches the step 90: 5; marks of items that do not apply make 10 into 15: "
            "5 × 1.5 = 7.5"
        ),
        (
            "no value; by the scheme that scores nothing; marks of items that do not apply "
            "make 30 into 45"
        ),
    ]
