"""文书登记簿: which documents were made, under which number, sealed and served when."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of, visible_units
from hengjian.documents.models import Document
from hengjian.documents.models.document import STATES
from hengjian.documents.queries.register import (
    RegisterFilter,
    kinds_seen,
    listed,
    years_seen,
)
from hengjian.documents.table_columns import REGISTER
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


PAGE_SIZE = 50
MOST = 100


@door(Permission.DOCUMENT_READ)
def page(request: PageRequest) -> HttpResponse:
    """The register; ``?export=xlsx`` as it is narrowed."""
    wanted = _filter(request)
    found = listed(request.user, wanted, request.GET.get("sort", ""))
    columns = columns_for(request, REGISTER)
    may_export = Permission.EXPORT_MAKE in permissions_of(request.user)
    if request.GET.get("export") and may_export:
        name = f"documents-{clock.today()}"
        return exported_sheet(request, _sheet(columns, found), name, by=request.user)
    units = visible_units(request.user, Permission.DOCUMENT_READ)
    context: dict[str, Any] = {
        "wanted": wanted,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "columns": columns,
        "states": STATES.items(),
        "kinds": [(code, Text(zh, en)) for code, zh, en in kinds_seen(request.user)],
        "years": years_seen(request.user),
        "units": units.order_by("level", "code"),
        "may_export": may_export,
        "may_change": Permission.DOCUMENT_TEMPLATE_CHANGE
        in permissions_of(request.user),
        "today": clock.today(),
        "is_narrowed": bool(request.GET.keys() - {"columns", "sort"}),
    }
    return render(request, "documents/register.html", context)


def _filter(request: PageRequest) -> RegisterFilter:
    given = request.GET
    year = given.get("year", "")
    units = visible_units(request.user, Permission.DOCUMENT_READ)
    state = given.get("state", "")
    return RegisterFilter(
        kind=given.get("kind", "")[:MOST],
        state=state if state in STATES else "",
        year=int(year)
        if year.isdecimal() and len(year) == 4 and year > "0000"
        else None,
        unit=units.filter(code=given.get("unit", "")[:6]).first(),
        find=given.get("find", "").strip()[:MOST],
    )


def _sheet(columns: ShownColumns, found: Any) -> Sheet:
    values = {
        "number": lambda d: d.number,
        "title": lambda d: say(d.title),
        "matter": lambda d: d.matter_number,
        "state": lambda d: say(d.state_text),
        "issued": lambda d: d.issued_on,
        "seal": lambda d: _sealed_on(d),
        "served": lambda d: d.first_served,
        "reply": lambda d: d.reply_due_on,
        "answered": lambda d: d.first_answered,
        "unit": lambda d: str(d.procuratorate),
        "made": lambda d: d.made_at.astimezone(clock.SHANGHAI).date(),
        "reason": lambda d: d.withdrawal_reason,
    }
    return columns.sheet(Text("文书登记簿", "Documents"), list(found), values)


def _sealed_on(document: Document) -> Any:
    use = getattr(document, "seal_use", None)
    return use.on if use is not None else None
