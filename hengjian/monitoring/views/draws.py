"""评查抽取: cases drawn for review, with all that is needed to draw them again."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_name
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door, visible_unit
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.monitoring import drawing
from hengjian.monitoring.actions import draws as actions
from hengjian.monitoring.asked_draw import Typed, question_of
from hengjian.monitoring.models import Draw
from hengjian.monitoring.queries.draws import cases_of, draws_seen, strata_in_words
from hengjian.monitoring.table_columns import CASES
from hengjian.monitoring.templatetags.monitoring_words import titled
from hengjian.monitoring.wording import EXCLUSIONS, MODES, WHY_DRAWN
from hengjian.ui.templatetags.say import in_reader_language as say
from hengjian.warehouse.queries.card_titles import card_titles


PAGE_SIZE = 50


@door(Permission.REVIEW_DRAW)
def page(request: PageRequest) -> HttpResponse:
    """Every draw of the viewer's offices, the newest first."""
    shown = Paginator(draws_seen(request.user), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": shown,
        "titles": _titles(),
        "modes": MODES,
        "today": clock.today(),
    }
    return render(request, "monitoring/draws.html", context)


@door(Permission.REVIEW_DRAW, methods=("GET", "HEAD", "POST"))
def new(request: PageRequest) -> HttpResponse:
    """The question of a draw; posted, it is drawn."""
    if request.method != "POST":
        return _asked(request, {})
    typed = request.POST.dict()
    try:
        return _draw(request, typed)
    except UserFault as fault:
        if fault.is_refusal:
            raise
        return _asked(request, typed, fault.message)


def _draw(request: PageRequest, typed: dict[str, str]) -> HttpResponse:
    unit = visible_unit(request.user, Permission.REVIEW_DRAW, typed.get("unit"))
    from_on, until_on = _day(typed.get("from")), _day(typed.get("until"))
    if from_on > until_on:
        raise UserFault(Text("起止日期颠倒", "the days stand the wrong way round"))
    asked = drawing.Asked(
        drawing.population_named(typed.get("population", "")), unit, from_on, until_on
    )
    prepared = drawing.prepare(asked)
    question = question_of(
        prepared,
        Typed(
            typed.get("seed", ""),
            _number(typed.get("size")),
            _number(typed.get("least_of_handler")),
        ),
    )
    record = actions.draw_cases(prepared=prepared, question=question, by=request.user)
    said = Text(
        f"总体 {record.population_count:,} 件，抽中 {record.drawn_count:,} 件。",
        f"{record.drawn_count:,} of {record.population_count:,} cases drawn.",
    )
    messages.success(request, say(said))
    return redirect("monitoring:draw", record.pk)


def _asked(
    request: PageRequest, typed: dict[str, str], fault: Text | None = None
) -> HttpResponse:
    today = clock.today()
    last = today.replace(day=1) - timedelta(days=1)
    context: dict[str, Any] = {
        "typed": typed,
        "fault": fault,
        "from_on": typed.get("from") or last.replace(day=1).isoformat(),
        "until_on": typed.get("until") or last.isoformat(),
        "units": visible_units(request.user, Permission.REVIEW_DRAW).order_by(
            "level", "code"
        ),
        "populations": _offered(last),
    }
    status = 422 if fault is not None else 200
    return render(request, "monitoring/new_draw.html", context, status=status)


def _offered(day: date) -> list[dict[str, Any]]:
    """Populations with what their packs ask for."""
    return [
        {
            "name": name,
            "label": each.label,
            "mode": MODES[each.mode],
            "share": drawing.parameter(each, drawing.SHARE, day),
            "least": drawing.parameter(each, drawing.LEAST, day),
        }
        for name, each in drawing.populations().items()
    ]


@door(Permission.REVIEW_DRAW)
def draw(request: PageRequest, number: int) -> HttpResponse:
    """One draw: how, from what, which cases; ``?again=1`` draws it again to compare."""
    record = seen(request, number)
    cases = cases_of(record)
    columns = columns_for(request, CASES)
    if request.GET.get("export"):
        words = strata_in_words(record)
        named = {**_VALUES, "stratum": lambda case: titled(case.stratum, words)}
        sheet = columns.sheet(
            Text("抽中案件", "Cases drawn"), cases, named, str(record)
        )
        return exported_sheet(request, sheet, f"draw-{record.pk}", by=request.user)
    again, again_fault = None, ""
    if request.GET.get("again"):
        try:
            again = drawing.redraw(record)
        except UserFault as fault:
            again_fault = say(fault.message)
    context: dict[str, Any] = {
        "draw": record,
        "rows": cases,
        "columns": columns,
        "title": _titles().get(record.population, Text.same(record.population)),
        "mode": MODES[record.mode],
        "drawn_by": actor_name(record.drawn_by),
        "exclusions": [
            (EXCLUSIONS.get(each["reason"], Text.same(each["reason"])), each["count"])
            for each in record.exclusions
        ],
        "again": again,
        "again_fault": again_fault,
        "strata": strata_in_words(record),
        "card": card_titles().get(record.table.name, Text.same(record.table.name)),
        "may_export": may(
            request.user, Permission.EXPORT_MAKE, unit=record.procuratorate
        ),
    }
    return render(request, "monitoring/draw.html", context)


@door(Permission.REVIEW_DRAW, methods=("POST",))
def cancel(request: PageRequest, number: int) -> HttpResponse:
    """Cancel a draw, with the reason."""
    record = seen(request, number)
    actions.cancel_draw(
        draw=record, reason=request.POST.get("reason", ""), by=request.user
    )
    messages.success(request, say(Text("抽取已作废。", "The draw is cancelled.")))
    return redirect("monitoring:draw", record.pk)


def seen(request: PageRequest, number: int) -> Draw:
    """A draw that the viewer sees. Raises ``Http404``."""
    found = draws_seen(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


_VALUES = {
    "place": lambda case: case.place,
    "case": lambda case: case.case_number,
    "why": lambda case: say(WHY_DRAWN[case.why]),
    "concluded": lambda case: case.concluded_on,
    "handler": lambda case: case.handler,
    "department": lambda case: case.department_text,
    "matter": lambda case: case.matter.number if case.matter else "",
}


def _titles() -> dict[str, Text]:
    return {name: each.label for name, each in drawing.populations().items()}


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise UserFault(
            Text("请写明起止日期", "say from and until which day")
        ) from None


def _number(text: str | None) -> int | None:
    if not text or not text.strip():
        return None
    if not text.strip().isdecimal() or len(text) > 9:
        raise UserFault(Text("件数应为整数", "numbers of cases are whole numbers"))
    return int(text)
