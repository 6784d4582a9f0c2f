"""The act of making minutes: the file lies on disk before, the row says which it is."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import Meeting, MeetingState, Minutes


@journal.action
def keep(
    *, meeting: Meeting, stored_as: str, digest: str, template_digest: str, by: Actor
) -> Minutes:
    """Enter minutes of a meeting that was held; earlier ones are kept."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.state != MeetingState.HELD:
        raise MeetingFault(
            Text(
                "会议结束后才能生成纪要", "minutes are made after the meeting is closed"
            )
        )
    last = meeting.minutes.first()
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
    return minutes
