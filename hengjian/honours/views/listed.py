"""评先评优: which rounds run, what is in public notice, who holds which honour."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.documents.word_answers import word_answer
from hengjian.honours.catalogue import HONOURS, KIND
from hengjian.honours.making_papers import record_paper
from hengjian.honours.models import Award
from hengjian.honours.models.award import AWARD_STATES
from hengjian.honours.queries import rounds as queries
from hengjian.honours.table_columns import AWARDS
from hengjian.indicators.queries.periods import in_words
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


P = Permission
PAGE_SIZE = 50


@door(P.HONOUR_READ)
def page(request: PageRequest) -> HttpResponse:
    """Rounds under way, and the record of honours; ``?export=xlsx`` the record."""
    honour = request.GET.get("honour", "")
    honour = honour if honour in HONOURS else ""
    state = request.GET.get("state", "")
    state = state if state in AWARD_STATES else ""
    awards = queries.awards_seen(request.user)
    if honour:
        awards = awards.filter(round__honour=honour)
    if state:
        awards = awards.filter(state=state)
    columns = columns_for(request, AWARDS)
    if wish := request.GET.get("export"):
        name, rows = f"honours-{clock.today()}", list(awards)
        if wish == "docx":
            paper = record_paper(rows, queries.numbers_of(rows))
            return word_answer(request, paper, name, rows=len(rows), by=request.user)
        sheet = _sheet(columns, rows)
        return exported_sheet(request, sheet, name, by=request.user)
    shown = Paginator(awards, PAGE_SIZE).get_page(request.GET.get("page"))
    every = queries.rounds_seen(request.user)
    under_way = [each for each in every[:200] if each.is_under_way]
    context: dict[str, Any] = {
        "under_way": under_way,
        "ended": [each for each in every[:200] if not each.is_under_way][:12],
        "in_notice": list(queries.notices_seen(request.user, clock.today())),
        "page": shown,
        "rows": list(shown),
        "numbers": queries.numbers_of(list(shown)),
        "columns": columns,
        "honours": [(code, each.title) for code, each in HONOURS.items()],
        "states": AWARD_STATES.items(),
        "honour": honour,
        "state": state,
        "is_narrowed": bool(honour or state),
        "kind": KIND,
        "may_hold": may(request.user, P.HONOUR_HOLD),
        "may_export": may(request.user, P.EXPORT_MAKE),
        "may_veto": may(request.user, P.VETO_PROPOSE)
        or may(request.user, P.VETO_DECIDE),
    }
    return render(request, "honours/honours.html", context)


def _sheet(columns: ShownColumns, awards: list[Award]) -> Sheet:
    numbers = queries.numbers_of(awards)
    values = {
        "awarded": lambda each: each.awarded_on,
        "honour": lambda each: say(HONOURS[each.round.honour].title),
        "period": lambda each: say(in_words(each.round.period)),
        "holder": lambda each: each.candidate.name,
        "unit": lambda each: each.round.procuratorate.name,
        "certificate": lambda each: numbers.get(each.pk, ""),
        "state": lambda each: say(each.state_text),
    }
    return columns.sheet(Text("荣誉登记簿", "Record of honours"), awards, values)
