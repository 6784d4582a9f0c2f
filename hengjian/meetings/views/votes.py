"""A vote: begun, recorded member by member, counted after a question, corrected."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.engines.voting.ballots import Voice, Votes
from hengjian.engines.voting.rules import ChairPart, rule_from_json
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.meetings import catalogue, counting
from hengjian.meetings.actions import votes as acts
from hengjian.meetings.actions.votes import Heard
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import (
    Attendance,
    Duty,
    Presence,
    ReferredTo,
    Resolution,
    Vote,
    VoteState,
)
from hengjian.meetings.queries.agenda import counted, seats_of
from hengjian.meetings.queries.duties import members_on, require_service, serves
from hengjian.meetings.queries.sight import items_seen, vote_seen
from hengjian.meetings.views.asked import Given, done, number_asked
from hengjian.meetings.wording import REFERRED_TO, VOICES
from hengjian.organisation.models import Person
from hengjian.ui.templatetags.say import in_reader_language


P = Permission
METHODS = ("GET", "HEAD", "POST")
MOST_WORDS = 5000


@door(P.MEETING_HOLD, methods=("POST",))
def begin(request: PageRequest, number: int) -> HttpResponse:
    """Begin a vote on an item of the agenda."""
    item = items_seen(request.user).filter(pk=number).first()
    if item is None:
        raise Http404(str(number))
    require_service(request.user, item.body)
    if item.meeting is None:
        raise MeetingFault(Text("议题不在议程上", "the item is on no agenda"))
    rule = catalogue.rule_in_force(item.body, item.meeting.held_on, item.scope)
    try:
        vote = acts.begin(
            item=item,
            proposal=request.POST.get("proposal", "")[:MOST_WORDS],
            rule=rule,
            is_open=request.POST.get("ballot") != "counted",
            by=request.user,
        )
    except MeetingFault as fault:
        messages.error(request, in_reader_language(fault.message))
        return redirect("meetings:meeting", item.meeting_id)
    return redirect("meetings:vote", vote.pk)


@door(P.MEETING_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """A vote: the form to record it while it is taken, what came of it after."""
    return _page(request, _vote(request, number))


@door(P.MEETING_HOLD, methods=("POST",))
def record(request: PageRequest, number: int) -> HttpResponse:
    """Record attendance and voices; refused where somebody else has meanwhile."""
    vote = _served(request, number)
    try:
        acts.record(
            vote=vote,
            version=number_asked(request.POST, "version"),
            heard=_heard(request.POST, vote),
            counted=_counted(request.POST) if not vote.is_open else None,
            by=request.user,
        )
    except MeetingFault as fault:
        return _page(
            request, vote, fault=in_reader_language(fault.message), status=fault.status
        )
    said = Text("已记录。", "Recorded.")
    messages.success(request, in_reader_language(said))
    if request.POST.get("then") == "close":
        return redirect("meetings:close-vote", vote.pk)
    return redirect("meetings:vote", vote.pk)


@door(P.MEETING_HOLD, methods=("POST",))
def consult(request: PageRequest, number: int) -> HttpResponse:
    """Record the chief's consultation with the deputies."""
    vote = _served(request, number)
    wanted = request.POST.getlist("deputy")
    deputies = list(Person.objects.filter(number__in=wanted, pk__in=_deputies(vote)))
    opinion = request.POST.get("opinion", "")[:MOST_WORDS]
    return done(
        request,
        lambda: acts.consult(
            vote=vote, deputies=deputies, opinion=opinion, by=request.user
        ),
        Text("商量情况已记录。", "The consultation is recorded."),
        "meetings:vote",
        vote.pk,
    )


@door(P.MEETING_HOLD, methods=METHODS)
def close(request: PageRequest, number: int) -> HttpResponse:
    """Ask once, saying what will happen; then count."""
    vote = _served(request, number)
    if request.method == "POST":
        version = number_asked(request.POST, "version")
        return done(
            request,
            lambda: acts.close(vote=vote, version=version, by=request.user),
            Text("已计票。", "The vote is counted."),
            "meetings:vote",
            vote.pk,
        )
    if vote.state != VoteState.TAKING:
        return redirect("meetings:vote", vote.pk)
    rule = rule_from_json(vote.rule)
    fault = ""
    ballot, outcome = acts.counted_now(vote, rule)
    try:
        counting.require_whole(vote, rule, ballot, has_quorum=outcome.quorum_met)
    except UserFault as refused:
        fault = in_reader_language(refused.message)
    context = {"vote": vote, "ballot": ballot, "outcome": outcome, "fault": fault}
    return render(request, "meetings/close_vote.html", context)


@door(P.MEETING_HOLD, methods=("POST",))
def correct(request: PageRequest, number: int) -> HttpResponse:
    """Take a counted vote up again, with a reason."""
    vote = _served(request, number)
    try:
        taken_up = acts.correct(
            vote=vote, reason=request.POST.get("reason", ""), by=request.user
        )
    except MeetingFault as fault:
        return _page(
            request, vote, fault=in_reader_language(fault.message), status=fault.status
        )
    return redirect("meetings:vote", taken_up.pk)


def _page(
    request: PageRequest, vote: Vote, *, fault: str = "", status: int = 200
) -> HttpResponse:
    seats = seats_of(
        Vote.objects.prefetch_related("attendance__member__person").get(pk=vote.pk)
    )
    shown = counted(vote)
    given = request.POST if fault else None
    is_taking = vote.state == VoteState.TAKING
    chief_decides = rule_from_json(vote.rule).chair is ChairPart.DECIDES
    context: dict[str, Any] = {
        "vote": vote,
        "item": vote.item,
        "counted": shown,
        "seats": [_row(seat, vote, given) for seat in seats],
        "choices": _choices(),
        "fault": fault,
        "is_taking": is_taking,
        "serves": serves(request.user, vote.item.body),
        "chief_decides": chief_decides,
        "deputies": Person.objects.filter(pk__in=_deputies(vote)) if is_taking else [],
        "junior_first": vote.rule["order"] == "junior_first",
        "referral": getattr(vote, "referral", None),
        "referred_to": [
            (code, label)
            for code, label in REFERRED_TO.items()
            if not vote.item.is_case or code == ReferredTo.HIGHER_PROCURATORATE
        ],
        "resolution": Resolution.objects.filter(vote=vote).first(),
        "corrected_by": getattr(vote, "corrected_by", None),
        "names": actor_names([vote.begun_by, vote.closed_by, vote.consulted_by]),
    }
    return render(request, "meetings/vote.html", context, status=status)


def _choices() -> list[tuple[str, Text]]:
    return [
        *((voice.value, VOICES[voice]) for voice in Voice),
        ("present", Text("未表态", "Not yet")),
        ("absent", Text("缺席", "Absent")),
        ("recused", Text("回避", "Recused")),
    ]


def _row(seat: Attendance, vote: Vote, given: Given | None) -> dict[str, Any]:
    """One member's line; after a fault with what was typed."""
    chosen = seat.voice or seat.presence
    is_chair = seat.member.person_id == vote.meeting.chair_id
    line = {
        "seat": seat,
        "chosen": chosen,
        "reason": seat.reason,
        "view": seat.view,
        "spoke": seat.spoke or "",
        "is_chair": is_chair,
        "has_voice": vote.is_open or is_chair,
    }
    if given is not None:
        for name in ("chosen", "reason", "view", "spoke"):
            line[name] = given.get(f"{name}-{seat.member_id}", line[name])
    return line


def _heard(given: Given, vote: Vote) -> list[Heard]:
    return [
        _heard_of(given, seat.member_id)
        for seat in vote.attendance.all()
        if f"chosen-{seat.member_id}" in given
    ]


def _heard_of(given: Given, member: int) -> Heard:
    chosen = given.get(f"chosen-{member}", "")
    is_voice = chosen in set(Voice)
    known = chosen if chosen in Presence.values else Presence.PRESENT
    spoke = number_asked(given, f"spoke-{member}")
    return Heard(
        member=member,
        presence=Presence.PRESENT if is_voice else Presence(known),
        voice=Voice(chosen) if is_voice else None,
        reason=given.get(f"reason-{member}", "")[:300],
        view=given.get(f"view-{member}", "")[:MOST_WORDS],
        spoke=spoke or None,
    )


def _counted(given: Given) -> Votes:
    return Votes(*(number_asked(given, f"count-{voice}") for voice in Voice))


def _deputies(vote: Vote) -> list[int]:
    """The body's deputies on the day of the meeting, as people."""
    members = members_on(vote.item.body, vote.meeting.held_on)
    found = members.filter(duty=Duty.DEPUTY_CHAIR)
    return list(found.values_list("person_id", flat=True))


def _vote(request: PageRequest, number: int) -> Vote:
    vote = vote_seen(request.user, number)
    if vote is None:
        raise Http404(str(number))
    return vote


def _served(request: PageRequest, number: int) -> Vote:
    vote = _vote(request, number)
    require_service(request.user, vote.item.body)
    return vote
