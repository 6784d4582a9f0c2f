"""The cards behind a value: exactly those counted, as far as the viewer may see them."""

from collections.abc import Sequence
from operator import itemgetter

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.engines.indicators.drilling import Cell
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.behind import counted_cards
from hengjian.indicators.queries.card_columns import Cells, PinnedCards, pinned_cards
from hengjian.indicators.queries.periods import in_words
from hengjian.indicators.queries.values import RunValues, latest_run
from hengjian.indicators.views.asked import asked_for, may_here
from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns
from hengjian.warehouse.queries import sealed
from hengjian.warehouse.queries.matter_cards import matters_of


PAGE_SIZE = 50
CARDS = Text("案卡", "Cards")
# cards made of cards are shown by their keys
KEYS = TableColumns("card_keys", (Column("key", Text("编号", "Key"), stays=True),))


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
    pinned = pinned_cards(run, chosen)
    columns = columns_for(request, pinned.columns if pinned else KEYS)

    def rows_of(keys: Sequence[str]) -> list[Cells]:
        return pinned.rows(columns, keys) if pinned else [{"key": key} for key in keys]

    values = {each: itemgetter(each) for each in columns.names}
    may_export = may_here(request.user, Permission.EXPORT_MAKE, asked.unit)
    if request.GET.get("export") == "xlsx" and may_export:
        note = f"{indicator.label.zh} · {chosen.name} · {asked.period} · 运行 {run.pk}"
        sheet = columns.sheet(CARDS, rows_of(chosen.keys), values, note)
        file_name = f"cards-{name}-{asked.period}"
        return exported_sheet(request, sheet, file_name, by=request.user)
    listed = Paginator(chosen.keys, PAGE_SIZE).get_page(request.GET.get("page"))
    keys = list(listed.object_list)
    context = {
        "run": run,
        "asked": asked,
        "indicator": indicator,
        "measures": measures,
        "chosen": chosen,
        "page": listed,
        "columns": columns,
        "rows": [
            {"cells": [(name, row[name]) for name in columns.names], "matter": matter}
            for row, matter in zip(
                rows_of(keys),
                _matters(request, pinned, keys) if pinned else [None] * len(keys),
                strict=True,
            )
        ],
        "period_words": in_words(asked.period),
        "may_export": may_export,
    }
    return render(request, "indicators/cards.html", context)


def _matters(
    request: PageRequest, pinned: PinnedCards, keys: Sequence[str]
) -> list[int | None]:
    """The matter of each row that is shown, where the viewer may open it."""
    card = pinned.card.name
    found = matters_of(request.user, card, keys)
    return [found.get(key) for key in sealed.shown_keys(keys, card)]


def _run(request: PageRequest) -> Run:
    wanted = request.GET.get("run", "")
    found = (
        Run.objects.filter(pk=int(wanted), state=Run.State.DONE).first()
        if wanted.isdecimal()
        else latest_run()
    )
    if found is None:
        raise Http404("run")
    return found
