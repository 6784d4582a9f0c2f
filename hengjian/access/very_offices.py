"""The offices whose own affairs somebody may see: where they sit or act."""

from django.db.models import QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import grants_in_force
from hengjian.access.roles import ROLES
from hengjian.organisation.models import Procuratorate


def very_offices(account: Account, permission: Permission) -> QuerySet[Procuratorate]:
    """The very offices in which a permission is held, a department's among them.

    For what is an office's own affair: neither the office above nor the ones below
    are asked.
    """
    places = {
        grant.unit_id or grant.department.procuratorate_id  # type: ignore[union-attr]
        for grant in grants_in_force(account)
        if (grant.unit_id or grant.department_id)
        and permission in ROLES[grant.role].permissions
    }
    return Procuratorate.objects.filter(pk__in=places).order_by("level", "code")
