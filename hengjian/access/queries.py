"""Who may do what, and where: the one place that decides."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from hengjian.access.faults import AccountFault
from hengjian.access.held_roles import placed, roles_held
from hengjian.access.models import Account, RoleGrant
from hengjian.access.one_look import looked_up_once
from hengjian.access.permissions import Permission
from hengjian.access.roles import ROLES
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Procuratorate
from hengjian.organisation.queries import in_force_on


def grants_in_force(account: Account, day: date | None = None) -> list[RoleGrant]:
    """The roles an account holds on a day (today), each with the place where it holds.

    Those with a post hold where the person sits; who acts for another has the
    delegated ones alone.
    """
    return looked_up_once(roles_held, account, day or clock.today())


def may(
    account: Account,
    permission: Permission,
    *,
    unit: Procuratorate | None = None,
    department: Department | None = None,
) -> bool:
    """May the account do this, there? Without a place: anywhere at all.

    A grant holds in its procuratorate and all below it; a grant in a department holds
    there alone; a grant without a place holds everywhere.
    """
    place = department.procuratorate if department is not None else unit
    for grant in _granting(account, permission):
        if place is None or (grant.unit is None and grant.department is None):
            return True
        if grant.department_id is not None:
            if department is not None and grant.department_id == department.pk:
                return True
        elif grant.unit is not None and place.path.startswith(grant.unit.path):
            return True
    return False


def permissions_of(account: Account) -> frozenset[Permission]:
    """Everything the account may do somewhere."""
    held: set[Permission] = set()
    for grant in grants_in_force(account):
        held |= ROLES[grant.role].permissions if grant.role in ROLES else set()
    return frozenset(held)


def visible_units(
    account: Account, permission: Permission = Permission.INDICATOR_READ
) -> QuerySet[Procuratorate]:
    """The procuratorates where the account may do this, wholly or in a department."""
    where = Q(pk__in=[])
    for grant in _granting(account, permission):
        if grant.department is not None:
            where |= Q(pk=grant.department.procuratorate_id)
        elif grant.unit is not None:
            where |= Q(path__startswith=grant.unit.path)
        else:
            return Procuratorate.objects.all()
    return Procuratorate.objects.filter(where)


def visible_departments(
    account: Account, permission: Permission = Permission.INDICATOR_READ
) -> QuerySet[Department]:
    """The departments where the account may do this."""
    where = Q(pk__in=[])
    for grant in _granting(account, permission):
        if grant.department is not None:
            where |= Q(pk=grant.department.pk)
        elif grant.unit is not None:
            where |= Q(procuratorate__path__startswith=grant.unit.path)
        else:
            return Department.objects.all()
    return Department.objects.filter(where)


def where_may(
    account: Account, permission: Permission, *, unit: str, department: str
) -> Q:
    """The condition that a row lies where the account may do something.

    ``unit`` and ``department`` name the row's foreign keys (``procuratorate``,
    ``card__department``); a row without a place is only for who may do it everywhere.
    """
    where = Q(pk__in=[])
    for grant in _granting(account, permission):
        if grant.department_id is not None:
            where |= Q(**{department: grant.department_id})
        elif grant.unit is not None:
            where |= Q(**{f"{unit}__path__startswith": grant.unit.path})
        else:
            return Q()
    return where


def where_may_by_keys(
    account: Account, permission: Permission, *, unit: str, department: str
) -> Q:
    """As ``where_may``, the offices by their keys: for lists over hundreds of thousands.

    A condition that names no other table can be answered by an index.
    """
    units, departments = Q(pk__in=[]), []
    for grant in _granting(account, permission):
        if grant.department_id is not None:
            departments.append(grant.department_id)
        elif grant.unit is not None:
            units |= Q(path__startswith=grant.unit.path)
        else:
            return Q()
    found = Procuratorate.objects.filter(units).order_by("pk")
    where = Q(**{f"{unit}__in": list(found.values_list("pk", flat=True))})
    if departments:
        where |= Q(**{f"{department}__in": departments})
    return where


def is_limited_to_departments(
    account: Account, unit: Procuratorate, permission: Permission
) -> bool:
    """Whether the account may do this in some departments of the unit only."""
    return visible_units(account, permission).filter(pk=unit.pk).exists() and not may(
        account, permission, unit=unit
    )


def holders(permission: Permission, unit: Procuratorate) -> list[Account]:
    """The accounts that may do this in a procuratorate, by name."""
    names = [role.name for role in ROLES.values() if permission in role.permissions]
    grants = RoleGrant.objects.filter(
        in_force_on(clock.today()), role__in=names, account__is_active=True
    ).select_related("account__person", "unit", "department")
    accounts = {
        grant.account.username: grant.account
        for grant in placed(grants, clock.today())
        if grant.department_id is None
        and (grant.unit is None or unit.path.startswith(grant.unit.path))
    }
    return [accounts[name] for name in sorted(accounts)]


def account_named(username: str) -> Account:
    """The account with a name. Raises ``AccountFault``."""
    account = Account.objects.filter(username=username.strip().lower()).first()
    if account is None:
        raise AccountFault(
            Text(f"没有账号“{username}”", f"there is no account “{username}”"),
            status=404,
        )
    return account  # type: ignore[no-any-return]


def _granting(account: Account, permission: Permission) -> Iterable[RoleGrant]:
    for grant in grants_in_force(account):
        role = ROLES.get(grant.role)
        if role is not None and permission in role.permissions:
            yield grant
