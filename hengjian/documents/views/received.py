"""收文登记簿: what came from outside, from whom, for which matter, who has it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of, visible_units
from hengjian.documents.models import ReceivedPaper
from hengjian.documents.models.received_paper import RECEIVED_KINDS
from hengjian.documents.queries.received import (
    PERSON,
    ReceivedFilter,
    listed,
    years_received,
)
from hengjian.documents.table_columns import RECEIVED
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
    found = listed(request.user, wanted, request.GET.get("sort", "")).annotate(
        passed_on=Count("passed"),
        read=Count("passed", filter=Q(passed__read_at__isnull=False)),
    )
    columns = columns_for(request, RECEIVED)
    may_export = Permission.EXPORT_MAKE in permissions_of(request.user)
    if request.GET.get("export") and may_export:
        name = f"received-{clock.today()}"
        return exported_sheet(request, _sheet(columns, found), name, by=request.user)
    units = visible_units(request.user, Permission.DOCUMENT_READ)
    context: dict[str, Any] = {
        "wanted": wanted,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "columns": columns,
        "kinds": RECEIVED_KINDS.items(),
        "years": years_received(request.user),
        "units": units.order_by("level", "code"),
        "may_export": may_export,
        "a_person": PERSON,
        "is_narrowed": bool(request.GET.keys() - {"columns", "sort"}),
    }
    return render(request, "documents/received.html", context)


def _filter(request: PageRequest) -> ReceivedFilter:
    given = request.GET
    kind, year = given.get("kind", ""), given.get("year", "")
    units = visible_units(request.user, Permission.DOCUMENT_READ)
    return ReceivedFilter(
        kind=kind if kind in RECEIVED_KINDS else "",
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        unit=units.filter(code=given.get("unit", "")[:6]).first(),
        find=given.get("find", "").strip()[:MOST],
    )


def _sheet(columns: ShownColumns, found: QuerySet[ReceivedPaper]) -> Sheet:
    values = {
        "number": lambda p: p.number,
        "kind": lambda p: say(p.kind_text),
        "sender": lambda p: p.sender or say(PERSON),
        "theirs": lambda p: p.sender_number,
        "dated": lambda p: p.dated_on,
        "received": lambda p: p.received_on,
        "matter": lambda p: p.matter_number,
        "answers": lambda p: str(p.answers) if p.answers is not None else "",
        "passed": lambda p: f"{p.read}/{p.passed_on}" if p.passed_on else "",
        "unit": lambda p: str(p.procuratorate),
        "reason": lambda p: p.withdrawal_reason,
    }
    return columns.sheet(Text("收文登记簿", "Papers received"), list(found), values)
