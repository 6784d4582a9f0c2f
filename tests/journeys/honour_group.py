"""A branch with its points, and the steps of an honour up to its notice."""

from collections.abc import Mapping

import pytest

from hengjian.honours.actions import balloting, nominating, voting
from hengjian.honours.models import Candidate, HonourRound
from hengjian.meetings.models import Body
from tests.factories import honours as make
from tests.factories import meetings
from tests.journeys.office import Office
from tests.journeys.walking import Journey


@pytest.fixture
def group(office: Office) -> Office:
    """Zheng does the office work; five members of two groups with their points."""
    unit = office.cast.jiangcheng
    office.joins("zheng", "郑政", "appraisal_office")
    branch = make.branch(unit)
    earned = {"chen": "82", "lin": "75", "zhou": "61", "wang": "90"}
    for who, amount in earned.items():
        make.member(branch, office.person(who), "一组" if who != "wang" else "二组")
        make.points(unit, office.person(who), amount)
    make.member(branch, office.person("ou"), "二组")  # nothing in the ledger
    make.points(unit, office.person("wang"), "3", deducts=True)
    office.listens_to += ("hengjian.honours.",)
    return office


def committee(office: Office) -> Body:
    return meetings.seated(
        office.cast.jiangcheng, office.person("liu"), 4, "party_leadership_group"
    )


def opened(
    office: Office, honour: str = "pioneer_post", period: str = "2026-Q3"
) -> Journey:
    return office.registers("zheng", "honour_selection", honour=honour, period=period)


def round_of(matter: Journey) -> HonourRound:
    return HonourRound.objects.select_related("matter").get(matter=matter.pk)


def candidate(matter: Journey, name: str) -> Candidate:
    return Candidate.objects.select_related("round__matter", "pair").get(
        round__matter=matter.pk, name=name
    )


def voted(
    office: Office,
    matter: Journey,
    body: Body,
    noes: Mapping[str, int] | None = None,
) -> None:
    """Everybody of the body votes; ``noes``: the nominee's name → how many against."""
    found = round_of(matter)
    balloting.begin(honour_round=found, body=body, by=office.account("zheng"))
    against = {
        candidate(matter, name).pk: number for name, number in (noes or {}).items()
    }
    make.ballots(found, body, against)


def in_notice(office: Office, *names: str) -> Journey:
    """A round whose nominees have passed the vote of today."""
    matter, body = opened(office), committee(office)
    for name in names:
        nominating.nominate(
            candidate=candidate(matter, name),
            words="带头办案",
            by=office.account("liu"),
        )
    nominating.close_nomination(
        honour_round=round_of(matter), by=office.account("zheng")
    )
    voted(office, matter, body)
    voting.close_vote(honour_round=round_of(matter), by=office.account("zheng"))
    return matter
