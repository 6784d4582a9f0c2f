"""To whom it is told that something waits, is urged, or is late."""

from hengjian.access.held_roles import placed
from hengjian.access.models import Account, RoleGrant
from hengjian.access.permissions import Permission
from hengjian.access.roles import ROLES
from hengjian.lib import clock
from hengjian.matters.models import Matter, WorkItem
from hengjian.matters.people import (
    account_of,
    holders_of,
    is_of_the_matter,
    person_for,
)
from hengjian.organisation.models import Person
from hengjian.organisation.queries import in_force_on


def doers(item: WorkItem) -> list[Account]:
    """Who has a task, or else everybody who may take it."""
    if item.person is not None:
        return _accounts([item.person])
    if not item.role or is_of_the_matter(item.role):
        return []
    return _accounts(holders_of(item.role, item.procuratorate, item.department))


def supervisors(matter: Matter, role: str) -> list[Account]:
    """The supervisor that a pack names: a person of the matter, or a role's holders."""
    if is_of_the_matter(role):
        person = person_for(matter, role)
        return _accounts([person]) if person is not None else []
    return _accounts(holders_of(role, matter.procuratorate, matter.department))


def deciders(matter: Matter, permission: Permission) -> list[Account]:
    """Who may decide something in the very office (or department) of a matter."""
    today = clock.today()
    names = [role.name for role in ROLES.values() if permission in role.permissions]
    grants = RoleGrant.objects.filter(
        in_force_on(today), role__in=names, account__is_active=True
    ).select_related("account__person", "unit", "department")
    found = {
        grant.account_id: grant.account
        for grant in placed(grants, today)
        if grant.unit_id == matter.procuratorate_id
        or (grant.department_id and grant.department_id == matter.department_id)
    }
    return list(found.values())


def _accounts(people: list[Person]) -> list[Account]:
    found = (account_of(person) for person in people)
    return [account for account in found if account is not None]
