"""The API of meetings: what the caller's bodies do, and recording their votes."""

from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Router

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.cursor import page_of
from hengjian.meetings import api_schemas as out
from hengjian.meetings.actions import votes
from hengjian.meetings.actions.votes import Heard
from hengjian.meetings.api_attending import invitation_out
from hengjian.meetings.api_attending import router as attending
from hengjian.meetings.api_meeting import meeting_out
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import (
    AgendaItem,
    Invitation,
    ItemState,
    ResolutionTask,
    Vote,
)
from hengjian.meetings.queries.agenda import agenda_of
from hengjian.meetings.queries.duties import require_service
from hengjian.meetings.queries.sight import (
    item_seen,
    items_seen,
    meeting_seen,
    meetings_seen,
    tasks_seen,
    vote_seen,
)
from hengjian.meetings.queries.tasks import days_late, narrowed


router = Router(tags=["meetings"])
router.add_router("", attending)


@router.get("", response=out.MeetingsOut, summary="会议")
@api_door(Permission.MEETING_READ)
def list_meetings(
    request: HttpRequest, after: int | None = None, limit: int = 50
) -> out.MeetingsOut:
    """The meetings of the caller's bodies, the newest first."""
    page, following = page_of(meetings_seen(caller(request)), after, limit)
    return out.MeetingsOut(items=[meeting_out(each) for each in page], next=following)


@router.get("/invitations", response=out.InvitationsOut, summary="我的参会通知")
@api_door(Permission.MEETING_READ)
def list_invitations(
    request: HttpRequest, after: int | None = None, limit: int = 50
) -> out.InvitationsOut:
    """The caller's own invitations, the newest first."""
    found = Invitation.objects.filter(
        person=caller(request).duty_person_id or 0
    ).select_related("meeting__body__procuratorate", "meeting__chair")
    page, following = page_of(found, after, limit)
    return out.InvitationsOut(
        items=[invitation_out(each) for each in page], next=following
    )


@router.get("/items", response=out.ItemsOut, summary="议题")
@api_door(Permission.MEETING_READ)
def list_items(
    request: HttpRequest,
    state: ItemState | Literal[""] = "",
    after: int | None = None,
    limit: int = 50,
) -> out.ItemsOut:
    """The items that the caller may see, the newest first."""
    found = items_seen(caller(request))
    if state:
        found = found.filter(state=state)
    page, following = page_of(found.prefetch_related("papers"), after, limit)
    return out.ItemsOut(items=[_item(each) for each in page], next=following)


@router.get("/items/{number}", response=out.ItemOut, summary="一个议题")
@api_door(Permission.MEETING_READ)
def one_item(request: HttpRequest, number: int) -> out.ItemOut:
    """One item with what its intake check found."""
    found = item_seen(caller(request), number)
    if found is None:
        raise Http404(str(number))
    return _item(found)


@router.get("/tasks", response=out.TasksOut, summary="决议任务")
@api_door(Permission.MEETING_READ)
def list_tasks(
    request: HttpRequest,
    due: Literal["", "open", "due", "late", "closed"] = "",
    after: int | None = None,
    limit: int = 50,
) -> out.TasksOut:
    """Tasks of resolutions; ``due``: open, due, late or closed."""
    found = narrowed(tasks_seen(caller(request)), due, clock.today())
    page, following = page_of(found, after, limit)
    return out.TasksOut(items=[_task(each) for each in page], next=following)


@router.get("/votes/{number}", response=out.VoteOut, summary="一次表决")
@api_door(Permission.MEETING_READ)
def one_vote(request: HttpRequest, number: int) -> out.VoteOut:
    """One vote of a body of the caller's."""
    return _vote(_seen(request, number))


@router.post("/votes/{number}/record", response=out.VoteOut, summary="记录表决")
@api_door(Permission.MEETING_HOLD)
def record_vote(request: HttpRequest, number: int, body: out.RecordIn) -> out.VoteOut:
    """Record attendance and voices of an open vote; 409 where somebody else has."""
    vote = _served(request, number)
    members = {
        seat.member.person.number: seat.member_id
        for seat in vote.attendance.select_related("member__person")
    }
    unknown = [each.person for each in body.heard if each.person not in members]
    if unknown:
        raise MeetingFault(
            Text(f"名单里没有 {unknown[0]}", f"no member {unknown[0]}"), status=422
        )
    heard = [
        Heard(
            members[each.person],
            each.presence,
            each.voice,
            each.reason,
            each.view,
            each.spoke,
        )
        for each in body.heard
    ]
    recorded = votes.record(
        vote=vote, version=body.version, heard=heard, by=caller(request)
    )
    return _vote(recorded)


@router.post("/votes/{number}/close", response=out.VoteOut, summary="计票")
@api_door(Permission.MEETING_HOLD)
def close_vote(request: HttpRequest, number: int, body: out.CloseIn) -> out.VoteOut:
    """Count a vote; 409 while somebody present has neither voted nor abstained."""
    vote = _served(request, number)
    return _vote(votes.close(vote=vote, version=body.version, by=caller(request)))


@router.get("/{number}", response=out.AgendaOut, summary="一次会议")
@api_door(Permission.MEETING_READ)
def one_meeting(request: HttpRequest, number: int) -> out.AgendaOut:
    """A meeting with its agenda and votes."""
    found = meeting_seen(caller(request), number)
    if found is None:
        raise Http404(str(number))
    return out.AgendaOut(
        meeting=meeting_out(found),
        agenda=[
            out.PointOut(
                item=_item(point.item),
                votes=[_vote(each.vote) for each in point.votes],
            )
            for point in agenda_of(found)
        ],
    )


def _seen(request: HttpRequest, number: int) -> Vote:
    vote = vote_seen(caller(request), number)
    if vote is None:
        raise Http404(str(number))
    return vote


def _served(request: HttpRequest, number: int) -> Vote:
    vote = _seen(request, number)
    require_service(caller(request), vote.item.body)
    return vote


def _item(each: AgendaItem) -> out.ItemOut:
    return out.ItemOut(
        id=each.pk,
        body=each.body.plan,
        title=each.title,
        scope=each.scope,
        is_case=each.is_case,
        is_restricted=each.is_restricted,
        state=each.state,
        put_at=each.put_at,
        found=[
            out.FoundOut(
                kind=found["kind"],
                text=out.Words(zh=found["zh"], en=found["en"]),
                send_to=found["send_to"],
                basis=out.Words(zh=found["basis_zh"], en=found["basis_en"]),
            )
            for found in each.found
        ],
        papers=[
            out.PaperOut(
                id=paper.pk, name=paper.name, part=paper.part, digest=paper.digest
            )
            for paper in each.papers.all()
        ],
    )


def _vote(vote: Vote) -> out.VoteOut:
    return out.VoteOut(
        id=vote.pk,
        version=vote.version,
        state=vote.state,
        proposal=vote.proposal,
        members=vote.members,
        present=vote.present,
        recused=vote.recused,
        ayes=vote.ayes,
        noes=vote.noes,
        abstentions=vote.abstentions,
        result=vote.result,
        adopted=vote.is_adopted,
        needed=vote.needed,
        may_refer_up=vote.may_refer_up,
        reason=out.Words(zh=vote.reason_zh, en=vote.reason_en),
        rule=vote.rule,
        rule_digest=vote.rule_digest,
        basis=out.Words(zh=vote.rule_basis_zh, en=vote.rule_basis_en),
    )


def _task(task: ResolutionTask) -> out.TaskOut:
    resolution = task.resolution
    return out.TaskOut(
        id=task.pk,
        body=resolution.body.plan,
        resolution=f"{resolution.year}-{resolution.number}",
        what=task.what,
        owner=task.owner.name,
        due_on=task.due_on,
        feedback_due_on=task.feedback_due_on,
        state=task.state,
        days_late=days_late(task, clock.today()),
    )
