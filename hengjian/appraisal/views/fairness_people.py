"""Prompts about one person's sheet: the person's first, then the committee's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.actions import fairness_signals
from hengjian.appraisal.actions.fairness_signals import LONGEST
from hengjian.appraisal.faults import AppraisalFault, NotTheirs
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.queries.fairness_signals import (
    own_signal,
    own_signals,
    still_with_people,
    told_signals,
)
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language as say


@door(Permission.SHEET_READ)
def mine(request: PageRequest) -> HttpResponse:
    """What is asked of the viewer, and what was answered; until each lapses."""
    return _shown(request)


@door(Permission.SHEET_READ, methods=("POST",))
def answer(request: PageRequest, number: int) -> HttpResponse:
    """Say what there is to say; from then on the committee sees both."""
    signal = own_signal(request.user, number)
    words = request.POST.get("words", "")
    try:
        fairness_signals.answer(signal=signal, words=words, by=request.user)
    except AppraisalFault as fault:
        if fault.status != 422:
            raise
        return _shown(request, fault=fault.message)
    messages.success(request, say(Text("已说明，谢谢。", "Answered. Thank you.")))
    return redirect("appraisal:prompts")


def _shown(request: PageRequest, *, fault: Text | None = None) -> HttpResponse:
    signals = list(own_signals(request.user))
    context = {
        "signals": signals,
        "asked": sum(each.state == each.State.ASKED for each in signals),
        "today": clock.today(),
        "longest": LONGEST,
        "fault": fault,
    }
    status = 422 if fault else 200
    return render(request, "appraisal/prompts.html", context, status=status)


@door(Permission.FAIRNESS_READ)
def people(request: PageRequest, number: int) -> HttpResponse:
    """A round's prompts that their people have answered, or let pass."""
    round_ = (
        AppraisalRound.objects.filter(pk=number)
        .select_related("scheme__procuratorate")
        .first()
    )
    if round_ is None or not may(
        request.user, Permission.FAIRNESS_READ, unit=round_.scheme.procuratorate
    ):
        raise NotTheirs
    # who sits on the committee has their own prompts on their own page
    signals = told_signals(round_).exclude(person=request.user.person_id)
    context = {
        "round": round_,
        "signals": list(signals),
        "waiting": still_with_people(round_),
    }
    return render(request, "appraisal/fairness_people.html", context)
