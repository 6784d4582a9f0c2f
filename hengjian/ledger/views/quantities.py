"""每月任务: what each department handed in of a month's quantity, and who explains."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.very_offices import very_offices
from hengjian.engines.points.spans import month_of
from hengjian.ledger.actions import shortfalls
from hengjian.ledger.actions.shortfalls import Asked
from hengjian.ledger.asked import day_required, month_given
from hengjian.ledger.models import Purpose
from hengjian.ledger.queries.quantities import Quantity, quantities
from hengjian.ledger.queries.sight import circle_on, quantities_seen
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.models import Matter
from hengjian.matters.people import colleagues
from hengjian.matters.queries.sight import matters_seen
from hengjian.organisation.models import Person, Procuratorate
from hengjian.ui.templatetags.say import in_reader_language as say


@door(Permission.LEDGER_READ)
def page(request: PageRequest) -> HttpResponse:
    """The departments of an office in a month, in the order of their codes."""
    units = list(very_offices(request.user, Permission.LEDGER_READ))
    wanted = request.GET.get("unit", "")
    unit = next((u for u in units if u.code == wanted), units[0] if units else None)
    month = month_given(request.GET.get("month", "")) or month_of(clock.today())
    found = quantities_seen(request.user, unit, month) if unit is not None else []
    asks = very_offices(request.user, Permission.POINTS_CONFIRM)
    context = {
        "units": units,
        "unit": unit,
        "month": month,
        "quantities": found,
        "lines": _lines(request, found),
        "reached": sum(each.is_reached for each in found),
        "is_over": bool(found) and found[0].last_day < clock.today(),
        "may_ask": unit is not None and asks.filter(pk=unit.pk).exists(),
        "circle": circle_on(unit, Purpose.INFORMATION_POINTS) if unit else None,
        "people": list(colleagues(unit)) if unit is not None else [],
    }
    return render(request, "ledger/quantities.html", context)


def _lines(
    request: PageRequest, found: list[Quantity]
) -> list[tuple[Quantity, list[Matter], int]]:
    """Each quantity with the items it is made of: those shown, and how many are not."""
    keys = [key for each in found for key in each.sent]
    shown = {each.pk: each for each in matters_seen(request.user).filter(pk__in=keys)}
    told = []
    for each in found:
        items = [shown[key] for key in each.sent if key in shown]
        told.append((each, items, len(each.sent) - len(items)))
    return told


@door(Permission.POINTS_CONFIRM, methods=("POST",))
def ask(request: PageRequest) -> HttpResponse:
    """Ask a department that fell short to explain and correct, as a matter."""
    given = request.POST
    units = very_offices(request.user, Permission.POINTS_CONFIRM)
    unit = units.filter(code=given.get("unit", "")).first()
    month = month_given(given.get("month", ""))
    if unit is None or month is None:
        raise UserFault(Text("没有这个院或月份", "no such office or month"), status=404)
    quantity = next(
        (
            each
            for each in quantities(unit, month)
            if each.department.code == given.get("department")
            and each.rule.code == given.get("rule")
        ),
        None,
    )
    if quantity is None:
        raise UserFault(Text("没有这个部门", "no such department"), status=404)
    asked = Asked(
        responsible=_person(given.get("responsible", ""), unit),
        leader=_person(given.get("leader", ""), unit),
        due_on=day_required(given.get("due", "")),
    )
    shortfall = shortfalls.ask_to_explain(
        quantity=quantity, asked=asked, by=request.user
    )
    messages.success(
        request, say(Text("已要求说明，督办中。", "Asked; the matter is followed up."))
    )
    return redirect("matters:matter", shortfall.matter_id)


def _person(text: str, unit: Procuratorate) -> Person:
    found: Person | None = colleagues(unit).filter(number=text.strip()[:40]).first()
    if found is None:
        raise UserFault(Text(f"没有找到“{text}”", f"nobody is called “{text}”"))
    return found
