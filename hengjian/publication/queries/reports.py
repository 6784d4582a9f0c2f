"""Which reports an account sees, and what one of them shows."""

from django.db.models import QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.publication.models import AnalysisReport


def reports_seen(account: Account) -> QuerySet[AnalysisReport]:
    """The reports of the places whose reports the account may read, newest first."""
    units = visible_units(account, Permission.REPORT_READ)
    return AnalysisReport.objects.filter(unit__in=units).select_related("unit", "run")
