"""Whoever something of the targets waits for is told, and nobody else."""

from datetime import date

import pytest

from hengjian.jobs.models import Job
from hengjian.jobs.worker import Worker
from hengjian.notices.models import Notice
from hengjian.targets.actions import drafting, progress, proposing
from hengjian.targets.actions.progress import Report
from hengjian.targets.models import TargetPlan
from tests.cast import Cast
from tests.factories import access
from tests.factories import targets as make


pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast) -> Cast:
    """Liu leads, Wang leads elsewhere, Zheng is of the appraisal office."""
    make.appraiser(cast)
    far = access.account(username="donghu-chief")
    access.grant(far, "chief", cast.donghu)
    return cast


@pytest.fixture
def plan(office: Cast) -> TargetPlan:
    """Adopted; what was told on the way stands no more."""
    adopted = make.adopted(office)
    Job.objects.all().delete()
    return adopted


def told() -> dict[str, str]:
    """Who was told what, after the jobs have run."""
    Job.objects.exclude(task__startswith="hengjian.targets.telling.").delete()
    Worker().run_until_empty()
    found = Notice.objects.filter(kind="appraisal").select_related("account")
    return {each.account.username: each.sentence_zh for each in found.order_by("pk")}


def test_a_proposal_is_told_to_those_who_decide_in_that_office(
    office: Cast, plan: TargetPlan
) -> None:
    make.amendment(plan, by=office.lin)

    assert told() == {"liu": "1.1 督办（一部）：目标调整待您审批。"}


def test_nobody_is_told_to_decide_on_their_own_proposal(
    office: Cast, plan: TargetPlan
) -> None:
    make.amendment(plan, by=office.liu)

    assert "liu" not in told()


@pytest.mark.parametrize(("approved", "words"), [(True, "已批准"), (False, "未获批准")])
def test_who_proposed_is_told_what_became_of_it(
    office: Cast, plan: TargetPlan, approved: bool, words: str
) -> None:
    proposal = make.amendment(plan, by=office.lin)
    proposing.decide(
        proposal=proposal, approved=approved, words="按原目标", by=office.liu
    )

    assert words in told()["lin"]


def test_the_appraisal_office_is_told_once_all_have_handed_in(office: Cast) -> None:
    plan = make.drafted(office.jiangcheng)
    drafting.hand_in(plan=plan, department=office.first_department, by=office.lin)
    assert told() == {}
    drafting.hand_in(plan=plan, department=office.case_management, by=office.wang)

    assert told() == {"zheng": "2026 年目标：各部门均已报送，待审核。"}


def test_who_assesses_is_told_of_work_reported_as_done(
    office: Cast, plan: TargetPlan
) -> None:
    target = make.target(plan, "2")
    under_way = Report("办了一次", "under_way", evidence=["方案"])
    done = Report("两次都办了", "done", evidence=["记录"])
    for month, report in ((3, under_way), (9, done)):
        progress.report(
            target=target, month=date(2026, month, 1), told=report, by=office.lin
        )

    assert told() == {"zheng": "目标 2 检察开放日：已报告完成，待按标准评价。"}
