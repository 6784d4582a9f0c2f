"""期限看板: what is due when, custody first."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, permissions_of
from hengjian.lib import clock
from hengjian.limits import asked as asking
from hengjian.limits.exports import board_sheet
from hengjian.limits.queries import board, tasks
from hengjian.limits.queries.tasks import WantedTasks
from hengjian.limits.queries.telling import limit_labels, told
from hengjian.limits.table_columns import BOARD
from hengjian.limits.wording import ACTS
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse.queries.card_titles import card_titles


PAGE_SIZE = 50


class _Counted(Paginator):  # type: ignore[type-arg]
    """Pages of a list whose length the tiles have counted already."""

    count = 0


@door(Permission.CARD_READ)
def page(request: PageRequest) -> HttpResponse:
    """Tiles and list; ``?export=xlsx`` the list as it is shown."""
    asked = asking.asked_for(request)
    found = board.listed(request.user, asked.wanted)
    titles = card_titles()
    columns = columns_for(request, BOARD)
    if request.GET.get("export"):
        sheet = board_sheet(columns, found, titles, _note(asked))
        name = f"limits-{clock.today()}"
        return exported_sheet(request, sheet, name, by=request.user)
    counted = board.counts(request.user, asked.wanted)
    pages = _Counted(found, PAGE_SIZE)
    pages.count = counted.of(asked.wanted)
    shown = pages.get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "asked": asked,
        "page": shown,
        "rows": told(shown.object_list),
        "columns": columns,
        "counts": counted,
        "tasks": _tasks(request, asked),
        "today": clock.today(),
        "titles": titles,
        "units": asking.units(request),
        "departments": asking.departments(asked.unit),
        "may_export": may(request.user, Permission.EXPORT_MAKE, unit=asked.unit),
        "is_narrowed": bool(request.GET.keys() - asking.LOOKS),
        "choices": {
            "spans": asking.EVERY_SPAN.items(),
            "scopes": asking.SCOPES.items(),
            "acts": ACTS.items(),
            "limits": limit_labels().items(),
        },
    }
    return render(request, "limits/board.html", context)


def _tasks(request: PageRequest, asked: asking.Asked) -> dict[str, int] | None:
    """How many tasks of matters are due; None for who reads no matters."""
    if Permission.MATTER_READ not in permissions_of(request.user):
        return None
    own = asked.wanted.own
    return tasks.counts(request.user, WantedTasks(own=own, place=asked.unit))


def _note(asked: asking.Asked) -> str:
    parts = [
        str(asked.unit) if asked.unit else "",
        in_reader_language(asking.SCOPES[asked.scope]),
        in_reader_language(asking.EVERY_SPAN[asked.span]),
        f"{clock.today():%Y-%m-%d}",
    ]
    return " · ".join(part for part in parts if part)
