"""一票否决: on what basis, who proposed it, what the person says, who decided."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import REFUSALS, PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.honours.actions import vetoing
from hengjian.honours.actions.vetoing import Cited
from hengjian.honours.actors import people_behind
from hengjian.honours.models import Veto, VetoState
from hengjian.honours.queries.vetoes import vetoes_seen
from hengjian.honours.views.asked import (
    colleagues,
    day_asked,
    done,
    person_asked,
    unit_asked,
)
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language


P = Permission
PAGE = "honours:veto"
OPEN = (VetoState.PROPOSED, VetoState.HEARD)


@door(P.HONOUR_READ)
def listed(request: PageRequest) -> HttpResponse:
    """The vetoes that somebody may see: their own, and those where they have a part."""
    found = list(vetoes_seen(request.user))
    today = clock.today()
    context = {
        "open": [each for each in found if each.state in OPEN],
        "in_force": [each for each in found if each.is_in_force(today)],
        "past": [
            each
            for each in found
            if each.state not in OPEN and not each.is_in_force(today)
        ],
        "own_people": people_behind(request.user),
        "may_propose": may(request.user, P.VETO_PROPOSE),
    }
    return render(request, "honours/vetoes.html", context)


@door(P.VETO_PROPOSE, methods=("GET", "HEAD", "POST"))
def propose(request: PageRequest) -> HttpResponse:
    """The form of a veto; what is missing is said on it."""
    units = visible_units(request.user, P.VETO_PROPOSE).order_by("level", "code")
    unit = units.first()
    if unit is None:
        raise Http404("unit")
    context: dict[str, Any] = {
        "unit": unit,
        "people": [
            each
            for each in colleagues(unit)
            if each.pk not in people_behind(request.user)
        ],
        "hearing_days": vetoing.HEARING_DAYS,
    }
    if request.method != "POST":
        return render(request, "honours/propose_veto.html", context)
    try:
        made = _proposed(request)
    except UserFault as fault:
        if fault.is_refusal or fault.status in REFUSALS:
            raise
        context |= {
            "fault": in_reader_language(fault.message),
            "typed": request.POST.dict(),
        }
        return render(request, "honours/propose_veto.html", context, status=422)
    return redirect(PAGE, made.pk)


def _proposed(request: PageRequest) -> Veto:
    given, unit = request.POST, unit_asked(request, P.VETO_PROPOSE)
    return vetoing.propose(
        person=person_asked(given, "person", unit),
        unit=unit,
        cited=Cited(
            basis=given.get("basis", ""),
            article=given.get("article", ""),
            reference=given.get("reference", ""),
            facts=given.get("facts", ""),
        ),
        from_on=day_asked(given, "from_on", Text("起始日", "first day")),
        until_on=day_asked(given, "until_on", Text("终止日", "last day")),
        by=request.user,
    )


@door(P.HONOUR_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """One veto from its basis to its end."""
    veto = _veto(request, number)
    unit, today = veto.procuratorate, clock.today()
    is_open = veto.state in OPEN
    own = veto.person_id in people_behind(request.user)
    may_decide = may(request.user, P.VETO_DECIDE, unit=unit) and not own
    context = {
        "veto": veto,
        "names": actor_names([veto.proposed_by, veto.decided_by, veto.lifted_by]),
        "is_own": own,
        "is_open": is_open,
        "is_in_force": veto.is_in_force(today),
        "is_lapsed": veto.state == VetoState.DECIDED and today > veto.until_on,
        "may_hear": is_open and own,
        "may_decide": is_open
        and may_decide
        and veto.proposed_by != request.user.journal_name,
        "must_wait": veto.heard_at is None and today <= veto.hear_until_on,
        "may_lift": may_decide
        and veto.state == VetoState.DECIDED
        and today <= veto.until_on,
    }
    return render(request, "honours/veto.html", context)


@door(P.HONOUR_READ, methods=("POST",))
def hear(request: PageRequest, number: int) -> HttpResponse:
    """The person concerned says what there is to say; for others it is not there."""
    veto = _veto(request, number)
    if veto.person_id not in people_behind(request.user):
        raise Http404(str(number))
    return done(
        request,
        lambda: vetoing.hear(
            veto=veto, words=request.POST.get("words", ""), by=request.user
        ),
        Text("您的意见已记录，决定人会看到原文。", "Kept; whoever decides reads it."),
        PAGE,
        number,
    )


@door(P.VETO_DECIDE, methods=("POST",))
def decide(request: PageRequest, number: int) -> HttpResponse:
    """Decide whether it stands."""
    veto = _veto_where(request, number)
    return done(
        request,
        lambda: vetoing.decide(
            veto=veto,
            stands=request.POST.get("stands") == "yes",
            words=request.POST.get("words", ""),
            by=request.user,
        ),
        Text("已决定。", "Decided."),
        PAGE,
        number,
    )


@door(P.VETO_DECIDE, methods=("POST",))
def lift(request: PageRequest, number: int) -> HttpResponse:
    """Lift one that stands."""
    veto = _veto_where(request, number)
    return done(
        request,
        lambda: vetoing.lift(
            veto=veto, reason=request.POST.get("reason", ""), by=request.user
        ),
        Text("已解除。", "Lifted."),
        PAGE,
        number,
    )


def _veto(request: PageRequest, number: int) -> Veto:
    found: Veto | None = vetoes_seen(request.user).filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    return found


def _veto_where(request: PageRequest, number: int) -> Veto:
    """A veto of a place where the account decides. Raises ``Http404``."""
    found = _veto(request, number)
    units = visible_units(request.user, P.VETO_DECIDE)
    if not units.filter(pk=found.procuratorate_id).exists():
        raise Http404(str(number))
    return found
