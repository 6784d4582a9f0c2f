"""工作台 tells what waits beside tasks and cards: meetings, targets, votes, ratings."""

import pytest

from hengjian.access.models import Account
from hengjian.honours.actions import balloting
from hengjian.lib import clock
from hengjian.meetings import making_minutes
from hengjian.meetings.actions import meetings
from hengjian.meetings.actions import minutes as minutes_acts
from hengjian.meetings.models import Vote
from hengjian.workbench.queries.lines import Waiting
from tests.cast import Cast
from tests.factories import honours, ratings, targets
from tests.pages import meeting_office
from tests.pages.asking import signed_in, text_of


def lines(account: Account) -> dict[str, Waiting]:
    found = signed_in(account).get("/").context["waiting"]
    return {each.label.zh: each for each in found}


def listed(account: Account, line: Waiting) -> int:
    return signed_in(account).get(line.address).context["page"].paginator.count


@pytest.fixture
def office(cast: Cast) -> meeting_office.MeetingOffice:
    with clock.moved_to(meeting_office.TODAY):
        return meeting_office.assemble(cast)


def test_an_item_waits_for_who_reviews_it(office: meeting_office.MeetingOffice):
    lin, word = office.cast.lin, "议题待我审查"
    with clock.moved_to(meeting_office.TODAY):
        line = lines(lin)[word]

        assert line.count == listed(lin, line) == 1
        assert word not in lines(office.cast.liu)
        assert word not in lines(office.sun)


def test_invitations_wait_until_they_are_answered(
    office: meeting_office.MeetingOffice,
):
    liu, word = office.cast.liu, "会议通知待我答复"
    with clock.moved_to(meeting_office.TODAY):
        line = lines(liu)[word]
        assert line.count == listed(liu, line) > 1

        signed_in(liu).post(
            f"/meetings/{office.meeting.pk}/invitation/", {"answer": "comes"}
        )

        assert lines(liu)[word].count == listed(liu, line) == line.count - 1


def test_minutes_wait_for_who_held_the_meeting(office: meeting_office.MeetingOffice):
    liu, word = office.cast.liu, "会议纪要待我确认"
    with clock.moved_to(meeting_office.TODAY):
        vote = Vote.objects.get(pk=office.numbers["counted"])
        closed = meetings.close(meeting=vote.meeting, by=office.sun)
        assert word not in lines(liu)

        made = making_minutes.make(closed, by=office.sun)
        line = lines(liu)[word]
        assert line.count == listed(liu, line) == 1
        assert word not in lines(office.cast.lin)

        minutes_acts.confirm(minutes=made, person=closed.chair, by=liu)
        assert word not in lines(liu)
        assert listed(liu, line) == 0


def test_changes_of_targets_wait_for_who_decides(cast: Cast):
    word = "目标调整与新增待我审批"
    plan = targets.adopted(cast)
    targets.amendment(plan, by=cast.lin)

    line = lines(cast.liu)[word]

    shown = signed_in(cast.liu).get(line.address).context
    assert (shown["plan"], shown["waiting"], line.count) == (plan, 1, 1)
    assert word not in lines(cast.chen)


def test_nominees_wait_for_a_members_vote(cast: Cast):
    word = "评先评优提名待我投票"
    made = honours.walked(cast, "voting")
    body = honours.seated(cast)
    balloting.begin(honour_round=made.round, body=body, by=honours.BY)

    line = lines(cast.liu)[word]

    assert line.count == 1
    assert line.address == f"/honours/rounds/{made.round.pk}/"
    assert word not in lines(cast.chen)
    honours.ballots(made.round, body)
    assert word not in lines(cast.liu)


def test_a_round_of_ratings_waits_for_who_is_asked(cast: Cast):
    word = "同事评议等我评"
    with clock.moved_to(ratings.OPENS):
        ratings.round_of(cast.first_department, is_anonymous=False)

        line = lines(cast.chen)[word]

        assert (line.count, line.address) == (1, "/ratings/")
        assert len(signed_in(cast.chen).get("/ratings/").context["due"]) == 1
        assert word not in lines(cast.zhao)


def test_tiles_of_findings_do_not_speak_for_tasks(people: Cast):
    page = text_of(people.chen, "/")

    assert "逾期的问题" in page
    assert ">已逾期<" not in page
