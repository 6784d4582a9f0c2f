"""异动提示: prompts for a person to look at a number; the person is asked first."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.indicators.actions import signals as acts
from hengjian.indicators.models import Signal
from hengjian.indicators.queries.values import latest_run
from hengjian.indicators.run_inputs import packs_of
from hengjian.organisation.models import Procuratorate


@door(Permission.INDICATOR_READ)
def page(request: PageRequest) -> HttpResponse:
    """The signals of the viewer's places, open ones first."""
    units = visible_units(request.user, Permission.INDICATOR_READ)
    found = Signal.objects.filter(unit__in=units.values("code"))
    state = request.GET.get("state", "open")
    if state in Signal.State.values:
        found = found.filter(state=state)
    run = latest_run()
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "state": state,
        "states": Signal.State.choices,
        "names": {p.code: p.short_name or p.name for p in Procuratorate.objects.all()},
        "indicators": packs_of(run).indicators if run else {},
    }
    return render(request, "indicators/signals.html", context)


@door(Permission.INDICATOR_READ, methods=("POST",))
def explain(request: PageRequest, number: int) -> HttpResponse:
    """Answer a signal in words."""
    units = visible_units(request.user, Permission.INDICATOR_READ)
    signal = Signal.objects.filter(pk=number, unit__in=units.values("code")).first()
    if signal is None:
        raise Http404(str(number))
    acts.explain(
        signal=signal, explanation=request.POST.get("explanation", ""), by=request.user
    )
    return redirect("indicators:signals")
