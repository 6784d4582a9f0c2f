"""Items before the meeting: put, checked, reviewed, sent where the rule says."""

from datetime import date

import pytest

from hengjian.meetings import catalogue
from hengjian.meetings.actions import items, meetings
from hengjian.meetings.actions.items import Wording
from hengjian.meetings.actions.meetings import When
from hengjian.meetings.faults import CaseRefused, MeetingFault
from hengjian.meetings.models import (
    AgendaItem,
    Body,
    ItemState,
    MeetingState,
    ReviewResult,
)
from tests.cast import Cast
from tests.factories import meetings as make


BY = make.BY


def review(item: AgendaItem, result: ReviewResult, **more: object) -> AgendaItem:
    return items.review(
        item=item,
        result=result,
        bodies=catalogue.bodies(),
        by=BY,
        **{"opinion": "按规则办理", **more},  # type: ignore[arg-type]
    )


def test_an_item_passes_both_reviews_and_waits_for_a_meeting(committee: Body) -> None:
    item = make.item(committee)

    item = review(item, ReviewResult.AGREED)
    assert (item.state, item.review_step) == (ItemState.IN_REVIEW, 1)
    item = review(item, ReviewResult.AGREED)

    assert item.state == ItemState.ACCEPTED
    assert item.reviews.count() == 2


def test_a_case_is_never_put_to_the_party_leadership_group(
    cast: Cast, today: date
) -> None:
    group = make.body(cast.jiangcheng, "party_leadership_group")

    with pytest.raises(CaseRefused, match="组织法"):
        make.item(group, is_case=True)

    assert not AgendaItem.objects.exists()


def test_an_incomplete_item_cannot_be_agreed_to(committee: Body) -> None:
    item = make.item(committee, papers=make.PAPERS[:1])

    with pytest.raises(MeetingFault, match="受理检查"):
        review(item, ReviewResult.AGREED)
    item = review(item, ReviewResult.RETURNED)
    item = items.add_paper(
        item=item, paper=make.PAPERS[1], bodies=catalogue.bodies(), by=BY
    )
    item = items.put_again(
        item=item,
        wording=Wording(item.title, item.summary, item.scope),
        bodies=catalogue.bodies(),
        by=BY,
    )

    assert item.found == []
    assert review(item, ReviewResult.AGREED).review_step == 1


def test_an_item_of_anothers_scope_is_sent_there_with_its_papers(
    cast: Cast, committee: Body
) -> None:
    group = make.body(cast.jiangcheng, "party_leadership_group")
    item = make.item(committee, scope="group_personnel")
    assert item.found[0]["send_to"] == group.plan

    sent = review(item, ReviewResult.SENT_ELSEWHERE, send_to=group)

    item.refresh_from_db()
    assert item.state == ItemState.SENT_ELSEWHERE
    assert (sent.body, sent.sent_from, sent.found) == (group, item, [])
    assert sent.papers.count() == item.papers.count()


def test_a_case_is_not_sent_to_the_party_leadership_group_either(
    cast: Cast, committee: Body
) -> None:
    group = make.body(cast.jiangcheng, "party_leadership_group")
    item = make.item(committee, scope="committee_cases", is_case=True)

    with pytest.raises(CaseRefused):
        review(item, ReviewResult.SENT_ELSEWHERE, send_to=group)

    item.refresh_from_db()
    assert item.state == ItemState.IN_REVIEW


def test_an_item_is_not_sent_to_another_procuratorate(
    cast: Cast, committee: Body
) -> None:
    elsewhere = make.body(cast.donghu, "office_meeting")

    with pytest.raises(MeetingFault, match="本院的另一个会议"):
        review(make.item(committee), ReviewResult.SENT_ELSEWHERE, send_to=elsewhere)


@pytest.mark.parametrize("result", [ReviewResult.RETURNED, ReviewResult.SENT_ELSEWHERE])
def test_to_return_or_send_on_needs_an_opinion(
    committee: Body, result: ReviewResult
) -> None:
    with pytest.raises(MeetingFault, match="意见"):
        review(make.item(committee), result, opinion=" ")


def test_a_procurator_may_put_an_item_to_the_committee_and_is_advised_elsewhere(
    cast: Cast, committee: Body
) -> None:
    office = make.body(cast.jiangcheng, "office_meeting")
    chen = cast.person(cast.chen)

    assert make.item(committee, person=chen).found == []
    found = make.item(office, person=chen).found
    assert [each["kind"] for each in found] == ["not_entitled"]


def test_meetings_are_numbered_by_body_and_year(committee: Body) -> None:
    days = [date(2026, 3, 1), date(2026, 4, 1), date(2027, 1, 5)]

    made = [make.meeting(committee, day) for day in days]

    assert [(each.year, each.number) for each in made] == [
        (2026, 1),
        (2026, 2),
        (2027, 1),
    ]


def test_papers_go_out_before_the_meeting(cast: Cast, committee: Body) -> None:
    late = When(date(2026, 11, 1), date(2026, 11, 2))

    with pytest.raises(MeetingFault, match="材料"):
        meetings.call(body=committee, when=late, chair=cast.person(cast.liu), by=BY)


def test_what_was_not_voted_on_waits_again_when_the_meeting_closes(
    committee: Body,
) -> None:
    item = make.scheduled(committee)
    assert item.meeting is not None

    closed = meetings.close(meeting=item.meeting, by=BY)

    item.refresh_from_db()
    assert (item.state, item.meeting) == (ItemState.ACCEPTED, None)
    assert closed.state == MeetingState.HELD


def test_a_meeting_is_not_closed_while_a_vote_is_being_taken(committee: Body) -> None:
    vote = make.vote(make.scheduled(committee))

    with pytest.raises(MeetingFault, match="没有计票"):
        meetings.close(meeting=vote.meeting, by=BY)
    with pytest.raises(MeetingFault, match="已经表决过"):
        meetings.cancel(meeting=vote.meeting, reason="改期", by=BY)


def test_nothing_is_voted_on_before_the_day(committee: Body) -> None:
    item = make.scheduled(committee, date(2026, 11, 30))
    assert item.meeting is not None

    with pytest.raises(MeetingFault, match="日期还没有到"):
        make.vote(item)
    with pytest.raises(MeetingFault, match="日期还没有到"):
        meetings.close(meeting=item.meeting, by=BY)
