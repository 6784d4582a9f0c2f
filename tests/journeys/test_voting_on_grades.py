"""The procurator appraisal committee votes on grades; what is carried is decided."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest

from hengjian.access.models import Account
from hengjian.appraisal.actions import ballots
from hengjian.appraisal.actions.grades import COMMITTEE
from hengjian.appraisal.faults import AppraisalFault, NotTheirs
from hengjian.appraisal.models import AppraisalRound, GradeBallot, GradeDecision
from hengjian.appraisal.queries.standing import closed_standing
from hengjian.engines.voting.ballots import Voice
from hengjian.meetings import catalogue
from hengjian.meetings.actions import bodies as acts
from hengjian.meetings.models import Body, Duty
from tests.cast import Cast
from tests.factories import appraisal
from tests.pages.asking import signed_in, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def committee(cast: Cast) -> dict[str, Account]:
    """Five members: the chief's seat, Chen himself, and three others."""
    members = {
        name: appraisal.signed(cast, name, f"委员{name}", "appraisal_committee")
        for name in ("ma", "mb", "mc", "md")
    }
    body = acts.set_up(
        procuratorate=cast.jiangcheng,
        plan=COMMITTEE,
        set_up_on=date(2024, 1, 1),
        bodies=catalogue.bodies(),
        by=appraisal.BY,
    )
    for rank, account in enumerate([*members.values(), cast.chen], start=1):
        acts.add_member(
            body=body,
            person=cast.person(account),
            duty=Duty.CHAIR if rank == 1 else Duty.MEMBER,
            from_on=date(2024, 1, 1),
            seniority=rank,
            by=appraisal.BY,
        )
    return members


@pytest.fixture
def year(cast: Cast, committee: dict[str, Account]) -> AppraisalRound:
    """A closed year in which Chen comes first and a colleague second."""
    office = appraisal.office(cast)
    return office.closed


def _put(year: AppraisalRound, **grades: str) -> GradeBallot:
    sheets = {one.person.number: one for one in year.sheets.select_related("person")}
    wanted = {one.pk: one.grade for one in sheets.values()}
    wanted |= {sheets[number].pk: grade for number, grade in grades.items()}
    return ballots.put(
        round_=year,
        body=Body.objects.get(plan=COMMITTEE),
        grades=wanted,
        reasons=dict.fromkeys(wanted, "复核以后"),
        by=appraisal.BY,
    )


def _said(cast: Cast, ballot: GradeBallot, account: Account, voice: Voice) -> None:
    own = cast.person(account).pk
    sheets = ballot.round.sheets.exclude(person=own).order_by("pk")
    voices = dict.fromkeys(sheets.values_list("pk", flat=True), voice)
    ballots.vote(ballot=ballot, member=cast.person(account), voices=voices, by=account)


def test_grade_is_decided_by_the_majority_of_members_without_who_is_recused(
    cast: Cast, year: AppraisalRound, committee: dict[str, Account]
) -> None:
    ballot = _put(year)
    for name in ("ma", "mb", "mc"):
        _said(cast, ballot, committee[name], Voice.FOR)
    _said(cast, ballot, cast.chen, Voice.FOR)

    made = ballots.count(ballot=ballot, by=committee["ma"])

    chen = year.sheets.get(person=cast.person(cast.chen))
    ballot.refresh_from_db()
    told = ballot.results[str(chen.pk)]
    # four may vote on Chen, himself recused: three of four carry it
    assert (told["for"], told["recused"], told["result"]) == (3, 1, "passed")
    assert {one.sheet_id for one in made} == set(
        year.sheets.values_list("pk", flat=True)
    )
    assert {one.ballot_id for one in made} == {ballot.pk}
    standing = closed_standing(cast.jiangcheng, 2026)[cast.person(cast.chen).pk]
    assert (standing.grade, standing.version) == ("优秀", 1)
    assert len(standing.digest) == 64


def test_grade_that_is_not_carried_stays_undecided_and_may_be_put_again(
    cast: Cast, year: AppraisalRound, committee: dict[str, Account]
) -> None:
    before = GradeDecision.objects.count()
    ballot = _put(year, CHEN="称职")
    for name in ("ma", "mb"):
        _said(cast, ballot, committee[name], Voice.AGAINST)
    _said(cast, ballot, committee["mc"], Voice.FOR)

    made = ballots.count(ballot=ballot, by=committee["ma"])

    assert made == []
    assert GradeDecision.objects.count() == before
    assert _put(year).state == GradeBallot.State.TAKING


def test_nobody_votes_on_the_own_grade_nor_without_a_seat(
    cast: Cast, year: AppraisalRound
) -> None:
    ballot = _put(year)
    chen = cast.person(cast.chen)
    own = year.sheets.get(person=chen).pk

    with pytest.raises(AppraisalFault, match="自己的等次"):
        ballots.vote(ballot=ballot, member=chen, voices={own: Voice.FOR}, by=cast.chen)
    with pytest.raises(NotTheirs):
        ballots.vote(
            ballot=ballot,
            member=cast.person(cast.liu),
            voices={own: Voice.FOR},
            by=cast.liu,
        )


def test_only_the_committee_is_asked_for_procurators_and_quotas_hold(
    cast: Cast, year: AppraisalRound
) -> None:
    other = acts.set_up(
        procuratorate=cast.jiangcheng,
        plan="party_leadership_group",
        set_up_on=date(2024, 1, 1),
        bodies=catalogue.bodies(),
        by=appraisal.BY,
    )
    grades = {one.pk: one.grade for one in year.sheets.order_by("pk")}

    with pytest.raises(AppraisalFault, match="检察官考评委员会"):
        ballots.put(round_=year, body=other, grades=grades, by=appraisal.BY)
    with pytest.raises(AppraisalFault, match="至多 1 人"):
        _put(year, **dict.fromkeys(_numbers(year), "优秀"))


def _numbers(year: AppraisalRound) -> list[Any]:
    return list(year.sheets.values_list("person__number", flat=True))


def test_vote_is_put_said_and_counted_on_its_pages(
    cast: Cast, year: AppraisalRound, committee: dict[str, Account]
) -> None:
    kao = Account.objects.get(username="kao")
    sheets = list(year.sheets.order_by("pk"))
    typed = {f"grade-{one.pk}": one.grade for one in sheets}

    put = signed_in(kao).post(f"/appraisal/rounds/{year.pk}/ballot/", typed)
    ballot = GradeBallot.objects.get()
    address = f"/appraisal/ballots/{ballot.pk}/"
    voices = {f"voice-{one.pk}": "for" for one in sheets}
    for account in committee.values():
        said = signed_in(account).post(f"{address}vote/", voices)
        assert said.status_code == HTTPStatus.FOUND
    not_a_member = signed_in(kao).post(f"{address}vote/", voices)
    page = text_of(committee["ma"], address)
    counted = signed_in(committee["ma"]).post(f"{address}count/")
    after = text_of(committee["ma"], address)
    workbook = signed_in(committee["ma"]).get(f"{address}?export=xlsx")

    assert put.status_code == counted.status_code == HTTPStatus.FOUND
    assert not_a_member.status_code == HTTPStatus.NOT_FOUND
    assert "已表决 4 / 5" in page
    assert "已计票" in after
    assert "待核实" in after  # the law names neither quorum nor majority
    assert workbook.status_code == HTTPStatus.OK
    assert GradeDecision.objects.filter(ballot=ballot).count() == len(sheets)


def test_another_grade_put_on_the_ballots_page_voids_what_was_said_of_that_person(
    cast: Cast, year: AppraisalRound, committee: dict[str, Account]
) -> None:
    kao = Account.objects.get(username="kao")
    ballot = _put(year)
    for account in committee.values():
        _said(cast, ballot, account, Voice.FOR)
    chen = year.sheets.get(person=cast.person(cast.chen))
    others = ballot.voices.exclude(sheet=chen).count()
    address = f"/appraisal/ballots/{ballot.pk}/"
    typed = {"sheet": str(chen.pk), "grade": "称职", "reason": ""}

    assert "另提等次" in text_of(kao, address)
    assert "另提等次" not in text_of(committee["ma"], address)
    unreasoned = signed_in(kao).post(f"{address}another/", typed)
    by_member = signed_in(committee["ma"]).post(f"{address}another/", typed)
    put = signed_in(kao).post(
        f"{address}another/", typed | {"reason": "两件案件被改判"}
    )

    assert unreasoned.status_code == HTTPStatus.CONFLICT
    assert by_member.status_code == HTTPStatus.FORBIDDEN
    assert put.status_code == HTTPStatus.FOUND
    ballot.refresh_from_db()
    assert ballot.put[str(chen.pk)] == ["称职", "两件案件被改判"]
    assert ballot.voices.filter(sheet=chen).count() == 0
    assert ballot.voices.exclude(sheet=chen).count() == others
    assert "两件案件被改判" in text_of(committee["ma"], address)
    with pytest.raises(AppraisalFault, match="就是这一等次"):
        ballots.put_another(
            ballot=ballot, sheet=chen.pk, grade="称职", reason="再提", by=kao
        )


def test_who_was_not_carried_is_put_again_from_the_ballots_page(
    cast: Cast, year: AppraisalRound, committee: dict[str, Account]
) -> None:
    kao = Account.objects.get(username="kao")
    ballot = _put(year)
    _said(cast, ballot, committee["ma"], Voice.AGAINST)
    ballots.count(ballot=ballot, by=committee["ma"])
    chen = year.sheets.get(person=cast.person(cast.chen))
    address = f"/appraisal/ballots/{ballot.pk}/"
    typed = {"sheet": str(chen.pk), "grade": "称职", "reason": "两件案件被改判"}

    put = signed_in(kao).post(f"{address}another/", typed)

    again = GradeBallot.objects.exclude(pk=ballot.pk).get()
    assert put.headers["Location"] == f"/appraisal/ballots/{again.pk}/"
    assert again.put == {str(chen.pk): ["称职", "两件案件被改判"]}
    # the vote goes on there, so that nothing more is put from the counted one
    assert "另提等次" not in text_of(kao, address)
    with pytest.raises(AppraisalFault, match="已经计票"):
        ballots.put_another(
            ballot=ballot, sheet=chen.pk, grade="优秀", reason="再提", by=kao
        )
