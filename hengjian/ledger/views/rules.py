"""规则: what gives how much, since when, by what source, and who sees the lists."""

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.very_offices import very_offices
from hengjian.ledger.models import (
    CIRCLES,
    PURPOSES,
    Purpose,
)
from hengjian.ledger.queries.rules import rules_in_force, versions
from hengjian.ledger.queries.sight import circle_on
from hengjian.lib import clock


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
