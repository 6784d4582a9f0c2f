"""An item from the idea to the resolution, and a resolution's task until it is closed."""

from dataclasses import replace
from datetime import date

import pytest

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.matters.actions import allocating, pausing
from hengjian.matters.faults import NotFilled
from hengjian.matters.gates.passing import MustAnswer
from hengjian.matters.models import Matter
from hengjian.meetings import catalogue
from hengjian.meetings.actions import items, meetings, resolutions
from hengjian.meetings.actions.following import Rhythm
from hengjian.meetings.faults import MeetingFault, TaskIncomplete
from hengjian.meetings.models import (
    AgendaItem,
    Body,
    Duty,
    ItemState,
    Resolution,
    ReviewResult,
    TaskState,
    Vote,
)
from tests.factories import meetings as make
from tests.journeys.office import Office
from tests.journeys.walking import Journey


PROPOSED = {
    "subject": "审议三季度分析研判报告",
    "summary": "汇报三季度数据，提请审议整改分工",
    "body": "procuratorial_committee",
    "scope": "committee_guidance",
}
BY = System("meeting office")


@pytest.fixture
def committee(office: Office) -> Body:
    """Liu's committee of five; Sun does its office work."""
    office.joins("sun", "孙会", "meeting_office")
    office.listens_to += ("hengjian.meetings.",)
    body = make.seated(office.cast.jiangcheng, office.person("liu"), others=4)
    make.member(body, office.person("sun"), Duty.SECRETARY)
    return body


def proposed(office: Office, **typed: str) -> Journey:
    return office.registers("chen", "meeting_item", **PROPOSED | typed)


def agreed(office: Office) -> Journey:
    return proposed(office).does("lin", "opinion", opinion="agreed")


def put(office: Office, matter: Journey, body: Body) -> AgendaItem:
    return make.item(body, person=office.person("chen"), matter=matter.matter)


def reviewed(
    item: AgendaItem, result: ReviewResult = ReviewResult.AGREED, words: str = ""
) -> AgendaItem:
    return items.review(
        item=item, result=result, opinion=words, bodies=catalogue.bodies(), by=BY
    )


def voted(item: AgendaItem, voices: str) -> Vote:
    item = meetings.schedule(meeting=make.meeting(item.body), item=item, by=BY)
    return make.recorded(item, voices)


def test_item_goes_from_the_idea_to_the_closed_resolution(
    office: Office, committee: Body
) -> None:
    office.releases("task_follow_up")
    matter = proposed(office)
    assert matter.waits == {"lin": ["opinion"]}
    matter.does("lin", "opinion", opinion="agreed")
    assert matter.waits == {"chen": ["put"]}

    item = put(office, matter, committee)
    assert matter.waits == {"sun": ["review"]}
    assert matter.card["put_before"] == "procuratorial_committee"
    item = reviewed(reviewed(item), words="同意上会")
    assert matter.waits == {"sun": ["decision"]}

    office.on("2026-10-26")
    vote = voted(item, "ffff-")
    assert matter.waits == {"sun": ["decision"]}
    plan = make.plan(office.person("chen"), date(2026, 11, 20))
    resolution = resolutions.make(
        vote=vote, text="同意，由一部落实", tasks=[plan], by=office.account("sun")
    )
    card = matter.card
    assert (card["decision"], card["decided_on"]) == ("adopted", date(2026, 10, 26))
    assert card["resolution"] == "检察委员会2026年第1号"
    assert card["meeting"] == "检察委员会2026年第1次"
    assert card["decision_words"] == "同意，由一部落实"
    assert matter.waits == {"sun": ["follow_up"]}

    _finished(office, resolution)
    assert matter.state == "closed"
    assert matter.card["carried_out"] == "carried_out"
    assert "提请检察委员会：审议上半年办案质量情况" in matter.story


def _finished(office: Office, resolution: Resolution) -> None:
    """The resolution's task is followed up as a matter until its feedback is checked."""
    task = resolution.tasks.get()
    assert task.matter is not None
    followed = Journey(office, task.matter.pk)
    assert followed.card["source_reference"] == "检察委员会2026年第1号"
    assert followed.waits == {"chen": ["accept"]}
    with pytest.raises(MeetingFault, match="督办事项"):
        resolutions.execute(task=task, executed_on=clock.today(), by=BY)

    followed.does("chen", "accept")
    followed.does(
        "chen", "report", progress_state="finished", progress_percent="100",
        progress_words="已落实", finished_on="2026-10-26",
    )  # fmt: skip
    followed.does("sun", "verify", verification="met", verification_words="属实")
    assert followed.state == "closed"

    task.refresh_from_db()
    assert (task.state, task.executed_on) == (TaskState.EXECUTED, date(2026, 10, 26))
    # five days end on a Saturday: the limit moves on to Monday
    assert task.feedback_due_on == date(2026, 11, 2)
    task = resolutions.feed_back(
        task=task, feedback="全部落实", by=office.account("chen")
    )
    resolutions.close_task(task=task, by=office.account("sun"))


def test_returned_item_is_mended_and_put_again(office: Office, committee: Body) -> None:
    matter = agreed(office)
    item = put(office, matter, committee)

    item = reviewed(item, ReviewResult.RETURNED, "请补充数据")
    assert matter.waits == {"chen": ["put"]}
    assert matter.card["review_words"] == "请补充数据"

    wording = items.Wording(item.title, "已补充数据", item.scope)
    items.put_again(item=item, wording=wording, bodies=catalogue.bodies(), by=BY)
    assert matter.waits == {"sun": ["review"]}
    assert "2026-10-20 chen 议题" in " ".join(office.passes_until("2026-10-20"))


def test_item_sent_elsewhere_still_answers_its_matter(
    office: Office, committee: Body
) -> None:
    other = make.seated(
        office.cast.jiangcheng, office.person("liu"), 2, "office_meeting"
    )
    matter = agreed(office)
    item = put(office, matter, committee)
    sent = items.review(
        item=item, result=ReviewResult.SENT_ELSEWHERE, opinion="属院务会范围",
        bodies=catalogue.bodies(), send_to=other, by=BY,
    )  # fmt: skip
    assert sent.matter == matter.matter
    assert matter.waits == {"sun": ["review"]}


def test_refused_item_is_answered_when_the_meeting_is_closed(
    office: Office, committee: Body
) -> None:
    matter = agreed(office)
    vote = voted(reviewed(reviewed(put(office, matter, committee))), "ffaaa")
    assert AgendaItem.objects.get().state == ItemState.DECIDED
    assert matter.waits == {"sun": ["decision"]}

    meetings.close(meeting=vote.meeting, by=BY)

    assert matter.card["decision"] == "not_adopted"
    assert matter.waits == {"chen": ["answer"]}
    matter.does("chen", "answer", noted_words="补充后再提")
    assert matter.state == "closed"


def test_withdrawn_item_ends_the_matter(office: Office, committee: Body) -> None:
    matter = agreed(office)
    item = reviewed(reviewed(put(office, matter, committee)))

    items.withdraw(item=item, reason="情况已变", by=BY)

    assert matter.state == "closed"
    assert matter.card["decision"] == "withdrawn"


def test_one_item_of_a_matter_is_on_its_way_at_a_time(
    office: Office, committee: Body
) -> None:
    matter = agreed(office)
    put(office, matter, committee)

    with pytest.raises(MeetingFault, match="已经提请"):
        put(office, matter, committee)


def test_matter_that_rests_is_left_open_and_its_people_are_told(
    office: Office, committee: Body
) -> None:
    matter = agreed(office)
    item = reviewed(put(office, matter, committee))
    matter.act("liu", pausing.suspend, reason="等待上级答复")

    assert reviewed(item).state == ItemState.ACCEPTED

    assert matter.card.get("review_result") is None
    told = office.morning()
    assert [line.split(" ", 1)[1] for line in told] == [
        "sun 会议已有结果，请办理：2026-0001 受理检查和会前审查"
    ]


def test_where_no_body_is_set_up_the_office_fills_the_steps(office: Office) -> None:
    office.joins("sun", "孙会", "meeting_office")
    matter = agreed(office)
    matter.does("chen", "put", put_before="procuratorial_committee")
    matter.does("sun", "review", review_result="accepted")
    matter.does(
        "sun", "decision", decision="adopted", decided_on="2026-10-19",
        resolution="第1号",
    )  # fmt: skip
    matter.does(
        "sun", "follow_up", carried_out="nothing_to_do", carried_out_on="2026-10-19"
    )
    assert matter.state == "closed"


def test_a_case_never_goes_to_the_party_leadership_group(office: Office) -> None:
    case = {"is_case": "是", "case_number": "江检刑诉〔2026〕1号"}
    with pytest.raises(NotFilled, match="人民检察院组织法"):
        proposed(office, body="party_leadership_group", scope="group_other", **case)
    with pytest.raises(NotFilled, match="范围"):
        proposed(office, scope="office_reports")


def test_head_sends_a_proposal_back_and_may_refuse_it(office: Office) -> None:
    matter = proposed(office)
    assert "意见" in matter.refuses("lin", "opinion", opinion="mend")
    matter.does("lin", "opinion", opinion="mend", opinion_words="写明分工")
    matter.does("chen", "mend", **PROPOSED, mending_words="已写明")
    matter.does("lin", "opinion", opinion="refused", opinion_words="由分管领导决定")
    assert matter.state == "closed"


def test_who_proposes_does_not_review_the_own_item(office: Office) -> None:
    matter = office.registers("lin", "meeting_item", **PROPOSED)

    told = matter.refuses("lin", "opinion", opinion="agreed")

    assert "提请人不审核自己的议题" in told
    matter.act("lin", allocating.allocate, task="opinion", person=office.person("liu"))
    matter.does("liu", "opinion", opinion="agreed")
    assert matter.waits == {"lin": ["put"]}


def test_same_item_to_another_body_says_why_again(office: Office) -> None:
    proposed(office)
    other = {"body": "office_meeting", "scope": "office_reports"}

    with pytest.raises(MustAnswer, match="也可能提请了另一会议"):
        proposed(office, **other)

    again = office.registers(
        "chen", "meeting_item", **PROPOSED | other,
        answers={"same_item": "检委会议定后在院务会通报"},
    )  # fmt: skip
    assert again.waits == {"lin": ["opinion"]}


def test_late_opinion_is_pressed(office: Office) -> None:
    proposed(office)

    told = office.passes_until("2026-10-24")

    assert told == [
        "2026-10-20 lin 还有 1 天：2026-0001 部门审核",
        "2026-10-21 lin 今天到期：2026-0001 部门审核",
        "2026-10-22 lin 已逾期 1 天：2026-0001 部门审核",
        "2026-10-24 lin 已逾期 3 天，请督促：2026-0001 部门审核",
    ]


def test_task_that_lacks_something_opens_no_matter(
    office: Office, committee: Body
) -> None:
    office.releases("task_follow_up")
    vote = voted(reviewed(reviewed(make.item(committee))), "fffff")
    whole = make.plan(office.person("chen"), date(2026, 11, 20))

    for plan, words in (
        (replace(whole, measures=" "), "措施"),
        (replace(whole, leader=office.person("chen")), "分管领导"),
        (replace(whole, owner=office.person("liu")), "分管领导"),
    ):
        with pytest.raises(TaskIncomplete, match=words):
            resolutions.make(vote=vote, text="同意", tasks=[plan], by=BY)
    assert not Matter.objects.exists()
    assert not Resolution.objects.exists()


def test_emergency_of_a_resolution_runs_by_the_day(
    office: Office, committee: Body
) -> None:
    office.releases("task_follow_up")
    vote = voted(reviewed(reviewed(make.item(committee))), "fffff")
    plan = replace(
        make.plan(office.person("chen"), date(2026, 10, 30)),
        rhythm=Rhythm(is_emergency=True),
    )
    made = resolutions.make(
        vote=vote, text="同意", tasks=[plan], by=office.account("sun")
    )
    task = made.tasks.get()
    assert task.matter is not None
    followed = Journey(office, task.matter.pk)

    assert followed.due == {"accept_at_once": date(2026, 10, 19)}
    followed.does("chen", "accept_at_once")
    assert followed.due == {"report": date(2026, 10, 20)}
    followed.does(
        "chen", "report", progress_state="on_course", progress_percent="30",
        progress_words="正在处置",
    )  # fmt: skip
    assert followed.waits == {"liu": ["review_at_once"]}
    assert followed.due == {"review_at_once": date(2026, 10, 19)}
