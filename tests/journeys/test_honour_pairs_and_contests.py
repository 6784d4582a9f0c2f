"""The best mentor pair and the contest, from nomination to the certificate."""

from datetime import date
from decimal import Decimal

import pytest

from hengjian.documents.models import Document
from hengjian.honours import certifying
from hengjian.honours.actions import (
    deciding,
    keeping,
    nominating,
    noticing,
    opening,
    voting,
)
from hengjian.honours.criteria import in_words
from hengjian.honours.faults import HonourFault, NotYours
from hengjian.honours.models import Award, HonourBallot, Stage
from tests.factories import honours as make
from tests.journeys.honour_group import (
    candidate,
    committee,
    group,
    opened,
    round_of,
    voted,
)
from tests.journeys.office import Office
from tests.journeys.test_honour_grades import closed_year
from tests.journeys.walking import Journey


__all__ = ["group"]
PAIR = "林静、刘正与陈明"


def marked(office: Office, matter: Journey, who: str, marks: str) -> None:
    keeping.enter_marks(
        honour_round=round_of(matter),
        person=office.person(who),
        marks=Decimal(marks),
        record="评分表第一号",
        by=office.account("zheng"),
    )


def nominated(office: Office, matter: Journey, *names: str, by: str = "wang") -> None:
    for name in names:
        nominating.nominate(
            candidate=candidate(matter, name),
            words="事迹材料",
            by=office.account(by),
        )
    nominating.close_nomination(
        honour_round=round_of(matter), by=office.account("zheng")
    )


def noticed(office: Office, matter: Journey) -> None:
    """The leadership group votes for everybody; the notice passes without objection."""
    voted(office, matter, committee(office))
    voting.close_vote(honour_round=round_of(matter), by=office.account("zheng"))
    office.on("2026-10-27")
    noticing.close_notice(honour_round=round_of(matter), by=office.account("zheng"))


def certified(office: Office) -> list[str]:
    """Every award's certificate is issued; their numbers."""
    awards = Award.objects.select_related("round__matter", "candidate__round")
    for award in awards.order_by("pk"):
        certifying.certify(award, by=office.account("zheng"))
    issued = awards.order_by("pk").values_list("certificate", flat=True)
    return [Document.objects.get(pk=each).number for each in issued]


def test_best_mentor_pair_goes_to_its_certificate_and_its_people_stand_aside(
    group: Office,
) -> None:
    group.joins("qi", "齐检", "leader")
    closed_year(group, 2026, {"chen": "90"})
    make.pair(group.cast)
    matter = opened(group, "best_mentor_pair", "2026")
    for concerned in ("chen", "lin", "liu"):
        with pytest.raises(NotYours, match="不能提名自己"):
            nominated(group, matter, PAIR, by=concerned)

    nominated(group, matter, PAIR)
    noticed(group, matter)

    # Liu sits in the leadership group and is one of the mentors
    stood_aside = HonourBallot.objects.filter(
        candidate__round__matter=matter.pk, is_recused=True
    )
    assert [each.member.person.name for each in stood_aside] == ["刘正"]
    chosen = [candidate(matter, PAIR).pk]
    with pytest.raises(NotYours):
        deciding.decide(
            honour_round=round_of(matter), chosen=chosen, by=group.account("liu")
        )
    deciding.decide(
        honour_round=round_of(matter), chosen=chosen, by=group.account("qi")
    )
    [number] = certified(group)
    assert number.endswith("〔2026〕1号")
    assert (round_of(matter).stage, matter.state) == (Stage.DONE, "closed")
    assert (matter.card["recipient"], matter.card["outcome"]) == (PAIR, "awarded")


def test_months_to_come_do_not_count_as_months_of_a_pair(group: Office) -> None:
    closed_year(group, 2026, {"chen": "90"})
    make.pair(group.cast, date(2026, 6, 1))

    matter = opened(group, "best_mentor_pair", "2026")

    # by the end of the year they would be seven
    [found] = round_of(matter).candidates.all()
    assert in_words(found.findings[0]).zh == "结对满月数 4，要求不低于 6：不符合"
    assert not found.meets_all


def test_contest_goes_to_a_certificate_for_each_winner(group: Office) -> None:
    matter = opened(group, "skill_contest", "2026")
    for who, marks in (("chen", "91.5"), ("lin", "88"), ("zhou", "84.99")):
        marked(group, matter, who, marks)
    opening.compute(honour_round=round_of(matter), by=group.account("zheng"))
    with pytest.raises(HonourFault, match="不符合条件"):
        nominated(group, matter, "周燕")

    nominated(group, matter, "陈明", "林静")
    noticed(group, matter)
    deciding.decide(
        honour_round=round_of(matter),
        chosen=[candidate(matter, name).pk for name in ("陈明", "林静")],
        by=group.account("liu"),
    )

    assert [each[-3:] for each in certified(group)] == ["〕1号", "〕2号"]
    assert (round_of(matter).stage, matter.state) == (Stage.DONE, "closed")
    assert matter.card["recipient"] == "林静、陈明"
    assert matter.card["certificates"] == 2


def test_marks_of_a_contest_stand_once_somebody_is_nominated(group: Office) -> None:
    matter = opened(group, "skill_contest", "2026")
    marked(group, matter, "chen", "91.5")
    opening.compute(honour_round=round_of(matter), by=group.account("zheng"))
    nominating.nominate(
        candidate=candidate(matter, "陈明"), words="夺冠", by=group.account("wang")
    )

    # the candidate would keep its finding, and the page would show another number
    with pytest.raises(HonourFault, match="已经有提名"):
        marked(group, matter, "chen", "70")
    assert round_of(matter).contest_results.count() == 1
