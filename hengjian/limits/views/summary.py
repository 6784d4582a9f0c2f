"""期限汇总: the same limits counted by unit, department, person or kind."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.lib import clock
from hengjian.limits import asked as asking
from hengjian.limits.exports import summary_sheet
from hengjian.limits.queries import board
from hengjian.limits.queries.groups import KINDS, line_of
from hengjian.limits.queries.telling import labels
from hengjian.limits.table_columns import SUMMARY
from hengjian.ui.templatetags.say import in_reader_language as say


@door(Permission.CARD_READ)
def page(request: PageRequest) -> HttpResponse:
    """One line for each group; ``?export=xlsx`` the table as it is shown."""
    asked = asking.asked_for(request)
    by = request.GET.get("by", "")
    by = by if by in KINDS else "unit"
    names = labels()
    lines = [
        line_of(by, row, names) for row in board.summary(request.user, asked.wanted, by)
    ]
    columns = columns_for(request, SUMMARY)
    if request.GET.get("export"):
        sheet = summary_sheet(columns, KINDS[by], lines, _note(asked, by))
        name = f"limits-summary-{clock.today()}"
        return exported_sheet(request, sheet, name, by=request.user)
    context: dict[str, Any] = {
        "asked": asked,
        "columns": columns,
        "may_export": may(request.user, Permission.EXPORT_MAKE, unit=asked.unit),
        "by": by,
        "kinds": KINDS.items(),
        "lines": lines,
        "today": clock.today(),
        "units": asking.units(request),
        "choices": {"scopes": asking.SCOPES.items()},
    }
    return render(request, "limits/summary.html", context)


def _note(asked: asking.Asked, by: str) -> str:
    parts = [
        str(asked.unit) if asked.unit else "",
        say(asking.SCOPES[asked.scope]),
        say(KINDS[by]),
        f"{clock.today():%Y-%m-%d}",
    ]
    return " · ".join(part for part in parts if part)
