"""待办: what must I do, by when; and for what am I waiting."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import titles
from hengjian.matters.models import WorkItem
from hengjian.matters.queries.inbox import (
    DUES,
    SCOPES,
    inbox,
    overview,
)
from hengjian.matters.table_columns import INBOX
from hengjian.matters.views.asked import inbox_filter, may_export
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


PAGE_SIZE = 50


@door(Permission.MATTER_READ)
def page(request: PageRequest) -> HttpResponse:
    """The inbox, most urgent first; ``?export=xlsx`` the list as it is narrowed."""
    wanted = inbox_filter(request)
    columns = columns_for(request, INBOX)
    names = titles()
    if request.GET.get("export") and may_export(request):
        return exported_sheet(
            request,
            _sheet(columns, inbox(request.user, wanted), names),
            f"inbox-{clock.today()}",
            by=request.user,
        )
    held = permissions_of(request.user)
    seen = overview(request.user, wanted)
    pages = Paginator(seen.found, PAGE_SIZE)
    if seen.number is not None:
        pages.count = seen.number  # counted already: not once more
    context: dict[str, Any] = {
        "wanted": wanted,
        "page": pages.get_page(request.GET.get("page")),
        "columns": columns,
        "counts": seen.counts,
        "scopes": SCOPES.items(),
        "dues": DUES.items(),
        "kinds": [(kind, names.get(kind, Text.same(kind))) for kind in seen.kinds],
        "places": seen.places,
        "titles": names,
        "may_allocate": Permission.MATTER_ALLOCATE in held,
        "may_urge": Permission.MATTER_SUPERVISE in held or wanted.scope == "others",
        "may_register": Permission.MATTER_REGISTER in held,
        "may_export": may_export(request),
        "is_narrowed": bool(request.GET.keys() - {"columns", "scope"}),
    }
    return render(request, "matters/inbox.html", context)


def _sheet(columns: ShownColumns, found: Any, names: dict[str, Text]) -> Sheet:
    values = {
        "due": lambda item: item.due_on,
        "task": lambda item: say(item.label),
        "matter": lambda item: item.matter.title,
        "kind": lambda item: say(
            names.get(item.matter_kind, Text.same(item.matter_kind))
        ),
        "number": lambda item: item.matter.number,
        "person": _holder,
        "unit": lambda item: str(item.procuratorate),
        "department": lambda item: str(item.department or ""),
        "since": lambda item: item.since_at.astimezone(clock.SHANGHAI),
        "urged": lambda item: item.times_urged,
    }
    return columns.sheet(Text("待办", "Inbox"), found, values)


def _holder(item: WorkItem) -> str:
    return item.person.name if item.person is not None else ""
