"""Acts on minutes: entered once their file lies on disk, objected to, confirmed."""

from hengjian.audit import actions as journal
from hengjian.audit.actions import Personal
from hengjian.audit.actors import Actor
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.faults import MeetingFault, NotYourDuty
from hengjian.meetings.models import Meeting, MeetingState, Minutes, MinutesObjection
from hengjian.meetings.queries.duties import was_there
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
def object_to(
    *, minutes: Minutes, person: Person | None, words: str, by: Actor
) -> MinutesObjection:
    """Hold something against the newest minutes, as somebody who was there.

    Said again it takes the place of what was said before. Who held the meeting is told.
    Raises ``NotYourDuty``, ``MeetingFault`` once they are confirmed or made anew.
    """
    meeting = Meeting.objects.select_for_update().get(pk=minutes.meeting_id)
    minutes = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if person is None or not was_there(meeting, person):
        raise NotYourDuty(
            Text(
                "参加会议的人才能对纪要提出异议。",
                "Who was at the meeting may object to its minutes.",
            )
        )
    _require_newest(meeting, minutes)
    refuse_marked_words(words)
    if not words.strip():
        raise MeetingFault(Text("请写明异议", "say what is wrong"), status=422)
    objection = MinutesObjection.objects.filter(
        minutes=minutes, person=person
    ).first() or MinutesObjection(minutes=minutes, person=person)
    objection.words = words.strip()[:500]
    objection.by, objection.at = by.journal_name, clock.now()
    objection.save()
    journal.enter(
        "meetings.minutes_objected",
        subject=minutes,
        new={"meeting": meeting.pk, "number": minutes.number, "person": person.number},
        detail={"words": Personal(objection.words)},
    )
    jobs.tell(
        event="meetings.minutes_objected",
        event_id=f"{minutes.pk}:{person.pk}:{clock.now().isoformat()}",
        payload={"minutes": minutes.pk},
        by=by,
    )
    return objection


@journal.action
def confirm(
    *, minutes: Minutes, person: Person | None, answer: str = "", by: Actor
) -> Minutes:
    """Confirm the newest minutes; only who held the meeting does.

    What was held against them is answered in words. Raises ``MeetingFault``.
    """
    meeting = Meeting.objects.select_for_update().get(pk=minutes.meeting_id)
    minutes = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if person is None or person.pk != meeting.chair_id:
        raise NotYourDuty(
            Text("会议纪要由主持人确认。", "Who held the meeting confirms its minutes.")
        )
    _require_newest(meeting, minutes)
    objected = _answered(minutes, answer)
    minutes.confirmed_by, minutes.confirmed_at = by.journal_name, clock.now()
    minutes.save()
    journal.enter(
        "meetings.minutes_confirmed",
        subject=minutes,
        new={
            "meeting": meeting.pk,
            "number": minutes.number,
            **({"objections": objected} if objected else {}),
        },
    )
    return minutes


def _answered(minutes: Minutes, answer: str) -> int:
    """Answer every objection; how many. Raises ``MeetingFault`` without an answer."""
    objections = list(MinutesObjection.objects.filter(minutes=minutes))
    refuse_marked_words(answer)
    if objections and not answer.strip():
        raise MeetingFault(
            Text(
                "纪要有异议：请重新生成，或写明处理意见后确认",
                "there are objections: make the minutes anew, or say how they are"
                " answered",
            ),
            status=422,
        )
    for each in objections:
        each.answer, each.answered_at = answer.strip()[:500], clock.now()
        each.save(update_fields=["answer", "answered_at"])
    return len(objections)


def _require_newest(meeting: Meeting, minutes: Minutes) -> None:
    if minutes != meeting.minutes.first() or minutes.confirmed_at is not None:
        raise MeetingFault(
            Text(
                "已经确认，或另有新稿，请刷新后再看",
                "confirmed already, or there are newer ones: reload and look again",
            )
        )
