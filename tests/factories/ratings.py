"""Rubrics, rounds and ballots for tests."""

from datetime import date
from typing import Any

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.organisation.models import Department, Person
from hengjian.ratings.actions import releasing, rounds, rubrics, year_notes
from hengjian.ratings.actions.rounds import Wanted
from hengjian.ratings.actions.year_notes import Wording
from hengjian.ratings.ballots import Ballot, Mark
from hengjian.ratings.models import Direction, RatingRound, Rubric, YearNote
from tests.cast import Cast
from tests.factories import organisation


BY = System("test")
OPENS, CLOSES = date(2026, 10, 12), date(2026, 10, 18)
WHY = "三次替同事出庭"
CRITERIA = [
    {"criterion": "c1", "label": "协作配合", "low": "推诿", "high": "主动补位"},
    {"criterion": "c2", "label": "作风纪律", "low": "常有反映", "high": "堪为表率"},
]


def rubric(department: Department, **values: Any) -> Rubric:
    wanted = {
        "procuratorate": department.procuratorate,
        "name": "colleagues",
        "title": "同事评议",
        "scale": 5,
        "criteria": CRITERIA,
        **values,
    }
    return rubrics.adopt_rubric(**wanted, by=BY)


def colleagues(department: Department, number: int) -> list[Person]:
    """So many more people in a department."""
    post = organisation.post()
    return [
        organisation.appointment(
            department=department, procuratorate=department.procuratorate, post=post
        ).person
        for _ in range(number)
    ]


def round_of(department: Department, /, **values: Any) -> RatingRound:
    """An anonymous round among the people of a department."""
    wanted = {
        "procuratorate": department.procuratorate,
        "department": department,
        "title": "第三季度同事评议",
        "direction": Direction.COLLEAGUES,
        "is_anonymous": True,
        "from_on": date(2026, 7, 1),
        "until_on": date(2026, 9, 30),
        "opens_on": OPENS,
        "closes_on": CLOSES,
        **values,
    }
    if "rubric" not in wanted:
        wanted["rubric"] = rubric(department)
    return rounds.open_round(wanted=Wanted(**wanted), by=BY)


def ballot(people: list[Person], level: int = 4, why: str = "") -> Ballot:
    """The same mark for everybody, on both criteria."""
    return Ballot(
        {each.pk: {name: Mark(level, why) for name in ("c1", "c2")} for each in people}
    )


def year_note(cast: Cast) -> YearNote:
    """Something Chen wrote down today."""
    return year_notes.write_note(
        person=cast.person(cast.chen),
        wording=Wording(clock.today(), "带新人出庭"),
        by=cast.chen,
    )


def released_round(cast: Cast) -> RatingRound:
    """A named round of today among the first department, which all three handed in."""
    today = clock.today()
    days = dict.fromkeys(("opens_on", "closes_on", "from_on", "until_on"), today)
    made = round_of(cast.first_department, is_anonymous=False, **days)
    for account in (cast.chen, cast.lin, cast.zhou):
        other = cast.chen if account is cast.lin else cast.lin
        marks = ballot([cast.person(other)])
        rounds.give_ratings(
            round_=made, rater=cast.person(account), ballot=marks, by=BY
        )
    return releasing.release_round(round_=made, by=BY)
