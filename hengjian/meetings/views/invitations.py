"""Invitations: the reader's own with its answer, and asking others to sit by."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text
from hengjian.meetings.actions import invitations as acts
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import Invitation, MeetingState
from hengjian.meetings.queries.duties import require_service
from hengjian.meetings.queries.sight import meeting_seen
from hengjian.meetings.views.asked import done, person_asked


@door(Permission.MEETING_READ, methods=("GET", "HEAD", "POST"))
def page(request: PageRequest, number: int) -> HttpResponse:
    """The reader's invitation to a meeting: when, where, and the answer."""
    invitation = (
        Invitation.objects.select_related(
            "meeting__body__procuratorate", "meeting__chair"
        )
        .filter(meeting=number, person=request.user.duty_person_id)
        .first()
    )
    if invitation is None:
        raise Http404(str(number))
    if request.method == "POST":
        return _answered(request, invitation)
    meeting = invitation.meeting
    context = {
        "invitation": invitation,
        "meeting": meeting,
        "is_open": meeting.state == MeetingState.CALLED,
        "sees_meeting": meeting_seen(request.user, meeting.pk) is not None,
    }
    return render(request, "meetings/invitation.html", context)


def _answered(request: PageRequest, invitation: Invitation) -> HttpResponse:
    wanted = request.POST.get("answer", "")
    if wanted not in ("comes", "away"):
        raise MeetingFault(Text("请选择参加或请假", "say yes or no"), status=422)
    reason = request.POST.get("reason", "")[:300]
    return done(
        request,
        lambda: acts.answer(
            invitation=invitation,
            comes=wanted == "comes",
            reason=reason,
            by=request.user,
        ),
        Text("答复已登记。", "Your answer is entered."),
        "meetings:invitation",
        invitation.meeting_id,
    )


@door(Permission.MEETING_HOLD, methods=("POST",))
def invite(request: PageRequest, number: int) -> HttpResponse:
    """Ask a colleague to sit by."""
    meeting = meeting_seen(request.user, number)
    if meeting is None:
        raise Http404(str(number))
    require_service(request.user, meeting.body)
    unit = meeting.body.procuratorate
    person = person_asked(unit, request.POST.get("person", ""))
    return done(
        request,
        lambda: acts.invite(
            meeting=meeting, people=[person] if person else [], by=request.user
        ),
        Text("已通知列席。", "They are asked to sit by."),
        "meetings:meeting",
        meeting.pk,
    )
