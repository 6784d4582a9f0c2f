"""Which reports an account sees, and what one of them shows."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.indicators.models import CitedValue
from hengjian.indicators.queries.withheld import Withheld
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Level, Procuratorate
from hengjian.publication.models import AnalysisReport
from hengjian.warehouse.models import SealedCard
from hengjian.warehouse.models.sealing import in_force


class ReportWithheld(UserFault):
    """The report tells a small count in which a card sealed since may be counted."""

    status = 409


def is_tellable(report: AnalysisReport) -> bool:
    """Whether no number of the report gives a card away that was sealed since.

    Its own counts are not counted again: one made before a sealing in its place and its
    years is withheld for them, whatever they are.
    """
    withheld = Withheld(report.run)
    if withheld.is_idle or not report.is_made or report.made_at is None:
        return True
    if is_touched_since(report.unit, report.period, report.made_at):
        return False
    cited = CitedValue.objects.filter(citing=report.citing)
    return not any(withheld.hides_cited(each) for each in cited)


def is_touched_since(unit: Procuratorate, period: str, made_at: datetime) -> bool:
    """Whether a card was sealed since that a report may have counted.

    The numbers of its own city are near; a stock counts cards of years ago.
    """
    year = int(period[:4])
    city = unit.parent if unit.level == Level.COUNTY else unit
    near = Procuratorate.objects.filter(path__startswith=(city or unit).path)
    cards = SealedCard.objects.filter(
        in_force(), is_whole_case=False, unit_code__in=near.values("code")
    )
    return (
        cards.filter(
            Q(sealing__sealed_at__gt=made_at)
            | Q(sealing__sealed_on__gt=timezone.localdate(made_at))
        )
        .filter(Q(first_on=None) | Q(first_on__lte=date(year, 12, 31)))
        .exists()
    )


def require_tellable(report: AnalysisReport) -> None:
    """Refuse what was made before a sealing and would give the sealed card away.

    Raises ``ReportWithheld``; a report made anew leaves those numbers out.
    """
    if not is_tellable(report):
        raise ReportWithheld(
            Text(
                "这份报告编制之后有记录被封存，其中的小数字可能透露已封存的案卡，"
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
