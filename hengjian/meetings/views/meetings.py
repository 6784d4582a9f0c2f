"""Meetings: the list, calling one, one meeting with its agenda, its end and its minutes."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from hengjian.access.actor_names import actor_names
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet, note_export
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.documents.paper_types import CONTENT_TYPES
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings import catalogue, files, making_minutes
from hengjian.meetings.actions import meetings as acts
from hengjian.meetings.actions import minutes as minutes_acts
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import (
    AgendaItem,
    Body,
    ItemState,
    Meeting,
    MeetingState,
    MinutesObjection,
    Resolution,
)
from hengjian.meetings.queries.agenda import agenda_of, item_counts
from hengjian.meetings.queries.awaited import meetings_to_answer, minutes_to_confirm
from hengjian.meetings.queries.duties import (
    bodies_served,
    bodies_with_duty,
    chair_on,
    members_on,
    require_service,
    serves,
    was_there,
)
from hengjian.meetings.queries.sight import items_seen, meeting_seen, meetings_seen
from hengjian.meetings.queries.told_minutes import require_tellable, withheld_minutes
from hengjian.meetings.table_columns import MEETINGS
from hengjian.meetings.views.asked import (
    colleagues,
    day_asked,
    done,
    number_asked,
    time_or_none,
)
from hengjian.meetings.wording import MEETING_STATES
from hengjian.organisation.models import Person
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language


PAGE_SIZE = 50
METHODS = ("GET", "HEAD", "POST")
WAITING = {"answer": meetings_to_answer, "minutes": minutes_to_confirm}


@door(Permission.MEETING_READ)
def listed(request: PageRequest) -> HttpResponse:
    """The meetings of the reader's bodies, the newest first."""
    asked = {name: request.GET.get(name, "") for name in ("body", "state", "waiting")}
    found = WAITING.get(asked["waiting"], meetings_seen)(request.user)
    if asked["body"].isdecimal():
        found = found.filter(body_id=int(asked["body"][:9]))
    if asked["state"] in MeetingState.values:
        found = found.filter(state=asked["state"])
    columns = columns_for(request, MEETINGS)
    if request.GET.get("export"):
        return exported_sheet(
            request,
            _sheet(columns, found),
            f"meetings-{clock.today()}",
            by=request.user,
        )
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = item_counts(shown.object_list)
    context = {
        "page": shown,
        "columns": columns,
        "rows": [(each, counts[each.pk]) for each in shown],
        "bodies": bodies_with_duty(request.user),
        "asked": asked,
        "is_narrowed": any(asked.values()),
        "states": MEETING_STATES.items(),
        "may_call": bodies_served(request.user).exists(),
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "meetings/meetings.html", context)


@door(Permission.MEETING_HOLD, methods=METHODS)
def call(request: PageRequest) -> HttpResponse:
    """Call a meeting: the form, then the act."""
    served = bodies_served(request.user)
    given = request.POST if request.method == "POST" else request.GET
    fault, status = "", 200
    if request.method == "POST":
        try:
            return redirect("meetings:meeting", _call(request, served).pk)
        except MeetingFault as refused:
            fault, status = in_reader_language(refused.message), refused.status
    context = {
        "bodies": [(body, list(members_on(body, clock.today()))) for body in served],
        "given": given,
        "fault": fault,
    }
    return render(request, "meetings/call.html", context, status=status)


def _call(request: PageRequest, served: Any) -> Meeting:
    given = request.POST
    body = served.filter(pk=number_asked(given, "body")).first()
    if body is None:
        raise MeetingFault(Text("请选择会议", "choose the body"), status=422)
    held_on = day_asked(given, "held_on", Text("会议日期", "day"))
    seated = members_on(body, held_on).filter(person__number=given.get("chair", ""))
    named = seated.first()
    chair = named.person if named is not None else None
    if chair is None and given.get("chair"):
        raise MeetingFault(
            Text("主持人应是这一天的组成人员", "who holds it is a member on that day"),
            status=422,
        )
    if chair is None:
        member = chair_on(body, held_on)
        chair = member.person if member is not None else None
    if chair is None:
        raise MeetingFault(
            Text(
                "没有登记主持人，请先在“组成与规则”里登记",
                "no chair is named: name one on the body's page",
            ),
            status=422,
        )
    when = acts.When(
        held_on,
        day_asked(given, "papers_due_on", Text("材料发送截止日", "papers")),
        time_or_none(given, "begins_at"),
        given.get("place", ""),
    )
    return acts.call(body=body, when=when, chair=chair, by=request.user)


@door(Permission.MEETING_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """One meeting: its agenda in order, papers, attendance, votes with their rule."""
    meeting = _meeting(request, number)
    points = agenda_of(meeting)
    is_open = meeting.state == MeetingState.CALLED
    served = serves(request.user, meeting.body)
    waiting = items_seen(request.user).filter(
        body=meeting.body, state__in=(ItemState.ACCEPTED, ItemState.UNDECIDED)
    )
    person = Person.objects.filter(pk=request.user.duty_person_id or 0).first()
    votes = [counted.vote.pk for point in points for counted in point.votes]
    resolutions = Resolution.objects.filter(vote__in=votes).prefetch_related(
        "tasks__owner"
    )
    context = {
        "meeting": meeting,
        "points": points,
        "members": members_on(meeting.body, meeting.held_on),
        "rule": catalogue.rule_in_force(meeting.body, meeting.held_on),
        "is_open": is_open,
        "has_come": meeting.held_on <= clock.today(),
        "serves": served,
        "waiting": waiting.exclude(meeting=meeting) if is_open and served else [],
        "resolutions": {each.vote_id: each for each in resolutions},
        "minutes": (kept := list(meeting.minutes.all())),
        "objections": MinutesObjection.objects.filter(minutes__in=kept).select_related(
            "person"
        ),
        "was_there": person is not None and was_there(meeting, person),
        "withheld": withheld_minutes(meeting),
        "may_confirm": meeting.chair_id == request.user.duty_person_id,
        "invitations": meeting.invitations.select_related("person"),
        "mine": meeting.invitations.filter(person=request.user.duty_person_id).first(),
        "people": colleagues(meeting.body.procuratorate) if is_open and served else [],
        "names": actor_names(
            [
                meeting.called_by,
                meeting.closed_by,
                meeting.papers_sent_by,
                *(each.confirmed_by for each in meeting.minutes.all()),
                *(each.made_by for each in meeting.minutes.all()),
            ]
        ),
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "meetings/meeting.html", context)


@door(Permission.MEETING_HOLD, methods=("POST",))
def schedule(request: PageRequest, number: int) -> HttpResponse:
    """Put an item on the agenda."""
    meeting = _served(request, number)
    item = AgendaItem.objects.filter(
        pk=number_asked(request.POST, "item"), body=meeting.body
    ).first()
    if item is None:
        raise MeetingFault(Text("请选择议题", "choose an item"), status=422)
    return done(
        request,
        lambda: acts.schedule(meeting=meeting, item=item, by=request.user),
        Text("已列入议程。", "The item is on the agenda."),
        "meetings:meeting",
        meeting.pk,
    )


@door(Permission.MEETING_HOLD, methods=("POST",))
def unschedule(request: PageRequest, number: int) -> HttpResponse:
    """Take an item off the agenda."""
    meeting = _served(request, number)
    item = meeting.items.filter(pk=number_asked(request.POST, "item")).first()
    if item is None:
        raise Http404(request.POST.get("item", ""))
    reason = request.POST.get("reason", "")
    return done(
        request,
        lambda: acts.unschedule(item=item, reason=reason, by=request.user),
        Text("已移出议程。", "The item is off the agenda."),
        "meetings:meeting",
        meeting.pk,
    )


@door(Permission.MEETING_HOLD, methods=("POST",))
def cancel(request: PageRequest, number: int) -> HttpResponse:
    """Cancel a meeting."""
    meeting = _served(request, number)
    reason = request.POST.get("reason", "")
    return done(
        request,
        lambda: acts.cancel(meeting=meeting, reason=reason, by=request.user),
        Text("会议已取消。", "The meeting is cancelled."),
        "meetings:meeting",
        meeting.pk,
    )


@door(Permission.MEETING_HOLD, methods=("POST",))
def close(request: PageRequest, number: int) -> HttpResponse:
    """Close a meeting that was held."""
    meeting = _served(request, number)
    return done(
        request,
        lambda: acts.close(meeting=meeting, by=request.user),
        Text("会议已结束。", "The meeting is closed."),
        "meetings:meeting",
        meeting.pk,
    )


@door(Permission.MEETING_HOLD, methods=("POST",))
def make_minutes(request: PageRequest, number: int) -> HttpResponse:
    """Make the minutes anew."""
    meeting = _served(request, number)
    return done(
        request,
        lambda: making_minutes.make(meeting, by=request.user),
        Text("会议纪要已生成。", "The minutes are made."),
        "meetings:meeting",
        meeting.pk,
    )


@door(Permission.MEETING_HOLD, methods=("POST",))
def send_papers(request: PageRequest, number: int) -> HttpResponse:
    """Send the papers of the agenda out."""
    meeting = _served(request, number)
    return done(
        request,
        lambda: acts.send_papers(meeting=meeting, by=request.user),
        Text("已通知参会人员审阅材料。", "Those invited are told of the papers."),
        "meetings:meeting",
        meeting.pk,
    )


@door(Permission.MEETING_READ, methods=("POST",))
def confirm_minutes(request: PageRequest, number: int, which: int) -> HttpResponse:
    """Who held the meeting confirms its minutes."""
    meeting = _meeting(request, number)
    kept = meeting.minutes.filter(number=which).first()
    if kept is None:
        raise Http404(str(which))
    person = Person.objects.filter(pk=request.user.duty_person_id or 0).first()
    return done(
        request,
        lambda: minutes_acts.confirm(
            minutes=kept,
            person=person,
            answer=request.POST.get("answer", ""),
            by=request.user,
        ),
        Text("会议纪要已确认。", "The minutes are confirmed."),
        "meetings:meeting",
        meeting.pk,
    )


@door(Permission.MEETING_READ, methods=("POST",))
def object_to_minutes(request: PageRequest, number: int, which: int) -> HttpResponse:
    """Somebody who was there holds something against the minutes."""
    meeting = _meeting(request, number)
    kept = meeting.minutes.filter(number=which).first()
    if kept is None:
        raise Http404(str(which))
    person = Person.objects.filter(pk=request.user.duty_person_id or 0).first()
    words = request.POST.get("words", "")
    return done(
        request,
        lambda: minutes_acts.object_to(
            minutes=kept, person=person, words=words, by=request.user
        ),
        Text(
            "异议已登记，主持人会收到通知。", "Entered; who held the meeting is told."
        ),
        "meetings:meeting",
        meeting.pk,
    )


@door(Permission.MEETING_READ)
def minutes(request: PageRequest, number: int, which: int) -> HttpResponse:
    """A making of the minutes as a file."""
    meeting = _meeting(request, number)
    kept = meeting.minutes.filter(number=which).first()
    if kept is None:
        raise Http404(str(which))
    require_tellable(kept)
    content = files.opened(files.minutes_folder(), kept.stored_as, kept.digest)
    name = f"minutes-{meeting.year}-{meeting.number}-{kept.number}.docx"
    note_export(request, name, by=request.user)
    return as_file(content, name)


def as_file(content: bytes, name: str) -> HttpResponse:
    """A file that is saved, never shown inside our pages."""
    ending = f".{name.rpartition('.')[2].lower()}"
    answer = HttpResponse(
        content,
        content_type=CONTENT_TYPES.get(ending, "application/octet-stream"),
    )
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    answer["Cache-Control"] = "no-store"
    return answer


def _meeting(request: PageRequest, number: int) -> Meeting:
    meeting = meeting_seen(request.user, number)
    if meeting is None:
        raise Http404(str(number))
    return meeting


def _served(request: PageRequest, number: int) -> Meeting:
    meeting = _meeting(request, number)
    require_service(request.user, meeting.body)
    return meeting


def _sheet(columns: ShownColumns, found: QuerySet[Meeting]) -> Sheet:
    counts = item_counts(found)
    return columns.sheet(
        Text("会议", "Meetings"),
        found,
        {
            "day": lambda each: each.held_on,
            "body": lambda each: _name(each.body),
            "number": lambda each: f"{each.year}-{each.number}",
            "unit": lambda each: each.body.procuratorate.name,
            "chair": lambda each: each.chair.name,
            "items": lambda each: counts[each.pk],
            "papers": lambda each: each.papers_due_on,
            "place": lambda each: each.place,
            "state": lambda each: in_reader_language(MEETING_STATES[each.state]),
        },
    )


def _name(body: Body) -> str:
    return in_reader_language(catalogue.name_of(body))
