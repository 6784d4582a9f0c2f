"""导入: which files were imported, by whom, what came of them."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.actor_names import actor_names
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door, visible_unit
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.warehouse import exports
from hengjian.warehouse.models import Import
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.warehouse.queries.sight import imports_seen
from hengjian.warehouse.table_columns import IMPORTS
from hengjian.warehouse.views.exporting_allowed import may_export, wants_export
from hengjian.warehouse.wording import IMPORT_STATES


SORTS = {
    "at": ("staged_at", "id"),
    "file": ("file_name", "id"),
    "card": ("table__name", "id"),
    "state": ("state", "id"),
    "read": ("rows_read", "id"),
    "rejected": ("rows_rejected", "id"),
    "findings": ("findings_raised", "id"),
}


@door(Permission.CARD_IMPORT)
def page(request: PageRequest) -> HttpResponse:
    """The list, newest first; ``?export=xlsx`` gives exactly what is shown."""
    found = _narrowed(request)
    titles = card_titles()
    columns = columns_for(request, IMPORTS)
    if wants_export(request):
        names = actor_names(found.values_list("staged_by", flat=True).distinct())
        return exported_sheet(
            request,
            exports.imports_sheet(columns, found, titles, names),
            "imports",
            by=request.user,
        )
    listed = Paginator(found, 50).get_page(request.GET.get("page"))
    units = visible_units(request.user, Permission.CARD_IMPORT)
    context = {
        "page": listed,
        "columns": columns,
        "titles": titles,
        "names": actor_names(each.staged_by for each in listed),
        "units": units.order_by("level", "code"),
        "states": IMPORT_STATES.items(),
        "asked": {n: request.GET.get(n, "") for n in ("card", "unit", "state", "kept")},
        "is_narrowed": bool(request.GET.keys() - {"columns"}),
        "may_export": may_export(request),
    }
    return render(request, "warehouse/imports.html", context)


def _narrowed(request: PageRequest) -> QuerySet[Import]:
    get = request.GET.get
    found = imports_seen(request.user)
    if card := get("card", ""):
        found = found.filter(table__name=card)
    if code := get("unit", ""):
        unit = visible_unit(request.user, Permission.CARD_IMPORT, code)
        found = found.filter(procuratorate__path__startswith=unit.path)
    if (state := get("state", "")) in IMPORT_STATES:
        found = found.filter(state=state)
    if get("kept", "") == "yes":
        found = found.filter(rows_rejected__gt=0)
    sort = get("sort", "")
    names = SORTS.get(sort.lstrip("-"))
    if names is None:
        return found.order_by("-id")
    backwards = sort.startswith("-")
    return found.order_by(*(f"-{name}" if backwards else name for name in names))
