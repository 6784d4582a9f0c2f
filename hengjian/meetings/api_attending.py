"""The API of attending: an invitation answered, minutes read, objected to, confirmed."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from hengjian.access.api_doors import api_door, caller
from hengjian.access.exporting import note_export
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.meetings import api_schemas as out
from hengjian.meetings import files
from hengjian.meetings.actions import invitations as invitation_acts
from hengjian.meetings.actions import minutes as minutes_acts
from hengjian.meetings.api_meeting import meeting_out
from hengjian.meetings.models import Invitation, Meeting, Minutes
from hengjian.meetings.queries.sight import meeting_seen
from hengjian.meetings.queries.told_minutes import is_tellable, require_tellable
from hengjian.meetings.views.meetings import as_file
from hengjian.organisation.models import Person


router = Router(tags=["meetings"])


@router.post("/{number}/invitation", response=out.InvitationOut, summary="答复参会通知")
@api_door(Permission.MEETING_READ)
def answer_invitation(
    request: HttpRequest, number: int, body: out.AnswerIn
) -> out.InvitationOut:
    """Answer the caller's invitation to a meeting; 409 once it is over."""
    account = caller(request)
    found = Invitation.objects.filter(
        meeting=number, person=account.duty_person_id or 0
    ).first()
    if found is None:
        raise Http404(str(number))
    invitation_acts.answer(
        invitation=found, comes=body.comes, reason=body.reason, by=account
    )
    answered = Invitation.objects.select_related(
        "meeting__body__procuratorate", "meeting__chair"
    ).get(pk=found.pk)
    return invitation_out(answered)


@router.get("/{number}/minutes", response=list[out.MinutesOut], summary="会议纪要")
@api_door(Permission.MEETING_READ)
def list_minutes(request: HttpRequest, number: int) -> list[out.MinutesOut]:
    """Every making of the minutes of a meeting, the newest first."""
    meeting = _meeting(caller(request), number)
    return [_minutes(each) for each in meeting.minutes.order_by("-number")]


@router.get("/{number}/minutes/{which}/file", response=bytes, summary="会议纪要文件")
@api_door(Permission.MEETING_READ)
def minutes_file(request: HttpRequest, number: int, which: int) -> HttpResponse:
    """The Word file, held to its digest; 409 where it tells of a sealed case."""
    account = caller(request)
    kept = _kept(account, number, which)
    require_tellable(kept)
    meeting = kept.meeting
    content = files.opened(files.minutes_folder(), kept.stored_as, kept.digest)
    name = f"minutes-{meeting.year}-{meeting.number}-{kept.number}.docx"
    note_export(request, name, by=account)
    return as_file(content, name)


@router.post(
    "/{number}/minutes/{which}/object",
    response=out.MinutesOut,
    summary="对纪要提出异议",
)
@api_door(Permission.MEETING_READ)
def object_to_minutes(
    request: HttpRequest, number: int, which: int, body: out.ObjectIn
) -> out.MinutesOut:
    """Hold something against the newest minutes, as somebody who was there."""
    account = caller(request)
    kept = _kept(account, number, which)
    minutes_acts.object_to(
        minutes=kept, person=_person(account), words=body.words, by=account
    )
    return _minutes(kept)


@router.post(
    "/{number}/minutes/{which}/confirm", response=out.MinutesOut, summary="确认纪要"
)
@api_door(Permission.MEETING_READ)
def confirm_minutes(
    request: HttpRequest, number: int, which: int, body: out.ConfirmIn
) -> out.MinutesOut:
    """Confirm the newest minutes, as whoever held the meeting."""
    account = caller(request)
    kept = _kept(account, number, which)
    confirmed = minutes_acts.confirm(
        minutes=kept, person=_person(account), answer=body.answer, by=account
    )
    return _minutes(confirmed)


def _meeting(account: Account, number: int) -> Meeting:
    found = meeting_seen(account, number)
    if found is None:
        raise Http404(str(number))
    return found


def _kept(account: Account, number: int, which: int) -> Minutes:
    found = _meeting(account, number).minutes.filter(number=which).first()
    if found is None:
        raise Http404(str(which))
    return found


def _person(account: Account) -> Person | None:
    return Person.objects.filter(pk=account.duty_person_id or 0).first()


def invitation_out(each: Invitation) -> out.InvitationOut:
    """An invitation as the API tells it."""
    return out.InvitationOut(
        meeting=meeting_out(each.meeting),
        sits_by=not each.is_member,
        answer=each.answer,
        reason=each.reason,
        answered_at=each.answered_at,
    )


def _minutes(each: Minutes) -> out.MinutesOut:
    tellable = is_tellable(each)
    objections = each.objections.select_related("person").order_by("pk")
    return out.MinutesOut(
        number=each.number,
        digest=each.digest,
        made_at=each.made_at,
        confirmed_at=each.confirmed_at,
        withheld=not tellable,
        objections=[
            out.ObjectionOut(
                person=one.person.number, words=one.words, answer=one.answer
            )
            for one in objections
        ]
        if tellable
        else [],
    )
