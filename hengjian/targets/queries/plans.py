"""The plans and targets that somebody may see, and what stands where."""

from collections.abc import Sequence

from django.db.models import QuerySet

from hengjian.access.held_roles import roles_held
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.access.roles import ROLES
from hengjian.lib import clock
from hengjian.organisation.models import Department, Procuratorate
from hengjian.targets.models import Target, TargetPlan, TargetProposal, TargetVersion
from hengjian.targets.queries.in_force import read


def plans_seen(account: Account) -> QuerySet[TargetPlan]:
    """The plans of the places where the account may see targets, the newest first."""
    return (
        TargetPlan.objects.filter(
            procuratorate__in=visible_units(account, Permission.TARGET_READ)
        )
        .select_related("procuratorate", "matter", "resolution")
        .order_by("-year", "procuratorate__level", "procuratorate__code")
    )


def targets_of(plan: TargetPlan) -> QuerySet[Target]:
    """A plan's targets with versions, shares and progress, in order of their numbers."""
    return read(Target.objects.filter(plan=plan))


def current_version(target: Target) -> TargetVersion | None:
    """The newest version of a target that ``targets_of`` read."""
    versions = list(target.versions.all())
    return versions[-1] if versions else None


def proposals_of(plan: TargetPlan) -> QuerySet[TargetProposal]:
    """The amendments and the unplanned work proposed in a plan, the newest first."""
    return (
        plan.proposals.select_related("target", "department", "version")
        .all()
        .order_by("-pk")
    )


def acts_in(account: Account, permission: Permission, unit: Procuratorate) -> bool:
    """Whether the account may do this in the very office, for all its departments.

    Targets are the office's own affair: the office above does not set them.
    """
    return any(
        grant.unit_id == unit.pk and grant.department_id is None
        for grant in _grants(account, permission)
    )


def departments_of(
    account: Account, permission: Permission, unit: Procuratorate
) -> Sequence[Department]:
    """The departments of an office for which the account may do this, in order."""
    found = unit.departments.filter(closed_on__isnull=True).order_by("code")
    if acts_in(account, permission, unit):
        return list(found)
    theirs = {grant.department_id for grant in _grants(account, permission)}
    return [each for each in found if each.pk in theirs]


def _grants(account: Account, permission: Permission) -> list:  # type: ignore[type-arg]
    return [
        grant
        for grant in roles_held(account, clock.today())
        if grant.role in ROLES and permission in ROLES[grant.role].permissions
    ]
