"""Whoever is appraised settles nothing of it, with whatever role or stand-in."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest

from hengjian.access.models import Account
from hengjian.appraisal.actions import absences, facts, grades
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.models import AppraisalFact, GradeDecision
from tests.cast import Cast
from tests.factories import access, appraisal
from tests.pages.asking import signed_in, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast) -> appraisal.Office:
    """Chen, whose sheets they are, also does the work of appraisal."""
    made = appraisal.office(cast)
    for role in ("appraisal_office", "appraisal_committee"):
        access.grant(cast.chen, role, cast.jiangcheng)
    return made


def standing_in(cast: Cast) -> Account:
    """Lin, acting for Chen."""
    found = Account.objects.select_related("person").get(pk=cast.lin.pk)
    found.acting_for = Account.objects.get(pk=cast.chen.pk)
    return found


def deduction(office: appraisal.Office, cast: Cast) -> Any:
    """A confirmed deduction of Chen's open month."""
    fact = office.waiting
    return facts.decide(fact=fact, confirmed=True, by=appraisal.OTHER)


def test_confirmed_deduction_is_not_withdrawn_by_whom_it_is_about(
    cast: Cast, office: appraisal.Office
) -> None:
    fact = deduction(office, cast)
    address = f"/appraisal/facts/{fact.pk}/withdraw/"

    refused = signed_in(cast.chen).post(address, {"reason": "记错了"})
    page = text_of(cast.chen, f"/appraisal/rounds/{office.opened.pk}/facts/")

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert "不能撤回关于自己的事实" in refused.content.decode()
    assert address not in page
    assert AppraisalFact.objects.get(pk=fact.pk).state == "confirmed"


def test_stand_in_settles_nothing_about_whom_they_stand_in_for(
    cast: Cast, office: appraisal.Office
) -> None:
    stand_in, chen = standing_in(cast), cast.person(cast.chen)

    with pytest.raises(AppraisalFault, match="不能核对关于自己的"):
        facts.decide(fact=office.waiting, confirmed=True, by=stand_in)
    with pytest.raises(AppraisalFault, match="不能给自己填报"):
        facts.enter(
            round_=office.opened,
            person=chen,
            item="quality",
            value="100",
            evidence="自述",
            by=stand_in,
        )
    with pytest.raises(AppraisalFault, match="不能办理自己的"):
        absences.enter(
            procuratorate=cast.jiangcheng,
            person=chen,
            kind="study",
            from_on=date(2026, 10, 12),
            until_on=date(2026, 10, 13),
            basis="培训通知",
            by=stand_in,
        )


def test_nobody_enters_the_own_grade_alone(
    cast: Cast, office: appraisal.Office
) -> None:
    other = office.closed.sheets.exclude(pk=office.sheet.pk).get()
    standing = GradeDecision.objects.count()
    typed = {
        "body": grades.COMMITTEE,
        "decided_as": "检察官考评委员会会议",
        f"grade-{office.sheet.pk}": "称职",
        f"reason-{office.sheet.pk}": "复核",
    }
    address = f"/appraisal/rounds/{office.closed.pk}/grades/"

    refused = signed_in(cast.chen).post(address, typed)
    of_another = {
        name.replace(str(office.sheet.pk), str(other.pk)): value
        for name, value in typed.items()
    }
    entered = signed_in(cast.chen).post(address, of_another)

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert "不能登记自己的等次" in refused.content.decode()
    assert entered.status_code == HTTPStatus.FOUND
    assert GradeDecision.objects.count() == standing + 1
