"""部门奖励: who confirms points proposes an award of a department, another decides."""

from django.http import HttpResponse

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.very_offices import very_offices
from hengjian.ledger.actions import proposing
from hengjian.ledger.asked import day_required
from hengjian.ledger.queries.rules import rule_on
from hengjian.ledger.views.proposals import proposed_of, told_as_proposed
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


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
    proposed = proposed_of(request, rule, day)
    proposing.propose_award(department=department, proposed=proposed, by=request.user)
    return told_as_proposed(request)
