"""事项: lists by kind, and the kinds that may be registered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of, visible_units
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import kinds, titles
from hengjian.matters.models import Matter
from hengjian.matters.queries.lists import STATES, at_hand, falls_by_key, listed
from hengjian.matters.table_columns import MATTERS
from hengjian.matters.views.asked import matter_filter, may_export
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.long_list import LongList
from hengjian.ui.templatetags.say import in_reader_language as say


PAGE_SIZE = 50


@door(Permission.MATTER_READ)
def page(request: PageRequest) -> HttpResponse:
    """Matters as far as they are seen; ``?export=xlsx`` the list as it is narrowed."""
    wanted = matter_filter(request)
    sort = request.GET.get("sort", "")
    found = listed(request.user, wanted, sort)
    columns = columns_for(request, MATTERS)
    names = titles()
    if request.GET.get("export") and may_export(request):
        return exported_sheet(
            request,
            _sheet(columns, list(found), names),
            f"matters-{clock.today()}",
            by=request.user,
        )
    pages = LongList(found, PAGE_SIZE, falls_by_key=falls_by_key(sort))
    shown = pages.get_page(request.GET.get("page"))
    units = visible_units(request.user, Permission.MATTER_READ).order_by(
        "level", "code"
    )
    context: dict[str, Any] = {
        "wanted": wanted,
        "page": shown,
        "at_hand": at_hand(list(shown)),
        "columns": columns,
        "titles": names,
        "states": STATES.items(),
        "units": units,
        "may_register": Permission.MATTER_REGISTER in permissions_of(request.user),
        "may_export": may_export(request),
        "is_narrowed": bool(request.GET.keys() - {"columns", "sort"}),
    }
    return render(request, "matters/matters.html", context)


@door(Permission.MATTER_REGISTER)
def choose(request: PageRequest) -> HttpResponse:
    """Which kind is to be registered."""
    return render(request, "matters/choose.html", {"kinds": kinds().values()})


def _sheet(columns: ShownColumns, found: list[Matter], names: dict[str, Text]) -> Sheet:
    waiting = at_hand(found)
    values = {
        "number": lambda matter: matter.number,
        "title": lambda matter: matter.title,
        "kind": lambda matter: say(names.get(matter.kind, Text.same(matter.kind))),
        "state": lambda matter: say(matter.state_text),
        "task": lambda matter: "、".join(
            say(i.label) for i in waiting.get(matter.pk, [])
        ),
        "due": lambda matter: next(
            (i.due_on for i in waiting.get(matter.pk, []) if i.due_on), None
        ),
        "handler": lambda matter: str(matter.handler or ""),
        "registrant": lambda matter: str(matter.registrant or ""),
        "leader": lambda matter: str(matter.leader_in_charge or ""),
        "unit": lambda matter: str(matter.procuratorate),
        "department": lambda matter: str(matter.department or ""),
        "registered": lambda matter: matter.registered_on,
        "closed": lambda matter: matter.closed_on,
    }
    return columns.sheet(Text("事项", "Matters"), found, values)
