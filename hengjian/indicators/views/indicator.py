"""指标: one indicator's value, course, peers, departments, companions and definition."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.engines.pack_format.model import Indicator, Measure
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run, Signal
from hengjian.indicators.queries.cut_offs import cut_offs_in_words, days_of
from hengjian.indicators.queries.detail import Place, detail
from hengjian.indicators.queries.periods import KINDS, in_words
from hengjian.indicators.queries.told_signals import told
from hengjian.indicators.queries.values import RunValues, latest_run
from hengjian.indicators.table_columns import COURSE, DEPARTMENTS
from hengjian.indicators.views.asked import asked_for, may_here, places
from hengjian.lib.bilingual import Text


SYSTEM_TITLES = {
    "_system.finding": Text("案卡问题(平台记录)", "Findings (kept here)"),
    "_system.appointment": Text("任职(平台记录)", "Appointments (kept here)"),
}


@door(Permission.INDICATOR_READ)
def page(request: PageRequest, name: str) -> HttpResponse:
    """The page of one indicator at a place and period."""
    run = _run(request)
    packs = run_inputs.packs_of(run)
    indicator = packs.indicators.get(name)
    if indicator is None:
        raise Http404(name)
    values = RunValues(run)
    asked = asked_for(request, values)
    place = Place(asked.unit.code, asked.level)
    found = detail(packs, values, indicator, place, asked.kind, asked.period)
    context = {
        "run": run,
        "asked": asked,
        "signals": _open_signals(name, place),
        "detail": found,
        "columns": columns_for(request, COURSE),
        "department_columns": columns_for(request, DEPARTMENTS),
        "indicator": indicator,
        "pack": packs.packs[indicator.pack],
        "formulas": [(d.from_on, d.formula.text) for d in indicator.value],
        "measures": _measures(indicator, packs.measures),
        "places": places(request),
        "kinds": KINDS.items(),
        "periods": [(p, in_words(p)) for p in reversed(asked.periods)],
        "period_words": in_words(asked.period),
        "days": days_of(run, asked.period),
        "may_open_cards": may_here(
            request.user, Permission.CARDS_BEHIND_READ, asked.unit
        ),
    }
    return render(request, "indicators/indicator.html", context)


@door(Permission.INDICATOR_READ)
def run_page(request: PageRequest, number: int) -> HttpResponse:
    """What one run rests on: its pins, packs, cut-off, and what it left out."""
    run = Run.objects.filter(pk=number).first()
    if run is None:
        raise Http404(str(number))
    titles: dict[str, Text] = {}
    if run.state == Run.State.DONE:
        loaded = run_inputs.packs_of(run)
        titles = {name: pack.title for name, pack in loaded.packs.items()}
        titles |= SYSTEM_TITLES
    context = {
        "run": run,
        "titles": titles,
        "cut_offs": cut_offs_in_words(run),
        "signals": run.signals.count(),
    }
    return render(request, "indicators/run.html", context)


def _open_signals(indicator: str, place: Place) -> list[Signal]:
    """What asks for a look at just this number; a city with all below it has none."""
    if place.level != "procuratorate":
        return []
    found = Signal.objects.filter(
        indicator=indicator, unit=place.code, state=Signal.State.OPEN
    )
    return told(found[:3])


def _run(request: PageRequest) -> Run:
    wanted = request.GET.get("run", "")
    run = (
        Run.objects.filter(pk=int(wanted), state=Run.State.DONE).first()
        if wanted.isdecimal()
        else latest_run()
    )
    if run is None:
        raise Http404("run")
    return run


def _measures(indicator: Indicator, measures: Mapping[str, Measure]) -> list[Measure]:
    names = dict.fromkeys(n for d in indicator.value for n in d.formula.measures)
    return [measures[name] for name in names if name in measures]
