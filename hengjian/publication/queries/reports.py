"""Which reports an account sees, and what one of them shows."""

from django.db.models import QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.publication.models import AnalysisReport


def reports_seen(account: Account) -> QuerySet[AnalysisReport]:
    """The reports of the places whose reports the account may read, newest first."""
    units = visible_units(account, Permission.REPORT_READ)
    return AnalysisReport.objects.filter(unit__in=units).select_related("unit", "run")


def report_seen(
    account: Account, number: int, permission: Permission = Permission.REPORT_READ
) -> AnalysisReport | None:
    """The report that the account may read and do this with, if there is one."""
    report = reports_seen(account).filter(pk=number).first()
    if report is None or not may(account, permission, unit=report.unit):
        return None
    return report
