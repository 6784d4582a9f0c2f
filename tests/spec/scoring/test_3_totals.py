"""# Totals and departments

A total is exact, then rounded half up once; its lines are shown so that they add up to it.
"""

from decimal import Decimal

from hengjian.engines.scoring.rules import Bonus, Deduction, PerOccurrence, Rated
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


def test_a_half_is_rounded_up() -> None:
    # 10 × 0.1225 = 1.225
    under = scheme(item("view", Rated(F(1)), 10))

    assert str(sheet(under, view="0.1225").total) == "1.23"


def test_decimals_are_as_many_as_the_scheme_says() -> None:
    under = scheme(item("view", Rated(F(3)), 10), decimals=0)

    assert str(sheet(under, view=2).total) == "7"


def test_lines_add_up_to_the_total_as_shown() -> None:
    # three times 3.333… is 10, not 9.99
    names = ("first", "second", "third")
    under = scheme(*(item(name, Rated(F(3)), 10) for name in names))

    got = sheet(under, first=1, second=1, third=1)

    assert str(got.total) == "10.00"
    assert scores(got) == {"first": "3.34", "second": "3.33", "third": "3.33"}


def test_full_marks_that_were_spread_add_up_as_well() -> None:
    items = [item(name, Rated(F(1)), 10) for name in ("a", "b", "c", "d")]
    under = scheme(*items, missing={"a": "not_applicable"})

    got = sheet(under, b=1, c=1, d=1)

    assert str(got.total) == "40.00"
    assert sum(map(Decimal, fulls(got).values())) == 40


CASELOAD = item("caseload", PerOccurrence(F(1)), 30)


def test_department_maximum_makes_the_departments_best_the_full_mark() -> None:
    # 12 of the department's highest 24: half of 30; another department has its own best
    under = scheme(CASELOAD, normalise="department_maximum")
    people = [
        person("Chen", "criminal", caseload=24),
        person("Liu", "criminal", caseload=12),
        person("Wang", "civil", caseload=6),
    ]

    got = score(under, people)

    assert [str(sheet.total) for sheet in got] == ["30.00", "15.00", "30.00"]
    assert why(got[1].lines[0].line).en.endswith(
        "the department's highest is 24: 12 ÷ 24 × 30 = 15"
    )


def test_where_nobody_in_a_department_scored_all_stay_at_nothing() -> None:
    under = scheme(CASELOAD, normalise="department_maximum")

    got = score(under, [person("Chen", caseload=0), person("Liu", caseload=0)])

    assert [str(sheet.total) for sheet in got] == ["0.00", "0.00"]
    assert "nobody" in why(got[0].lines[0].line).en


def test_a_bonus_is_not_normalised() -> None:
    under = scheme(
        CASELOAD,
        item("honours", Bonus(F(1)), 5, "bonus"),
        normalise="department_maximum",
    )

    got = sheet(under, caseload=30, honours=2)

    assert str(got.total) == "32.00"


def test_a_departments_deductions_count_from_its_best() -> None:
    under = scheme(
        item("discipline", Deduction(F(3)), 30), normalise="department_maximum"
    )

    got = score(under, [person("Chen", discipline=0), person("Liu", discipline=1)])

    assert [str(sheet.total) for sheet in got] == ["30.00", "27.00"]


def test_an_unknown_colleague_keeps_a_normalised_sheet_provisional() -> None:
    under = scheme(
        CASELOAD,
        normalise="department_maximum",
        missing={"caseload": "unknown"},
        grades=GRADES,
    )

    got = score(under, [person("Chen", caseload=15), person("Liu")])

    assert [sheet.status for sheet in got] == ["provisional", "provisional"]
    assert got[0].grade is None


def test_a_full_mark_cannot_be_outdone_by_an_unknown_colleague() -> None:
    under = scheme(
        CASELOAD, normalise="department_maximum", missing={"caseload": "unknown"}
    )

    got = score(under, [person("Chen", caseload=30), person("Liu")])

    assert [sheet.status for sheet in got] == ["final", "provisional"]


def test_the_sentence_of_a_department_that_may_change_says_so() -> None:
    under = scheme(
        CASELOAD, normalise="department_maximum", missing={"caseload": "unknown"}
    )

    got = score(under, [person("Chen", caseload=15), person("Liu")])

    assert "may change" in why(got[0].lines[0].line).en
