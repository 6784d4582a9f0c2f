"""规则: what gives how much, since when, by what source, and who sees the lists."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.very_offices import very_offices
from hengjian.engines.points.amounts import hundredths
from hengjian.ledger.actions import rules
from hengjian.ledger.actions.rules import Said
from hengjian.ledger.asked import day_required
from hengjian.ledger.models import (
    CIRCLES,
    PURPOSES,
    Circle,
    LedgerRule,
    Purpose,
    RuleKind,
)
from hengjian.ledger.queries.rules import rules_in_force, versions
from hengjian.ledger.queries.sight import circle_on
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate
from hengjian.ui.templatetags.say import in_reader_language as say


@door(Permission.LEDGER_READ)
def page(request: PageRequest) -> HttpResponse:
    """The rules in force today with their source, every version, and the circles."""
    units = list(very_offices(request.user, Permission.LEDGER_READ))
    wanted = request.GET.get("unit", "")
    unit = next((u for u in units if u.code == wanted), units[0] if units else None)
    changes = very_offices(request.user, Permission.LEDGER_RULE_CHANGE)
    standing = rules_in_force(unit, clock.today()) if unit else []
    context = {
        "units": units,
        "unit": unit,
        "rules": standing,
        "earlier": [v for v in versions(unit) if v not in standing] if unit else [],
        "shown_to": [(PURPOSES[p], circle_on(unit, p)) for p in Purpose]
        if unit
        else [],
        "purposes": PURPOSES.items(),
        "circles": CIRCLES.items(),
        "may_change": unit is not None and changes.filter(pk=unit.pk).exists(),
    }
    return render(request, "ledger/rules.html", context)


@door(Permission.LEDGER_RULE_CHANGE, methods=("POST",))
def renew(request: PageRequest, number: int) -> HttpResponse:
    """Set a new version of a rule from a day on: amounts, cap, or its end."""
    given = request.POST
    last = (
        LedgerRule.objects.filter(
            pk=number,
            procuratorate__in=very_offices(request.user, Permission.LEDGER_RULE_CHANGE),
        )
        .select_related("procuratorate")
        .first()
    )
    if last is None:
        raise Http404(str(number))
    cap = given.get("cap", "").strip()
    most = given.get("most", "").strip()
    source = given.get("source", "").strip()
    said = Said(
        code=last.code,
        purpose=Purpose(last.purpose),
        kind=RuleKind(last.kind),
        title=last.title,
        hundredths=hundredths(given.get("amount", "")),
        most=hundredths(most) if most else None,
        multiples=last.multiples,
        cap=hundredths(cap) if cap else None,
        cap_span=(last.cap_span or "year") if cap else "",
        caps_kind=last.caps_kind,
        from_on=day_required(given.get("from", "")),
        is_ended=given.get("ended") == "1",
        source=Text.same(source) if source else Text(last.source_zh, last.source_en),
        mark=last.mark,
    )
    rules.set_rule(unit=last.procuratorate, said=said, by=request.user)
    messages.success(request, say(Text("已设定新版本。", "A new version is set.")))
    return redirect("ledger:rules")


@door(Permission.LEDGER_RULE_CHANGE, methods=("POST",))
def show_to(request: PageRequest) -> HttpResponse:
    """Say how far a list is shown from a day on."""
    given = request.POST
    unit = _unit(request, given.get("unit", ""))
    if given.get("purpose") not in Purpose.values or given.get("circle") not in (
        Circle.values
    ):
        raise UserFault(Text("请选择用途和范围", "choose a purpose and a circle"))
    rules.set_circle(
        unit=unit,
        purpose=Purpose(given["purpose"]),
        circle=Circle(given["circle"]),
        from_on=day_required(given.get("from", "")),
        source=given.get("source", ""),
        by=request.user,
    )
    messages.success(request, say(Text("已设定公开范围。", "The circle is set.")))
    return redirect("ledger:rules")


def _unit(request: PageRequest, code: str) -> Procuratorate:
    offices = very_offices(request.user, Permission.LEDGER_RULE_CHANGE)
    unit = offices.filter(code=code).first()
    if unit is None:
        raise UserFault(
            Text("没有这个院，或规则不由您设定", "no such office, or not yours to set"),
            status=404,
        )
    return unit
