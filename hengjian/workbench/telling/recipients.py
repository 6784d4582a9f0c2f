"""To whom a notice goes."""

from collections.abc import Iterable

from hengjian.access.models import Account, RoleGrant
from hengjian.access.permissions import Permission
from hengjian.access.roles import ROLES
from hengjian.lib import clock
from hengjian.organisation.queries import in_force_on


def named(journal_name: str) -> list[Account]:
    """The account behind a name in the journal; nobody behind the system's own."""
    kind, _, username = journal_name.partition(":")
    if kind != "account":
        return []
    return list(Account.objects.filter(username=username, is_active=True))


def of_people(numbers: Iterable[int]) -> dict[int, Account]:
    """The open accounts of persons, by the persons' keys."""
    found = Account.objects.filter(person_id__in=list(numbers), is_active=True)
    return {account.person_id: account for account in found if account.person_id}


def keepers(permission: Permission) -> list[Account]:
    """Who may do something in the whole installation."""
    names = [role.name for role in ROLES.values() if permission in role.permissions]
    grants = RoleGrant.objects.filter(
        in_force_on(clock.today()),
        role__in=names,
        unit__isnull=True,
        department__isnull=True,
        account__is_active=True,
    ).select_related("account__person")
    return list({grant.account_id: grant.account for grant in grants}.values())
