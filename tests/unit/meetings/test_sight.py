"""Who sees what of meetings: members their body's, the office its own, others nothing."""

from datetime import date

import pytest

from hengjian.access.models import Account
from hengjian.meetings.actions import bodies
from hengjian.meetings.faults import MeetingFault, NotYourDuty
from hengjian.meetings.models import Body, Duty
from hengjian.meetings.queries import duties, sight
from hengjian.meetings.queries.bodies import overlaps, seats_on
from tests.cast import Cast
from tests.factories import access
from tests.factories import meetings as make
from tests.pages.meeting_office import colleague


@pytest.fixture
def sun(cast: Cast, committee: Body) -> Account:
    """Does the committee's office work."""
    made = colleague(cast, "孙会", "sun", "meeting_office")
    make.member(committee, cast.person(made), Duty.SECRETARY)
    return made


def seen(account: Account) -> set[str]:
    return set(sight.items_seen(account).values_list("title", flat=True))


def test_members_see_their_bodys_items_and_a_colleague_does_not(
    cast: Cast, committee: Body, sun: Account
) -> None:
    make.item(committee, title="公开的")
    make.item(committee, title="限知的", is_restricted=True)

    assert seen(cast.liu) == seen(sun) == {"公开的", "限知的"}
    assert seen(cast.lin) == seen(cast.wang) == seen(cast.zhao) == set()


def test_who_put_an_item_sees_it_and_its_reporter_unless_it_is_restricted(
    cast: Cast, committee: Body
) -> None:
    chen, lin = cast.person(cast.chen), cast.person(cast.lin)
    make.item(committee, title="公开的", person=chen, reporter=lin)
    make.item(committee, title="限知的", person=chen, reporter=lin, is_restricted=True)

    assert seen(cast.chen) == {"公开的", "限知的"}
    assert seen(cast.lin) == {"公开的"}


def test_another_meeting_office_of_the_place_sees_what_is_not_restricted(
    cast: Cast, committee: Body
) -> None:
    other = colleague(cast, "李务", "li", "meeting_office")
    make.item(committee, title="公开的")
    make.item(committee, title="限知的", is_restricted=True)

    assert seen(other) == {"公开的"}
    assert not sight.meetings_seen(other).exists()


def test_administrators_see_nothing(cast: Cast, committee: Body) -> None:
    make.scheduled(committee)

    for account in (
        cast.system_administrator,
        cast.security_administrator,
        cast.audit_administrator,
    ):
        assert seen(account) == set()
        assert not sight.meetings_seen(account).exists()


def test_a_duty_that_has_ended_shows_nothing_any_more(
    cast: Cast, committee: Body
) -> None:
    lin = make.member(committee, cast.person(cast.lin))
    make.item(committee)
    assert seen(cast.lin)

    bodies.end_member(
        member=lin, until_on=date(2026, 10, 25), reason="工作调动", by=make.BY
    )

    assert not seen(cast.lin)


def test_an_owner_sees_the_task_and_not_the_vote(cast: Cast, committee: Body) -> None:
    vote = make.recorded(make.scheduled(committee), "fffffffff")
    task = make.task(vote, cast.person(cast.lin), date(2026, 12, 1))

    assert sight.task_seen(cast.lin, task.pk) == task
    assert sight.vote_seen(cast.lin, vote.pk) is None
    assert sight.task_seen(cast.chen, task.pk) is None


def test_office_work_needs_the_role_and_the_duty(
    cast: Cast, committee: Body, sun: Account
) -> None:
    make.member(committee, cast.person(cast.chen), Duty.SECRETARY)
    unnamed = access.account(username="unnamed")
    access.grant(unnamed, "meeting_office", cast.jiangcheng)

    assert duties.serves(sun, committee)
    for account in (cast.chen, unnamed, cast.liu):
        with pytest.raises(NotYourDuty):
            duties.require_service(account, committee)


def test_the_first_review_is_the_offices_the_second_the_chairs(
    cast: Cast, committee: Body
) -> None:
    make.member(committee, cast.person(cast.lin), Duty.PRE_REVIEWER)
    item = make.item(committee)
    first = (duties.may_review(cast.lin, item), duties.may_review(cast.liu, item))
    item.review_step = 1

    second = (duties.may_review(cast.lin, item), duties.may_review(cast.liu, item))

    assert (first, second) == ((True, False), (False, True))


def test_a_person_has_one_voting_duty_and_a_body_one_chair(
    cast: Cast, committee: Body
) -> None:
    make.member(committee, cast.person(cast.lin))

    with pytest.raises(MeetingFault, match="已在该会议任职"):
        make.member(committee, cast.person(cast.lin), Duty.FULL_TIME_MEMBER)
    with pytest.raises(MeetingFault, match="已有主持人"):
        make.member(committee, cast.person(cast.chen), Duty.CHAIR)


def test_overlap_is_of_the_members_of_the_day(cast: Cast, committee: Body) -> None:
    liu = cast.person(cast.liu)
    group = make.seated(cast.jiangcheng, liu, 2, "party_leadership_group")
    day = date(2026, 10, 26)

    [found] = overlaps(seats_on([committee, group], day))

    assert (found.both, found.larger, str(found.percent)) == (1, 9, "11.1")
    [none] = overlaps(seats_on([committee, group], date(2023, 1, 1)))
    assert none.percent is None
