"""The cards behind a value: exactly those counted, as far as the viewer may see them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.engines.indicators.drilling import Cell
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.behind import counted_cards, rows_of
from hengjian.indicators.queries.periods import in_words
from hengjian.indicators.queries.values import RunValues, latest_run
from hengjian.indicators.views.asked import asked_for, may_here
from hengjian.ui.downloads import Sheet


PAGE_SIZE = 50


@door(Permission.CARDS_BEHIND_READ)
def page(request: PageRequest, name: str) -> HttpResponse:
    """The cards of one measure of a value; ``?export=xlsx`` gives them all."""
    run = _run(request)
    packs = run_inputs.packs_of(run)
    indicator = packs.indicators.get(name)
    if indicator is None:
        raise Http404(name)
    asked = asked_for(request, RunValues(run))
    if not may_here(request.user, Permission.CARDS_BEHIND_READ, asked.unit):
        raise Http404(asked.unit.code)
    cell = Cell(asked.period, {asked.level: asked.unit.code})
    measures = counted_cards(run, name, cell, request.user)
    wanted = request.GET.get("measure", "")
    chosen = next((m for m in measures if m.name == wanted), measures[0])
    may_export = may_here(request.user, Permission.EXPORT_MAKE, asked.unit)
    if request.GET.get("export") == "xlsx" and may_export:
        found = rows_of(run, chosen, chosen.keys)
        heads = [i.label.zh for i in found.items] if found else ["键"]
        rows = found.rows if found else [(key,) for key in chosen.keys]
        note = f"{indicator.label.zh} · {chosen.name} · {asked.period} · 运行 {run.pk}"
        return exported_sheet(
            request,
            Sheet("案卡", heads, rows, note),
            f"cards-{name}-{asked.period}",
            by=request.user,
        )
    listed = Paginator(chosen.keys, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "asked": asked,
        "indicator": indicator,
        "measures": measures,
        "chosen": chosen,
        "page": listed,
        "cards": rows_of(run, chosen, list(listed.object_list)),
        "period_words": in_words(asked.period),
        "may_export": may_export,
    }
    return render(request, "indicators/cards.html", context)


def _run(request: PageRequest) -> Run:
    wanted = request.GET.get("run", "")
    found = (
        Run.objects.filter(pk=int(wanted), state=Run.State.DONE).first()
        if wanted.isdigit()
        else latest_run()
    )
    if found is None:
        raise Http404("run")
    return found
