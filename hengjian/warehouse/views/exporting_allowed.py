"""Who may take tables out of the system."""

from django.core.exceptions import PermissionDenied

from hengjian.access.doors import PageRequest
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.organisation.models import Procuratorate


def may_export(request: PageRequest, unit: Procuratorate | None = None) -> bool:
    """Whether the viewer may export from a place, or from anywhere."""
    return may(request.user, Permission.EXPORT_MAKE, unit=unit)


def wants_export(request: PageRequest, kind: str = "xlsx") -> bool:
    """Whether the page was asked for as a file. Raises ``PermissionDenied``."""
    if request.GET.get("export") != kind:
        return False
    if not may_export(request):
        raise PermissionDenied(Permission.EXPORT_MAKE.value)
    return True
