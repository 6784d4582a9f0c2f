"""How many findings stand where, department by department."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from hengjian.organisation.models import Procuratorate
from hengjian.warehouse.models import AWAITING, Finding, FindingState


@dataclass(frozen=True)
class StateCount:
    """One department's findings by what became of them."""

    place: str
    department: str
    total: int
    awaiting: int
    answered: int
    closed: int


def by_department(found: QuerySet[Finding]) -> list[StateCount]:
    """Counts by place and department, most first."""
    sums: dict[tuple[str, str], Counter[str]] = {}
    rows = (
        found.order_by()
        .values_list("unit_code", "department_text", "state")
        .annotate(Count("id"))
    )
    for unit, department, state, number in rows:
        sums.setdefault((unit, department), Counter())[state] += number
    codes = {unit for unit, _ in sums}
    names = {p.code: str(p) for p in Procuratorate.objects.filter(code__in=codes)}
    counts = [
        StateCount(
            names.get(unit, unit),
            department,
            states.total(),
            sum(states[state] for state in AWAITING),
            states[FindingState.ANSWERED_CORRECTED]
            + states[FindingState.ANSWERED_EXPLAINED],
            states[FindingState.CLOSED],
        )
        for (unit, department), states in sums.items()
    ]
    return sorted(counts, key=lambda c: (-c.total, c.place, c.department))
