"""A procuratorate whose committee has met: for the pages of meetings."""

from dataclasses import dataclass
from datetime import date

from hengjian.access.models import Account
from hengjian.meetings.actions import half_years
from hengjian.meetings.models import Body, Duty, Meeting, Vote
from hengjian.meetings.queries.half_year import HalfYear
from hengjian.organisation.models import Person
from tests.cast import Cast
from tests.factories import access, organisation
from tests.factories import meetings as make


TODAY = date(2026, 10, 26)


@dataclass(frozen=True)
class MeetingOffice:
    """Sun does the committee's office work; Liu chairs it, Lin reviews, Chen puts items.

    The committee has nine members. ``numbers`` names one object of every kind.
    """

    cast: Cast
    sun: Account
    body: Body
    meeting: Meeting
    vote: Vote
    numbers: dict[str, object]


def colleague(cast: Cast, name: str, username: str, role: str) -> Account:
    """Somebody of Jiangcheng with an account and a role."""
    who: Person = organisation.person(name=name)
    organisation.appointment(
        person=who, procuratorate=cast.jiangcheng, post=cast.procurator_post
    )
    account = access.account(username=username, person=who)
    access.grant(account, role, cast.jiangcheng)
    return account


def assemble(cast: Cast) -> MeetingOffice:
    """Set the committee up, with items in every state that has a page of its own."""
    sun = colleague(cast, "孙会", "sun", "meeting_office")
    body = make.seated(cast.jiangcheng, cast.person(cast.liu))
    make.member(body, cast.person(cast.lin), Duty.PRE_REVIEWER)
    helper = make.member(body, cast.person(sun), Duty.SECRETARY)
    chen = cast.person(cast.chen)
    office = make.seated(cast.jiangcheng, cast.person(cast.liu), 2, "office_meeting")
    own = make.item(body, person=chen, papers=make.PAPERS[:1])
    waiting = make.accepted(body, title="审议专项工作方案")
    scheduled = make.scheduled(body, title="审议办案质量通报")
    assert scheduled.meeting is not None
    decided = make.recorded(make.scheduled(body, title="审议整改方案"), "ffffffaa.")
    task = make.task(decided, chen, date(2026, 11, 30))
    against = make.recorded(make.scheduled(body, title="审议抗诉意见"), "affffffff")
    taking = make.vote(make.scheduled(body, title="审议类案意见"))
    below = make.seated(cast.donghu, cast.person(cast.zhao), 2)
    sent = half_years.send_up(body=below, half=HalfYear(2026, 1), by=make.BY)
    numbers: dict[str, object] = {
        "body": body.pk,
        "office": office.pk,
        "member": helper.pk,
        "person": chen.number,
        "item": own.pk,
        "waiting": waiting.pk,
        "scheduled": scheduled.pk,
        "meeting": scheduled.meeting.pk,
        "vote": taking.pk,
        "counted": decided.pk,
        "against": against.pk,
        "task": task.pk,
        "half_year": sent.pk,
    }
    return MeetingOffice(cast, sun, body, scheduled.meeting, taking, numbers)
