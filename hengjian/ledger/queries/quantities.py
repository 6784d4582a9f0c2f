"""What each department handed in of a month's quantity, and who fell short."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from hengjian.engines.points.spans import span_of
from hengjian.ledger.models import LedgerRule, RuleKind, Shortfall
from hengjian.ledger.queries.rules import rules_in_force
from hengjian.ledger.queries.unsettled import KIND
from hengjian.matters.models import Matter
from hengjian.organisation.models import Department, Procuratorate


@dataclass(frozen=True)
class Quantity:
    """What one department owed of a month by a rule, what it sent, what was asked.

    ``sent`` are the keys of the items that were counted.
    """

    rule: LedgerRule
    department: Department
    month_on: date
    wanted: int
    reached: int
    shortfall: Shortfall | None = None
    sent: tuple[int, ...] = ()

    @property
    def is_reached(self) -> bool:
        """Whether nothing is lacking."""
        return self.reached >= self.wanted

    @property
    def lacking(self) -> int:
        """How many are lacking."""
        return max(0, self.wanted - self.reached)

    @property
    def last_day(self) -> date:
        """The month's last day."""
        return span_of(self.month_on, "month")[1]


def quantities(unit: Procuratorate, month_on: date) -> list[Quantity]:
    """Each department of an office against each monthly quantity in force, by name.

    Departments stand in the order of their codes and are never ranked. Information
    items count for the department that handed them in, once they were sent.
    """
    first, last = span_of(month_on, "month")
    rules = [r for r in rules_in_force(unit, first) if r.kind == RuleKind.QUANTITY]
    if not rules:
        return []
    sent: dict[int | None, list[int]] = defaultdict(list)
    counted = Matter.objects.filter(
        kind=KIND,
        procuratorate=unit,
        registered_on__range=(first, last),
        values__has_key="sent_on",
    )
    for key, department in counted.order_by("pk").values_list("pk", "department_id"):
        sent[department].append(key)
    asked = {
        (each.department_id, each.rule_id): each
        for each in Shortfall.objects.filter(
            procuratorate=unit, month_on=first
        ).select_related("matter")
    }
    departments = unit.departments.filter(closed_on__isnull=True).order_by("code")
    return [
        Quantity(
            rule=rule,
            department=department,
            month_on=first,
            wanted=rule.hundredths // 100,
            reached=len(sent[department.pk]),
            sent=tuple(sent[department.pk]),
            shortfall=asked.get((department.pk, rule.pk)),
        )
        for rule in rules
        for department in departments
    ]
