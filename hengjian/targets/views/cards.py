"""The cards behind a person's value on a target, at the run's pinned versions."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.engines.indicators.drilling import Cell
from hengjian.indicators import run_inputs
from hengjian.indicators.queries.behind import counted_cards
from hengjian.indicators.queries.own_cards import own_cards
from hengjian.targets.models import TargetProgress
from hengjian.targets.queries.told_to import sight_of
from hengjian.targets.views.asked import month_given
from hengjian.targets.views.finding import is_own, target_numbered


@door(Permission.TARGET_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """Exactly the cards counted until ``?month=``; the own ones whole but for sealed."""
    target = target_numbered(request, number)
    sight = sight_of(request.user, target.plan)
    month: date = month_given(request.GET.get("month", ""))
    row = (
        TargetProgress.objects.filter(target=target, month=month, run__isnull=False)
        .select_related("run")
        .order_by("-pk")
        .first()
    )
    if (
        row is None
        or row.run is None
        or "person" not in row.cell
        or not sight.is_told(target.level, target.department_id, target.person_id)
    ):
        raise Http404(number)
    cell = Cell(
        row.cell["period"],
        {"procuratorate": row.cell["unit"], "person": row.cell["person"]},
    )
    name = row.cell["indicator"]
    counted = counted_cards(row.run, name, cell, request.user)
    if is_own(request, target):
        counted = [own_cards(each) for each in counted]
    context = {
        "target": target,
        "row": row,
        "month": month,
        "label": run_inputs.packs_of(row.run).indicators[name].label,
        "counted": counted,
    }
    return render(request, "targets/cards.html", context)
