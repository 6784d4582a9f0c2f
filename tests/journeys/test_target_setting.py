"""A year's targets from the departments' drafts to the resolution that adopts them."""

import pytest

from hengjian.audit.actors import System
from hengjian.lib.faults import UserFault
from hengjian.meetings import catalogue
from hengjian.meetings.actions import items, meetings, resolutions
from hengjian.meetings.models import AgendaItem, Body, Duty, ReviewResult
from hengjian.targets.actions import drafting
from hengjian.targets.models import PlanState, TargetPlan
from tests.factories import meetings as make
from tests.factories import targets
from tests.journeys.office import Office
from tests.journeys.walking import Journey


BY = System("meeting office")


@pytest.fixture
def group(office: Office) -> Body:
    """The Party leadership group of five; Sun does its office work."""
    office.joins("zheng", "郑考评", "appraisal_office")
    office.joins("sun", "孙会", "meeting_office")
    office.listens_to += ("hengjian.meetings.",)
    body = make.seated(
        office.cast.jiangcheng, office.person("liu"), 4, "party_leadership_group"
    )
    make.member(body, office.person("sun"), Duty.SECRETARY)
    return body


def begun(office: Office) -> tuple[Journey, TargetPlan]:
    matter = office.registers(
        "zheng", "target_setting", plan_year="2026", subject="年度目标"
    )
    return matter, TargetPlan.objects.get(matter=matter.pk)


def drafts(office: Office, plan: TargetPlan, *, waiting: bool = False) -> None:
    """Two departments draft and hand in; ``waiting``: the second has not yet."""
    rows = [
        {**targets.FOLLOWED_UP, "aim": "不少于120件", "marks": "6"},
        {"number": "1.1", "title": "督办（一部）", "aim": "不少于80件"},
        {
            "number": "1.2",
            "title": "督办（案管）",
            "aim": "不少于40件",
            "department": "案件管理办公室",
        },
    ]
    drafting.write_rows(
        plan=plan, rows=[targets.row(plan, **each) for each in rows], by=BY
    )
    handed = [office.cast.first_department, office.cast.case_management]
    for department in handed[:1] if waiting else handed:
        drafting.hand_in(plan=plan, department=department, by=BY)


def put(office: Office, matter: Journey, body: Body) -> AgendaItem:
    item = make.item(
        body, person=office.person("zheng"), matter=matter.matter, scope="group_plans"
    )
    for _ in catalogue.plan_of(body).reviews:
        item = items.review(
            item=item,
            result=ReviewResult.AGREED,
            opinion="",
            bodies=catalogue.bodies(),
            by=BY,
        )
    return meetings.schedule(meeting=make.meeting(body), item=item, by=BY)


def test_targets_are_drafted_reviewed_and_adopted_by_a_resolution(
    office: Office, group: Body
) -> None:
    matter, plan = begun(office)
    assert matter.waits == {"zheng": ["gather"]}
    drafts(office, plan)

    matter.does("zheng", "gather", gathered_words="两个部门已报送")
    plan.refresh_from_db()
    assert (plan.state, matter.waits) == (PlanState.UNDER_REVIEW, {"zheng": ["review"]})
    matter.does("zheng", "review", review_result="returned", review_words="再核对基数")
    plan.refresh_from_db()
    assert (plan.state, matter.waits) == (PlanState.DRAFT, {"zheng": ["gather"]})

    matter.does("zheng", "gather").does("zheng", "review", review_result="agreed")
    item = put(office, matter, group)
    assert matter.waits == {"sun": ["decision"]}
    vote = make.recorded(item, "fffff")
    resolutions.make(vote=vote, text="同意", tasks=[], by=office.account("sun"))

    plan.refresh_from_db()
    assert plan.state == PlanState.ADOPTED
    assert plan.resolution_number == "党组会2026年第1号"
    assert plan.resolution is not None
    assert plan.resolution.vote_id == vote.pk
    assert matter.waits == {"zheng": ["persons"]}
    matter.does("zheng", "persons")
    assert matter.state == "closed"


def test_nothing_goes_on_while_a_department_has_not_handed_in(
    office: Office, group: Body
) -> None:
    matter, plan = begun(office)
    drafts(office, plan, waiting=True)

    with pytest.raises(UserFault, match="尚未报送：案件管理办公室"):
        matter.does("zheng", "gather")

    assert matter.waits == {"zheng": ["gather"]}


def test_a_second_process_of_the_same_year_does_not_begin(
    office: Office, group: Body
) -> None:
    begun(office)

    with pytest.raises(UserFault, match="另一事项"):
        begun(office)


def test_what_the_group_does_not_adopt_is_drafted_again(
    office: Office, group: Body
) -> None:
    matter, plan = begun(office)
    drafts(office, plan)
    matter.does("zheng", "gather").does("zheng", "review", review_result="agreed")
    vote = make.recorded(put(office, matter, group), "aaaaa")
    meetings.close(meeting=vote.meeting, by=BY)

    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT
    assert matter.waits == {"zheng": ["gather"]}
