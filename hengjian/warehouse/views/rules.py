"""Error rates by rule; each opens its findings."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.lib import clock
from hengjian.ui.templatetags.figures import grouped
from hengjian.warehouse import exports
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.warehouse.queries.finding_lists import listed
from hengjian.warehouse.queries.quality import QualityFilter
from hengjian.warehouse.queries.rule_rows import in_order, rule_rows
from hengjian.warehouse.table_columns import RULES
from hengjian.warehouse.views import asked_findings
from hengjian.warehouse.views.exporting_allowed import may_export, wants_export
from hengjian.warehouse.wording import DIMENSIONS


@door(Permission.FINDING_READ)
def page(request: PageRequest) -> HttpResponse:
    """The table of rules; ``?export=xlsx`` gives exactly what is shown."""
    asked = asked_findings.asked_for(request)
    today = clock.today()
    first = day(request.GET.get("from", "")) or today.replace(month=1, day=1)
    last = day(request.GET.get("until", "")) or today
    places = asked_findings.units(request)
    place = asked.unit or (places[0] if places else None)
    seen = listed(request.user, asked_findings.everywhere(asked))
    narrowed = QualityFilter(card=asked.card, first=first, last=last, place=place)
    dimension = asked.wanted.narrowed.dimension
    rows = rule_rows(narrowed, seen, dimension=dimension)
    rows = in_order(rows, request.GET.get("sort", ""))
    titles = card_titles()
    columns = columns_for(request, RULES)
    if wants_export(request):
        note = f"{place} · {first} — {last}"
        return exported_sheet(
            request,
            exports.rules_sheet(columns, rows, titles, note),
            "error-rates",
            by=request.user,
        )
    context = {
        "asked": asked,
        "place": place,
        "first": first,
        "last": last,
        "page": Paginator(rows, 50).get_page(request.GET.get("page")),
        "columns": columns,
        "checked_total": grouped(sum(row.checked for row in rows)),
        "failed_total": grouped(sum(row.failed for row in rows)),
        "titles": titles,
        "units": places,
        "dimension": dimension,
        "dimensions": DIMENSIONS.items(),
        "may_export": may_export(request),
    }
    return render(request, "warehouse/rules.html", context)


def day(text: str) -> date | None:
    """A day from the address; None where there is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
