"""案卡质量: the four dimensions and the findings, as far as the viewer sees them."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet, note_export
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of, visible_departments
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person
from hengjian.organisation.queries import people_on
from hengjian.ui.downloads import XLSX
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse import exporting, exports
from hengjian.warehouse.models import Finding
from hengjian.warehouse.queries.card_titles import card_titles, rule_messages
from hengjian.warehouse.queries.dimensions import dimension_tiles
from hengjian.warehouse.queries.finding_lists import DUES, STATES, due_within, listed
from hengjian.warehouse.queries.quality import QualityFilter
from hengjian.warehouse.table_columns import FINDINGS
from hengjian.warehouse.views import asked_findings
from hengjian.warehouse.views.asked_findings import Asked, asked_for
from hengjian.warehouse.views.exporting_allowed import may_export, wants_export
from hengjian.warehouse.wording import DIMENSIONS


PAGE_SIZE = 50
SCOPES = {
    "all": Text("全部责任人", "Everybody"),
    "own": Text("我的", "Mine"),
    "unassigned": Text("未对应到人", "Nobody's yet"),
}


@door(Permission.FINDING_READ)
def page(request: PageRequest) -> HttpResponse:
    """Tiles and list; ``?export=xlsx`` the list, ``?export=cards`` cards to mend."""
    asked = asked_for(request)
    found = listed(request.user, asked.wanted)
    titles = card_titles()
    columns = columns_for(request, FINDINGS)
    if wants_export(request):
        sheet = exports.findings_sheet(columns, found, titles, _note(asked, titles))
        return exported_sheet(
            request, sheet, f"findings-{clock.today()}", by=request.user
        )
    if wants_export(request, "cards") and asked.card in titles:
        return _cards_to_mend(request, asked, found)
    everything = listed(request.user, asked_findings.everywhere(asked))
    today = clock.today()
    first = today.replace(month=1, day=1)
    narrowed = QualityFilter(card=asked.card, first=first, place=_place(request, asked))
    context: dict[str, Any] = {
        "asked": asked,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "columns": columns,
        "tiles": dimension_tiles(narrowed, everything),
        "late": everything.filter(due_within("late", today)).count(),
        "week": everything.filter(due_within("week", today)).count(),
        "titles": titles,
        "rules": rule_messages(asked.card).items(),
        "units": asked_findings.units(request),
        "departments": asked_findings.departments(asked.unit),
        "people": people_to_ask(request, asked),
        "may_assign": Permission.FINDING_ASSIGN in permissions_of(request.user),
        "may_export": may_export(request, asked.unit),
        "is_narrowed": bool(request.GET.keys() - {"columns"}),
        "choices": {
            "states": {name: label for name, (label, _) in STATES.items()}.items(),
            "dues": DUES.items(),
            "scopes": SCOPES.items(),
            "dimensions": DIMENSIONS.items(),
        },
    }
    return render(request, "warehouse/quality.html", context)


def people_to_ask(request: PageRequest, asked: Asked) -> list[Person]:
    """To whom findings of the chosen place may be given."""
    if asked.unit is None:
        return []
    departments = visible_departments(request.user, Permission.FINDING_ASSIGN)
    own = departments.filter(procuratorate=asked.unit)
    whole = own.count() == asked.unit.departments.count()
    today = clock.today()
    if whole:
        return list(people_on(asked.unit, today).order_by("name"))
    found = {p.pk: p for each in own for p in people_on(each, today)}
    return sorted(found.values(), key=lambda person: person.name)


def _place(request: PageRequest, asked: Asked) -> Any:
    """Whose cards the tiles count: the chosen place, or the viewer's highest."""
    if asked.unit is not None:
        return asked.unit
    places = asked_findings.units(request)
    return places[0] if places else None


def _cards_to_mend(
    request: PageRequest, asked: Asked, found: QuerySet[Finding]
) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cards.xlsx"
        cards = exporting.write_findings(path, asked.card, found, by=request.user)
        answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    name = f"mend-{asked.card}-{clock.today()}.xlsx"
    note_export(request, name, rows=cards, by=request.user)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _note(asked: Asked, titles: dict[str, Text]) -> str:
    parts = [
        str(asked.unit) if asked.unit else "",
        in_reader_language(titles.get(asked.card)),
        in_reader_language(STATES[asked.wanted.state][0]),
        f"{clock.today():%Y-%m-%d}",
    ]
    return " · ".join(part for part in parts if part)
