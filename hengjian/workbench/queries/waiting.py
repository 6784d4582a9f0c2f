"""What waits for a person, line by line, each with its count and its list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.http import urlencode

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of, visible_units
from hengjian.indicators.models import Signal
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.limits.models import Acts
from hengjian.limits.queries import board
from hengjian.publication.models import AnalysisReport
from hengjian.warehouse.models import AWAITING, Finding, FindingState, ImportState
from hengjian.warehouse.queries.finding_lists import STATES, due_within
from hengjian.warehouse.queries.sight import findings_seen, granted, imports_seen
from hengjian.workbench.queries.duties_waiting import duties_waiting
from hengjian.workbench.queries.lines import Waiting


RECENT = timedelta(days=30)
RUNNING = (ImportState.STAGED, ImportState.LEASED, ImportState.COMMITTED)


@dataclass(frozen=True)
class OwnFindings:
    """The findings that one person is to answer."""

    awaiting: int
    late: int
    today: int
    week: int
    reopened: int


def own_findings(account: Account) -> OwnFindings | None:
    """Counts by due date; None for somebody who answers nothing."""
    if account.duty_person_id is None or not _holds(account, Permission.FINDING_ANSWER):
        return None
    day = clock.today()
    counted = Finding.objects.filter(person_id=account.duty_person_id).aggregate(
        awaiting=Count("id", filter=Q(state__in=AWAITING)),
        late=Count("id", filter=due_within("late", day)),
        today=Count("id", filter=due_within("today", day)),
        week=Count("id", filter=due_within("week", day)),
        reopened=Count("id", filter=Q(state=FindingState.REOPENED)),
    )
    return OwnFindings(**counted)


def waiting_for(account: Account) -> list[Waiting]:
    """Every line that the account's roles bring, those without anything left out."""
    lines = [
        *_limits(account),
        *_to_recheck(account),
        *_imports(account),
        *_signals(account),
        *_reports(account),
        *duties_waiting(account),
    ]
    return [line for line in lines if line.count]


def _limits(account: Account) -> Iterator[Waiting]:
    """What case management and heads open the limits board for."""
    if not _holds(account, Permission.FINDING_ASSIGN):
        return
    counted = board.counts(account, board.Wanted(acts=Acts.OFFICE))
    address = reverse("limits:board")
    near = {"scope": "all", "span": "near", "custody": "yes", "acts": "office"}
    yield Waiting(
        Text("在押，五日内到期或已超期", "In custody, late or due in five days"),
        counted.custody_near,
        f"{address}?{urlencode(near)}",
        urgent=True,
    )
    yield Waiting(
        Text("已超期的期限", "Limits that are late"),
        counted.in_all.get("late", 0),
        f"{address}?{urlencode({'scope': 'all', 'span': 'late', 'acts': 'office'})}",
        urgent=True,
    )


def _to_recheck(account: Account) -> Iterator[Waiting]:
    if not _holds(account, Permission.FINDING_ASSIGN):
        return
    overseen = findings_seen(account).filter(
        granted(account, Permission.FINDING_ASSIGN)
    )
    counted = overseen.aggregate(
        explained=Count("id", filter=STATES["explained"][1]),
        corrected=Count("id", filter=STATES["corrected"][1]),
        late=Count("id", filter=due_within("late", clock.today())),
        nobody=Count("id", filter=Q(state__in=AWAITING, person__isnull=True)),
    )
    yield Waiting(
        Text("说明等我复核", "Explanations to re-check"),
        counted["explained"],
        quality_address(state="explained", scope="all"),
    )
    yield Waiting(
        Text("已改正，等再次导入复查", "Corrected, to be imported again"),
        counted["corrected"],
        quality_address(state="corrected", scope="all"),
    )
    yield Waiting(
        Text("逾期没有答复的问题", "Findings without an answer in time"),
        counted["late"],
        quality_address(due="late", scope="all"),
        urgent=True,
    )
    yield Waiting(
        Text("问题还没有对应到人", "Findings that are nobody's yet"),
        counted["nobody"],
        quality_address(scope="unassigned"),
    )


def _imports(account: Account) -> Iterator[Waiting]:
    if not _holds(account, Permission.CARD_IMPORT):
        return
    seen = imports_seen(account)
    since = clock.now() - RECENT
    address = reverse("warehouse:imports")
    yield Waiting(
        Text("正在导入", "Imports running"),
        seen.filter(state__in=RUNNING).count(),
        address,
    )
    kept = seen.filter(
        state=ImportState.LIVE, rows_rejected__gt=0, live_at__gte=since
    ).aggregate(imports=Count("id"), rows=Sum("rows_rejected"))
    yield Waiting(
        Text("近 30 天有挡下行的导入", "Imports of 30 days with rows kept aside"),
        kept["imports"],
        f"{address}?{urlencode({'kept': 'yes'})}",
        Text(f"共 {kept['rows']} 行要改好再导入", f"{kept['rows']} rows to mend"),
    )
    yield Waiting(
        Text("近 30 天失败的导入", "Imports of 30 days that failed"),
        seen.filter(state=ImportState.FAILED, ended_at__gte=since).count(),
        f"{address}?{urlencode({'state': 'failed'})}",
        urgent=True,
    )


def _signals(account: Account) -> Iterator[Waiting]:
    if not _holds(account, Permission.INDICATOR_READ):
        return
    units = visible_units(account, Permission.INDICATOR_READ)
    yield Waiting(
        Text("异动提示待说明", "Signals to explain"),
        Signal.objects.filter(
            state=Signal.State.OPEN, unit__in=units.values("code")
        ).count(),
        reverse("indicators:signals"),
    )


def _reports(account: Account) -> Iterator[Waiting]:
    """Reports that were checked and wait for a signature."""
    if not _holds(account, Permission.REPORT_SIGN):
        return
    units = visible_units(account, Permission.REPORT_SIGN)
    yield Waiting(
        Text("已核对、等我审签的报告", "Checked reports to sign off"),
        AnalysisReport.objects.filter(
            state=AnalysisReport.State.CHECKED, unit__in=units
        ).count(),
        f"{reverse('publication:analysis')}?{urlencode({'state': 'checked'})}",
    )


def quality_address(**query: str) -> str:
    """The list of findings, narrowed."""
    return f"{reverse('warehouse:quality')}?{urlencode(query)}"


def _holds(account: Account, permission: Permission) -> bool:
    return permission in permissions_of(account)
