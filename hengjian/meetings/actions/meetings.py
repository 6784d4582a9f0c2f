"""Acts on meetings: called, items put on their agenda and taken off, cancelled, closed."""

from dataclasses import dataclass
from datetime import date, time

from hengjian.audit import actions as journal
from hengjian.audit.actions import Personal
from hengjian.audit.actors import Actor
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.actions import invitations
from hengjian.meetings.answering import Answered, answer
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import (
    AgendaItem,
    Body,
    ItemState,
    Meeting,
    MeetingState,
    VoteState,
)
from hengjian.organisation.models import Person


FOR_AGENDA = (ItemState.ACCEPTED, ItemState.UNDECIDED)


@dataclass(frozen=True)
class When:
    """Day, hour and place of a meeting, and until when its papers go out."""

    held_on: date
    papers_due_on: date
    begins_at: time | None = None
    place: str = ""


@journal.action
def call(*, body: Body, when: When, chair: Person, by: Actor) -> Meeting:
    """Call a meeting; its number is the body's next of the year. Raises ``MeetingFault``."""
    Body.objects.select_for_update().get(pk=body.pk)  # one number at a time
    if when.papers_due_on > when.held_on:
        raise MeetingFault(
            Text(
                "材料发送截止日不能晚于会议日期",
                "the papers go out before the meeting",
            ),
            status=422,
        )
    last = body.meetings.filter(year=when.held_on.year).order_by("-number").first()
    meeting = Meeting(
        body=body,
        year=when.held_on.year,
        number=last.number + 1 if last else 1,
        held_on=when.held_on,
        begins_at=when.begins_at,
        place=when.place.strip()[:100],
        papers_due_on=when.papers_due_on,
        chair=chair,
        called_by=by.journal_name,
        called_at=clock.now(),
    )
    meeting.save()
    journal.enter(
        "meetings.meeting_called",
        subject=meeting,
        new={
            "body": body.pk,
            "number": f"{meeting.year}-{meeting.number}",
            "held_on": when.held_on,
            "chair": chair.number,
        },
    )
    invitations.invite_members(meeting=meeting, by=by)
    _tell(meeting, "meetings.meeting_called", by)
    return meeting


@journal.action
def send_papers(*, meeting: Meeting, by: Actor) -> Meeting:
    """Send the papers of the agenda out: who is invited is told where they lie.

    Raises ``MeetingFault`` without an item on the agenda.
    """
    meeting = _called(meeting)
    if not meeting.items.exists():
        raise MeetingFault(Text("议程上还没有议题", "there is no item on the agenda"))
    meeting.papers_sent_by, meeting.papers_sent_at = by.journal_name, clock.now()
    meeting.save()
    journal.enter(
        "meetings.papers_sent",
        subject=meeting,
        new={"items": meeting.items.count()},
    )
    _tell(meeting, "meetings.papers_sent", by)
    return meeting


@journal.action
def schedule(*, meeting: Meeting, item: AgendaItem, by: Actor) -> AgendaItem:
    """Put an item on the agenda, last. Raises ``MeetingFault``."""
    meeting = _called(meeting)
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if item.state not in FOR_AGENDA or item.body_id != meeting.body_id:
        raise MeetingFault(
            Text(
                "只有本会议审查通过、尚未议决的议题可以列入议程",
                "only items of this body that passed review and are not decided",
            )
        )
    last = meeting.items.order_by("-position").first()
    item.meeting, item.state = meeting, ItemState.SCHEDULED
    item.position = last.position + 1 if last else 1
    item.save()
    journal.enter(
        "meetings.item_scheduled",
        subject=item,
        new={"meeting": meeting.pk, "position": item.position},
    )
    return item


@journal.action
def unschedule(*, item: AgendaItem, reason: str, by: Actor) -> AgendaItem:
    """Take an item off the agenda; it waits for another meeting. Raises ``MeetingFault``."""
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    standing = item.votes.filter(meeting=item.meeting_id)
    is_voted_on = standing.exclude(state=VoteState.CORRECTED).exists()
    if item.state != ItemState.SCHEDULED or is_voted_on:
        raise MeetingFault(
            Text("已经表决的议题不能移出议程", "an item that was voted on stays")
        )
    refuse_marked_words(reason)
    if not reason.strip():
        raise MeetingFault(Text("请写明理由", "say the reason"), status=422)
    old = item.meeting_id
    item.meeting, item.state, item.position = None, ItemState.ACCEPTED, 0
    item.save()
    journal.enter(
        "meetings.item_unscheduled",
        subject=item,
        old={"meeting": old},
        detail={"reason": Personal(reason.strip())},
    )
    return item


@journal.action
def cancel(*, meeting: Meeting, reason: str, by: Actor) -> Meeting:
    """Cancel a meeting at which nothing was voted on; its items wait again."""
    meeting = _called(meeting)
    refuse_marked_words(reason)
    if not reason.strip():
        raise MeetingFault(Text("请写明理由", "say the reason"), status=422)
    if meeting.votes.exists():
        raise MeetingFault(
            Text("已经表决过的会议不能取消", "a meeting that voted is not cancelled")
        )
    freed = meeting.items.update(meeting=None, position=0, state=ItemState.ACCEPTED)
    _end(meeting, MeetingState.CANCELLED, by, reason.strip()[:500])
    journal.enter(
        "meetings.meeting_cancelled",
        subject=meeting,
        new={"items_freed": freed},
        detail={"reason": Personal(reason.strip())},
    )
    _tell(meeting, "meetings.meeting_cancelled", by)
    return meeting


@journal.action
def close(*, meeting: Meeting, by: Actor) -> Meeting:
    """Close a meeting that was held; items not voted on wait for another.

    Raises ``MeetingFault`` while a vote is being taken, or before its day.
    """
    meeting = _called(meeting)
    if meeting.held_on > clock.today():
        raise MeetingFault(
            Text("会议日期还没有到", "the day of the meeting has not come")
        )
    if meeting.votes.filter(state=VoteState.TAKING).exists():
        raise MeetingFault(Text("还有表决没有计票", "a vote is still being taken"))
    left = meeting.items.filter(state=ItemState.SCHEDULED)
    freed = left.update(meeting=None, position=0, state=ItemState.ACCEPTED)
    _end(meeting, MeetingState.HELD, by)
    journal.enter("meetings.meeting_closed", subject=meeting, new={"items_left": freed})
    for item in meeting.items.filter(state=ItemState.DECIDED, matter__isnull=False):
        _tell_rejection(item, by)
    return meeting


def _tell_rejection(item: AgendaItem, by: Actor) -> None:
    """Until the meeting is closed a vote may be corrected; then a refusal stands."""
    vote = item.votes.filter(state=VoteState.CLOSED).last()
    if vote is None or vote.is_adopted:
        return
    told = Answered("decided", "not_adopted", vote.proposal, vote.meeting.held_on)
    answer(item, told, by=by)


def _tell(meeting: Meeting, event: str, by: Actor) -> None:
    at = clock.now()
    jobs.tell(
        event=event,
        event_id=f"{meeting.pk}:{at:%Y%m%d%H%M%S%f}",
        payload={"meeting": meeting.pk},
        by=by,
    )


def _end(meeting: Meeting, state: MeetingState, by: Actor, reason: str = "") -> None:
    meeting.state = state
    meeting.closed_by, meeting.closed_at = by.journal_name, clock.now()
    meeting.closing_reason = reason
    meeting.save()


def _called(meeting: Meeting) -> Meeting:
    found: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if found.state != MeetingState.CALLED:
        raise MeetingFault(
            Text("会议已经结束或取消", "the meeting is over or was cancelled")
        )
    return found
