"""Bringing a file: which cards, whose, is it readable, may it be here."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.engines.tables.options import MEBIBYTE, ReadOptions
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse.forms import FileForm
from hengjian.warehouse.importing import arriving
from hengjian.warehouse.queries.card_titles import imported_titles
from hengjian.warehouse.queries.imports import PlaceUnclear, place_of_imports
from hengjian.warehouse.views import waiting_files


REFUSED = 422


@door(Permission.CARD_IMPORT, methods=("GET", "HEAD", "POST"))
def page(request: PageRequest) -> HttpResponse:
    """The form; a file that cannot be used comes back with the reason, nothing kept."""
    titles = imported_titles()
    units = visible_units(request.user, Permission.CARD_IMPORT)
    form = FileForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        cards=list(titles),
        units=units,
        unit_required=_must_name_place(request),
    )
    fault, is_secret = "", False
    if request.method == "POST":
        if form.is_valid():
            try:
                return _taken_in(request, form)
            except UserFault as refused:
                fault = in_reader_language(refused.message)
                is_secret = refused.status == arriving.MARKED_SECRET
        else:
            fault = form.first_fault()
    context = {
        "form": form,
        "fault": fault,
        "is_secret": is_secret,
        "titles": titles.items(),
        "units": units.order_by("level", "code"),
        "chosen": _chosen(request),
        "most_megabytes": ReadOptions().max_bytes // MEBIBYTE,
    }
    status = REFUSED if fault else 200
    return render(request, "warehouse/new_import.html", context, status=status)


def _taken_in(request: PageRequest, form: FileForm) -> HttpResponse:
    uploaded = form.cleaned_data["file"]
    unit = form.cleaned_data["unit"]
    card = form.cleaned_data["card"]
    kept, head = arriving.look(
        uploaded.name,
        uploaded.size,
        uploaded.chunks(),
        card=card,
        procuratorate=unit,
        by=request.user,
    )
    waiting = waiting_files.WaitingFile.of(kept, card, unit)
    if arriving.is_ready(head) and not form.cleaned_data["review"]:
        staged = waiting_files.stage(request, waiting, sheet=head.sheet, mapping={})
        return redirect("warehouse:import", staged.pk)
    waiting_files.remember(request, waiting)
    return redirect("warehouse:prepare-import", waiting.key)


def _must_name_place(request: PageRequest) -> bool:
    try:
        place_of_imports(request.user)
    except PlaceUnclear:
        return True
    return False


def _chosen(request: PageRequest) -> dict[str, Any]:
    given = request.POST if request.method == "POST" else request.GET
    return {name: given.get(name, "") for name in ("card", "unit")}
