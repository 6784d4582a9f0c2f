"""公示: what was asked of the office, what it answered and why, for all its staff."""

from datetime import date
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
from hengjian.matters.kinds import kinds, titles
from hengjian.office.actions.posting import publication_of
from hengjian.office.models import Posting
from hengjian.office.queries.places import offices
from hengjian.office.queries.postings import STATES, Line, Wanted, lines, posted
from hengjian.office.table_columns import POSTED
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


PAGE_SIZE = 50


@door(Permission.POSTING_READ)
def page(request: PageRequest) -> HttpResponse:
    """Requests with their answers; ``?export=xlsx`` the list as it is narrowed."""
    units = list(offices(request.user, Permission.POSTING_READ))
    wanted = _wanted(request, {unit.code: unit for unit in units})
    found = posted(request.user, wanted)
    columns = columns_for(request, POSTED)
    may_export = Permission.EXPORT_MAKE in permissions_of(request.user)
    if request.GET.get("export") and may_export:
        sheet = _sheet(columns, lines(list(found)))
        name = f"posted-{clock.today()}"
        return exported_sheet(request, sheet, name, by=request.user)
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "wanted": wanted,
        "page": shown,
        "lines": lines(list(shown)),
        "columns": columns,
        "units": units,
        "states": STATES.items(),
        "titles": _posting_kinds(),
        "may_export": may_export,
        "is_narrowed": bool(request.GET.keys() - {"columns", "page"}),
    }
    return render(request, "office/posted.html", context)


def _wanted(request: PageRequest, units: dict[str, Any]) -> Wanted:
    given = request.GET
    return Wanted(
        unit=units.get(given.get("unit", "")),
        kind=given.get("kind", "")[:100],
        state=given.get("state", "") if given.get("state", "") in STATES else "",
        find=given.get("find", "").replace("\0", "")[:100],
        posted_from=_day(given.get("from", "")),
        posted_until=_day(given.get("until", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _posting_kinds() -> dict[str, Text]:
    """The kinds that post anything: name → column."""
    found = {n: publication_of(kind) for n, kind in kinds().items()}
    return {n: each.column for n, each in found.items() if each is not None}


def _told(posting: Posting | None) -> str:
    if posting is None:
        return ""
    return "；".join(
        f"{say(Text(i['zh'], i['en']))}：{say(Text(i['value_zh'], i['value_en']))}"
        for i in posting.content
    )


def _sheet(columns: ShownColumns, found: list[Line]) -> Sheet:
    names = titles()
    values = {
        "posted": lambda line: line.request.posted_on,
        "number": lambda line: line.request.matter.number,
        "column": lambda line: say(names.get(line.request.kind, Text("", ""))),
        "department": lambda line: str(line.request.department or ""),
        "request": lambda line: _told(line.request),
        "answer": lambda line: " / ".join(_told(each) for each in line.answers),
        "answered": lambda line: line.answers[0].posted_on if line.answers else None,
        "days": lambda line: line.days,
        "comments": lambda line: line.comments,
        "unit": lambda line: str(line.request.procuratorate),
        "digest": lambda line: line.request.digest,
    }
    return columns.sheet(Text("机关事务公示", "Posted office services"), found, values)
