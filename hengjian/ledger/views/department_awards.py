"""部门奖励: who confirms points proposes an award of a department, another decides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.very_offices import very_offices
from hengjian.engines.points.amounts import hundredths
from hengjian.ledger.actions import proposing
from hengjian.ledger.actions.proposing import Proposed
from hengjian.ledger.asked import day_required
from hengjian.ledger.queries.rules import rule_on
from hengjian.ledger.views.proposals import evidence_given
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language as say


@door(Permission.POINTS_CONFIRM, methods=("POST",))
def propose(request: PageRequest) -> HttpResponse:
    """Propose an award of a department; another person decides on it."""
    given = request.POST
    day = day_required(given.get("day", ""))
    units = very_offices(request.user, Permission.POINTS_CONFIRM)
    unit = units.filter(code=given.get("unit", "")[:6]).first()
    department = (
        unit.departments.filter(code=given.get("department", "")[:20]).first()
        if unit is not None
        else None
    )
    rule = rule_on(unit, given.get("rule", "")[:60], day) if unit is not None else None
    if department is None or rule is None:
        raise UserFault(
            Text(
                "请选择部门和当日有效的规则",
                "choose a department and a rule of that day",
            )
        )
    proposed = Proposed(
        rule=rule,
        hundredths=hundredths(given.get("amount", "")),
        happened_on=day,
        words=given.get("words", ""),
        evidence=evidence_given(request),
    )
    proposing.propose_award(department=department, proposed=proposed, by=request.user)
    messages.success(
        request,
        say(Text("已提出，待另一人确认。", "Proposed; another person confirms.")),
    )
    return redirect("ledger:proposals")
