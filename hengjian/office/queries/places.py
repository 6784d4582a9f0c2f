"""The offices whose postings and store somebody may see: where they sit or act."""

from django.db.models import QuerySet

from hengjian.access.held_roles import roles_held
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.roles import ROLES
from hengjian.lib import clock
from hengjian.organisation.models import Procuratorate


def offices(account: Account, permission: Permission) -> QuerySet[Procuratorate]:
    """The very offices in which a permission is held, a department's among them.

    What is posted is the office's own affair: neither the office above nor the ones
    below are asked.
    """
    places = {
        grant.unit_id or grant.department.procuratorate_id  # type: ignore[union-attr]
        for grant in roles_held(account, clock.today())
        if (grant.unit_id or grant.department_id)
        and permission in ROLES[grant.role].permissions
    }
    return Procuratorate.objects.filter(pk__in=places).order_by("level", "code")
