"""异动提示: prompts for a person to look at a number; the person is asked first."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, QuerySet, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.indicators.actions import signals as acts
from hengjian.indicators.models import Signal
from hengjian.indicators.queries.exporting import signals_sheet
from hengjian.indicators.queries.told_signals import told
from hengjian.indicators.queries.values import latest_run
from hengjian.indicators.run_inputs import packs_of
from hengjian.indicators.signal_wording import KINDS, RUN_RULE
from hengjian.indicators.table_columns import SIGNALS


@door(Permission.INDICATOR_READ)
def page(request: PageRequest) -> HttpResponse:
    """The signals of the viewer's places; ``?export=xlsx`` gives exactly what is listed."""
    units = visible_units(request.user, Permission.INDICATOR_READ)
    names = {unit.code: unit.short_name or unit.name for unit in units}
    asked = {name: request.GET.get(name, "") for name in ("state", "kind", "unit")}
    asked["state"] = asked["state"] or Signal.State.OPEN.value
    found = _chosen(asked, names)
    run = latest_run()
    columns = columns_for(request, SIGNALS)
    indicators = packs_of(run).indicators if run else {}
    if request.GET.get("export") == "xlsx":
        if not may(request.user, Permission.EXPORT_MAKE):
            raise PermissionDenied(Permission.EXPORT_MAKE.value)
        return exported_sheet(
            request,
            signals_sheet(columns, told(found), names, indicators),
            "signals",
            by=request.user,
        )
    listed = Paginator(found, 50).get_page(request.GET.get("page"))
    listed.object_list = told(listed.object_list)
    context = {
        "page": listed,
        "columns": columns,
        "asked": asked,
        "states": Signal.State.choices,
        "kinds": KINDS.items(),
        "names": names,
        "indicators": indicators,
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "indicators/signals.html", context)


def _chosen(asked: Mapping[str, str], names: Mapping[str, str]) -> QuerySet[Signal]:
    found = Signal.objects.filter(unit__in=names)
    if asked["state"] in Signal.State.values:
        found = found.filter(state=asked["state"])
    if asked["kind"] in KINDS:
        found = found.filter(kind=asked["kind"])
    if asked["unit"] in names:
        found = found.filter(unit=asked["unit"])
    # what goes on over months comes before what one month shows
    in_one_month = Case(When(kind=RUN_RULE, then=1), default=0)
    return found.order_by(in_one_month, "-pk")


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
