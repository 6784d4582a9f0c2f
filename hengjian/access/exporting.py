"""The one way out for tables and papers: what is handed out is entered in the journal."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from hengjian.access.actions import exports
from hengjian.audit.actors import Actor
from hengjian.ui.downloads import Sheet, workbook_answer


# how a page is shown, not what; and texts that somebody typed, which may be personal
_LEFT_OUT = frozenset({"export", "page", "sort"})
_TYPED = frozenset({"find"})
GIVEN = "given"


def exported_sheet(
    request: HttpRequest, sheet: Sheet, file_name: str, *, by: Actor
) -> HttpResponse:
    """A table as a workbook, once its leaving is in the journal."""
    rows = list(sheet.rows)
    note_export(request, file_name, rows=len(rows), by=by)
    return workbook_answer(replace(sheet, rows=rows), file_name)


def note_export(
    request: HttpRequest, table: str, *, rows: int | None = None, by: Actor
) -> None:
    """Enter who takes out what, by which filter, and how many rows."""
    exports.note(table=table, asked=_filter(request), rows=rows, by=by)


def _filter(request: HttpRequest) -> dict[str, str]:
    asked = {"address": request.path}
    for name, values in request.GET.lists():
        value = ",".join(str(each) for each in values)
        if name not in _LEFT_OUT and value:
            asked[name] = GIVEN if name in _TYPED else value
    return asked
