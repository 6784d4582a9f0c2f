"""To whom a person's own figures are told: the person, who leads, the appraisal office."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.targets.models import Level, TargetPlan
from hengjian.targets.queries.in_force import Standing, TargetInForce
from hengjian.targets.queries.plans import acts_in, departments_of


P = Permission


@dataclass(frozen=True)
class Sight:
    """How far somebody sees into a plan: all of it, some departments, the own targets."""

    person: int | None
    departments: frozenset[int]
    is_whole: bool

    def is_told(self, level: str, department: int | None, person: int | None) -> bool:
        """Whether what is known of a target of theirs is told."""
        if self.is_whole or level != Level.PERSON:
            return True
        own = self.person is not None and person == self.person
        return own or department in self.departments

    def told(self, targets: Iterable[TargetInForce]) -> list[TargetInForce]:
        """The targets; of others' personal ones what they ask, not what is known."""
        return [
            each
            if self.is_told(each.level, each.department, each.person)
            else replace(each, actual=None, standing=Standing.NOT_TOLD)
            for each in targets
        ]


def sight_of(account: Account, plan: TargetPlan) -> Sight:
    """How far an account sees into a plan."""
    unit = plan.procuratorate
    whole = any(
        acts_in(account, each, unit) for each in (P.TARGET_REVIEW, P.TARGET_APPROVE)
    )
    leads = {each.pk for each in departments_of(account, P.TARGET_DRAFT, unit)}
    return Sight(account.person_id, frozenset(leads), whole)
