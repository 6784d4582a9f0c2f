"""Acts on invitations: members asked when a meeting is called, others beside, answers."""

from collections.abc import Iterable

from hengjian.audit import actions as journal
from hengjian.audit.actions import Personal
from hengjian.audit.actors import Actor
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import Answer, Invitation, Meeting, MeetingState
from hengjian.meetings.queries.duties import members_on
from hengjian.organisation.models import Person


@journal.action
def invite_members(*, meeting: Meeting, by: Actor) -> int:
    """Ask everybody who votes on the meeting's day and is not asked yet; how many."""
    known = set(meeting.invitations.values_list("person_id", flat=True))
    members = members_on(meeting.body, meeting.held_on).exclude(person__in=known)
    people = list({member.person_id: member.person for member in members}.values())
    if not people:
        journal.nothing_changed()
        return 0
    return _invited(meeting, people, is_member=True, by=by)


@journal.action
def invite(*, meeting: Meeting, people: Iterable[Person], by: Actor) -> int:
    """Ask others to sit by (列席); returns how many. Raises ``MeetingFault``."""
    _require_called(meeting)
    known = set(meeting.invitations.values_list("person_id", flat=True))
    fresh = [person for person in people if person.pk not in known]
    if not fresh:
        raise MeetingFault(
            Text("请选择还没有通知的人", "choose somebody who is not asked yet"),
            status=422,
        )
    asked = _invited(meeting, fresh, is_member=False, by=by)
    jobs.tell(
        event="meetings.meeting_called",
        event_id=f"{meeting.pk}:{'-'.join(str(each.pk) for each in fresh)}",
        payload={"meeting": meeting.pk},
        by=by,
    )
    return asked


@journal.action
def answer(
    *, invitation: Invitation, comes: bool, reason: str = "", by: Actor
) -> Invitation:
    """Answer an invitation; who asks for leave says why. May be answered anew.

    Raises ``MeetingFault`` once the meeting is over.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _require_called(invitation.meeting)
    refuse_marked_words(reason)
    if not comes and not reason.strip():
        raise MeetingFault(Text("请写明请假理由", "say why you are away"), status=422)
    old = invitation.answer
    invitation.answer = Answer.COMES if comes else Answer.AWAY
    invitation.reason = "" if comes else reason.strip()[:300]
    invitation.answered_at = clock.now()
    invitation.save()
    journal.enter(
        "meetings.invitation_answered",
        subject=invitation,
        old={"answer": old},
        new={"answer": invitation.answer},
        detail={"reason": Personal(invitation.reason)},
    )
    return invitation


def _invited(
    meeting: Meeting, people: list[Person], *, is_member: bool, by: Actor
) -> int:
    for person in people:
        Invitation(
            meeting=meeting,
            person=person,
            is_member=is_member,
            invited_by=by.journal_name,
            invited_at=clock.now(),
        ).save()
    journal.enter(
        "meetings.people_invited",
        subject=meeting,
        new={"people": [person.number for person in people], "members": is_member},
    )
    return len(people)


def _require_called(meeting: Meeting) -> None:
    if meeting.state != MeetingState.CALLED:
        raise MeetingFault(
            Text("会议已经结束或取消", "the meeting is over or was cancelled")
        )
