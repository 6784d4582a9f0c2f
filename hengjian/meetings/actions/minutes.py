"""The act of making minutes: the file lies on disk before, the row says which it is."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.faults import MeetingFault, NotYourDuty
from hengjian.meetings.models import Meeting, MeetingState, Minutes
from hengjian.meetings.queries.told_minutes import is_tellable
from hengjian.organisation.models import Person


@journal.action
def keep(
    *, meeting: Meeting, stored_as: str, digest: str, template_digest: str, by: Actor
) -> Minutes:
    """Enter minutes of a meeting that was held; earlier ones are kept.

    Who held it is told that they wait to be confirmed; confirmed ones are not made anew
    unless they tell of a case that was sealed since.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.state != MeetingState.HELD:
        raise MeetingFault(
            Text(
                "会议结束后才能生成纪要", "minutes are made after the meeting is closed"
            )
        )
    last = meeting.minutes.first()
    is_confirmed = last is not None and last.confirmed_at is not None
    if last is not None and is_confirmed and is_tellable(last):
        raise MeetingFault(
            Text(
                "纪要已经确认，不再重做",
                "the minutes are confirmed: none are made anew",
            )
        )
    minutes = Minutes(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        stored_as=stored_as,
        digest=digest,
        template_digest=template_digest,
        made_by=by.journal_name,
        made_at=clock.now(),
    )
    minutes.save()
    journal.enter(
        "meetings.minutes_made",
        subject=minutes,
        new={"meeting": meeting.pk, "number": minutes.number, "digest": digest},
    )
    jobs.tell(
        event="meetings.minutes_made",
        event_id=str(minutes.pk),
        payload={"minutes": minutes.pk},
        by=by,
    )
    return minutes


@journal.action
def confirm(*, minutes: Minutes, person: Person | None, by: Actor) -> Minutes:
    """Confirm the newest minutes; only who held the meeting does. Raises ``MeetingFault``."""
    meeting = Meeting.objects.select_for_update().get(pk=minutes.meeting_id)
    minutes = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if person is None or person.pk != meeting.chair_id:
        raise NotYourDuty(
            Text("会议纪要由主持人确认。", "Who held the meeting confirms its minutes.")
        )
    if minutes != meeting.minutes.first() or minutes.confirmed_at is not None:
        raise MeetingFault(
            Text(
                "已经确认，或另有新稿，请刷新后再看",
                "confirmed already, or there are newer ones: reload and look again",
            )
        )
    minutes.confirmed_by, minutes.confirmed_at = by.journal_name, clock.now()
    minutes.save()
    journal.enter(
        "meetings.minutes_confirmed",
        subject=minutes,
        new={"meeting": meeting.pk, "number": minutes.number},
    )
    return minutes
