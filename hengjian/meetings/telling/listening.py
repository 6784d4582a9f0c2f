"""Told after commit: a meeting called, papers out, an item returned, minutes to confirm."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import WorkItem
from hengjian.matters.people import account_of
from hengjian.matters.telling.listening import address_of
from hengjian.matters.telling.recipients import doers
from hengjian.meetings import catalogue
from hengjian.meetings.models import (
    AgendaItem,
    Duty,
    HalfYearReport,
    Meeting,
    MeetingState,
    Minutes,
)
from hengjian.meetings.queries.duties import duties_on
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.organisation.models import Person


BY = System("notices")


@task
def tell_of_meeting(
    context: JobContext, event: str, event_id: str, meeting: int
) -> dict[str, Any]:
    """Everybody invited is told that a meeting is called, its papers out, or it is off."""
    found = Meeting.objects.select_related("body__procuratorate").get(pk=meeting)
    name, day = catalogue.name_of(found.body), found.held_on
    zh, en = {
        "meetings.meeting_called": (
            f"{day:%m-%d} 召开{name.zh}，请答复是否参加",
            f"{name.en} on {day:%m-%d}: say whether you come",
        ),
        "meetings.papers_sent": (
            f"{day:%m-%d} {name.zh}的材料已发出，请会前审阅",
            f"the papers of the {name.en} on {day:%m-%d} are out",
        ),
        "meetings.meeting_cancelled": (
            f"{day:%m-%d} 的{name.zh}已取消",
            f"the {name.en} on {day:%m-%d} is cancelled",
        ),
    }[event]
    is_off = event == "meetings.meeting_cancelled"
    if not is_off and found.state != MeetingState.CALLED:
        return {"told": 0}
    # of one more who is asked the others have been told: the key is the meeting's own
    key = f"{event}:{found.pk}"
    if event == "meetings.papers_sent":
        key = f"{event}:{event_id}"
    people = [each.person for each in found.invitations.select_related("person")]
    telling = _telling(
        key, Text(zh, en), reverse("meetings:invitation", args=[found.pk])
    )
    return {"told": _send(telling, people)}


@task
def tell_of_half_year(
    context: JobContext, event: str, event_id: str, report: int
) -> dict[str, Any]:
    """The secretaries of the body above are told that a summing-up came from below."""
    found = HalfYearReport.objects.select_related("body__procuratorate").get(pk=report)
    secretaries = duties_on(clock.today()).filter(
        body__procuratorate=found.to_id, body__plan=found.body.plan, duty=Duty.SECRETARY
    )
    office, name = found.body.procuratorate, catalogue.name_of(found.body)
    telling = _telling(
        f"{event}:{event_id}",
        Text(
            f"{office}报送{name.zh}半年总结（{found.period}），请签收",
            f"{office} sent the summing-up of its {name.en} ({found.period})",
        ),
        reverse("meetings:half-year") + f"?period={found.period}",
    )
    people = [each.person for each in secretaries.order_by("pk")]
    return {"told": _send(telling, people)}


@task
def tell_of_return(
    context: JobContext, event: str, event_id: str, item: int
) -> dict[str, Any]:
    """Who put an item is told that it came back."""
    found = AgendaItem.objects.select_related("put_by_person").get(pk=item)
    telling = _telling(
        f"{event}:{event_id}",
        Text(
            f"议题 {found.pk} 被退回补正，请查看审查意见",
            f"item {found.pk} was returned: see the review",
        ),
        reverse("meetings:item", args=[found.pk]),
        is_urgent=True,
    )
    return {"told": _send(telling, [found.put_by_person])}


@task
def tell_of_minutes(
    context: JobContext, event: str, event_id: str, minutes: int
) -> dict[str, Any]:
    """Who held the meeting is told that its minutes wait to be confirmed."""
    found = Minutes.objects.select_related("meeting__body", "meeting__chair").get(
        pk=minutes
    )
    meeting = found.meeting
    name = catalogue.name_of(meeting.body)
    telling = _telling(
        f"{event}:{event_id}",
        Text(
            f"{meeting.held_on:%m-%d} {name.zh}的纪要待您确认",
            f"the minutes of the {name.en} of {meeting.held_on:%m-%d} wait for you",
        ),
        reverse("meetings:meeting", args=[meeting.pk]),
    )
    return {"told": _send(telling, [meeting.chair])}


@task
def tell_of_objection(
    context: JobContext, event: str, event_id: str, minutes: int
) -> dict[str, Any]:
    """Who held the meeting is told that its minutes are objected to."""
    found = Minutes.objects.select_related("meeting__body", "meeting__chair").get(
        pk=minutes
    )
    meeting = found.meeting
    name = catalogue.name_of(meeting.body)
    telling = _telling(
        f"{event}:{event_id}",
        Text(
            f"{meeting.held_on:%m-%d} {name.zh}的纪要有异议",
            f"the minutes of the {name.en} of {meeting.held_on:%m-%d} are objected to",
        ),
        reverse("meetings:meeting", args=[meeting.pk]),
    )
    return {"told": _send(telling, [meeting.chair])}


@task
def tell_of_open_task(
    context: JobContext, event: str, event_id: str, work_item: int
) -> dict[str, Any]:
    """Who has a task that the meeting could not complete is told to do it by hand."""
    item = WorkItem.objects.select_related(
        "matter", "procuratorate", "department", "person"
    ).get(pk=work_item)
    if not item.is_open:
        return {"told": 0}
    telling = Telling(
        kind=Kind.LIMIT,
        key=f"{event}:{event_id}",
        sentence=Text(
            f"会议已有结果，请办理：{item.matter.number} {item.label_zh}",
            f"the body has answered, please go on: {item.matter.number} {item.label_en}",
        ),
        address=address_of(item),
    )
    return {"told": notices.send(telling=telling, to=doers(item), by=BY)}


def _telling(
    key: str, sentence: Text, address: str, *, is_urgent: bool = False
) -> Telling:
    return Telling(Kind.MEETING, key, sentence, address, is_urgent)


def _send(telling: Telling, people: Iterable[Person | None]) -> int:
    found: list[Account] = [
        account for person in people if (account := account_of(person)) is not None
    ]
    return notices.send(telling=telling, to=found, by=BY)
