"""Which reports an account sees, and what one of them shows."""

from django.db.models import QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.indicators.models import CitedValue
from hengjian.indicators.queries.withheld import Withheld
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.publication.models import AnalysisReport


class ReportWithheld(UserFault):
    """The report tells a small count in which a card sealed since may be counted."""

    status = 409


def is_tellable(report: AnalysisReport) -> bool:
    """Whether no number of the report gives a card away that was sealed since."""
    withheld = Withheld(report.run)
    if withheld.is_idle or not report.is_made:
        return True
    cited = CitedValue.objects.filter(citing=report.citing)
    return not any(withheld.hides_cited(each) for each in cited)


def require_tellable(report: AnalysisReport) -> None:
    """Refuse what was made before a sealing and would give the sealed card away.

    Raises ``ReportWithheld``; a report made anew leaves those numbers out.
    """
    if not is_tellable(report):
        raise ReportWithheld(
            Text(
                "这份报告编制之后有记录被封存,其中的小数字可能透露已封存的案卡,"
                "不予显示。请重新编制。",
                "A record was sealed after this report was made, and a small number in it"
                " may give the sealed card away: not shown. Make the report anew.",
            ),
            where=str(report.pk),
        )


def reports_seen(account: Account) -> QuerySet[AnalysisReport]:
    """The reports of the places whose reports the account may read, newest first."""
    units = visible_units(account, Permission.REPORT_READ)
    return AnalysisReport.objects.filter(unit__in=units).select_related("unit", "run")


def report_seen(
    account: Account, number: int, permission: Permission = Permission.REPORT_READ
) -> AnalysisReport | None:
    """The report that the account may read and do this with, if there is one.

    Raises ``ReportWithheld`` for one made before a sealing that it would betray.
    """
    report = reports_seen(account).filter(pk=number).first()
    if report is None or not may(account, permission, unit=report.unit):
        return None
    require_tellable(report)
    return report
