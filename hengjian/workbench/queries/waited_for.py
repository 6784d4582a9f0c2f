"""Whom somebody waits for: what was asked of others and is not answered yet."""

from collections.abc import Iterator

from django.db.models import Count, Q

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.warehouse.models import AWAITING, Finding, FindingState
from hengjian.warehouse.queries.finding_lists import STATES
from hengjian.warehouse.queries.sight import findings_seen, granted
from hengjian.workbench.queries.lines import Waiting
from hengjian.workbench.queries.waiting import quality_address


def waited_for(account: Account) -> list[Waiting]:
    """Every line of what others owe, those without anything left out."""
    lines = [*_own_answers(account), *_fillers(account)]
    return [line for line in lines if line.count]


def _own_answers(account: Account) -> Iterator[Waiting]:
    """My answers that somebody else is to read, or the next import to re-check."""
    if account.person_id is None:
        return
    counted = Finding.objects.filter(person_id=account.person_id).aggregate(
        explained=Count("id", filter=STATES["explained"][1]),
        corrected=Count("id", filter=Q(state=FindingState.ANSWERED_CORRECTED)),
    )
    yield Waiting(
        Text("我的说明，等案管复核", "My explanations, for case management to read"),
        counted["explained"],
        quality_address(state="explained", scope="own"),
    )
    yield Waiting(
        Text("我已改正，等再次导入", "Corrected by me, for the next import"),
        counted["corrected"],
        quality_address(state="corrected", scope="own"),
    )


def _fillers(account: Account) -> Iterator[Waiting]:
    """Findings that others are to answer, for those who assign and re-check."""
    if Permission.FINDING_ASSIGN not in permissions_of(account):
        return
    overseen = (
        findings_seen(account)
        .filter(granted(account, Permission.FINDING_ASSIGN), state__in=AWAITING)
        .exclude(person__isnull=True)
    )
    if account.person_id is not None:
        overseen = overseen.exclude(person_id=account.person_id)
    counted = overseen.aggregate(
        findings=Count("id"),
        people=Count("person", distinct=True),
        late=Count("id", filter=Q(due_on__lt=clock.today())),
    )
    yield Waiting(
        Text("等承办人答复的问题", "Findings for others to answer"),
        counted["findings"],
        quality_address(scope="all"),
        Text(
            f"涉及 {counted['people']:,} 人，已逾期 {counted['late']:,} 条",
            f"of {counted['people']:,} people, {counted['late']:,} late",
        ),
        urgent=bool(counted["late"]),
    )
