"""流程监控: cards that the rules hit, for case management to decide on."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.lib import clock
from hengjian.monitoring import asked as asking
from hengjian.monitoring.exports import prompts_sheet
from hengjian.monitoring.models import CheckedTable
from hengjian.monitoring.queries import prompts
from hengjian.monitoring.queries.telling import rule_titles, told
from hengjian.monitoring.rules import monitored_cards
from hengjian.monitoring.table_columns import PROMPTS
from hengjian.monitoring.wording import GROUNDS, LEVELS, PROMPT_ONLY, SPANS
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse.queries.card_titles import card_titles


PAGE_SIZE = 50


@door(Permission.CARD_READ)
def page(request: PageRequest) -> HttpResponse:
    """Tiles and list; ``?export=xlsx`` the list as it is shown."""
    asked = asking.asked_for(request)
    found = prompts.listed(request.user, asked.wanted)
    columns = columns_for(request, PROMPTS)
    if request.GET.get("export"):
        sheet = prompts_sheet(columns, told(found), _note(asked))
        name = f"prompts-{clock.today()}"
        return exported_sheet(request, sheet, name, by=request.user)
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    titles = card_titles()
    context: dict[str, Any] = {
        "asked": asked,
        "page": shown,
        "rows": told(shown.object_list),
        "columns": columns,
        "counts": prompts.counts(request.user, asked.wanted),
        "today": clock.today(),
        "units": asking.units(request),
        "departments": asking.departments(asked.unit),
        "checked": CheckedTable.objects.order_by("-checked_at").first(),
        "may_export": may(request.user, Permission.EXPORT_MAKE, unit=asked.unit),
        "is_narrowed": bool(request.GET.keys() - {"columns", "page", "sort"}),
        "prompt_only": PROMPT_ONLY,
        "choices": {
            "spans": SPANS.items(),
            "levels": LEVELS.items(),
            "grounds": GROUNDS.items(),
            "rules": sorted(rule_titles().items()),
            "cards": [(card, titles[card]) for card in monitored_cards()],
        },
    }
    return render(request, "monitoring/prompts.html", context)


def _note(asked: asking.Asked) -> str:
    parts = [
        str(asked.unit) if asked.unit else "",
        in_reader_language(SPANS[asked.wanted.span]),
        in_reader_language(PROMPT_ONLY),
        f"{clock.today():%Y-%m-%d}",
    ]
    return " · ".join(part for part in parts if part)
