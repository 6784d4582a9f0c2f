"""The inbox: open work, most urgent first, and what waits on others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from hengjian.access.models import Account
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import UNDER_WAY, Matter, MatterState, WorkItem
from hengjian.matters.queries.sight import waiting_for
from hengjian.matters.queries.unsealed import unsealed


SCOPES = {
    "mine": Text("等我办的", "For me to do"),
    "free": Text("可以领办的", "Free to take"),
    "others": Text("我在等别人的", "Waiting on others"),
}
DUES = {
    "late": Text("已逾期", "Late"),
    "today": Text("今天到期", "Due today"),
    "week": Text("七天内到期", "Due within seven days"),
    "later": Text("以后", "Later"),
    "none": Text("没有期限", "No limit"),
    "suspended": Text("已中止", "Suspended"),
}
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class InboxFilter:
    """What an inbox is narrowed by; everything left out stands for all."""

    scope: str = "mine"
    due: str = ""
    kind: str = ""
    unit: str = ""
    find: str = ""


@dataclass(frozen=True)
class InboxCounts:
    """Exact counts of what one has to do."""

    total: int
    late: int
    today: int
    week: int
    suspended: int


def due_within(due: str, today: date) -> Q:
    """The condition of a due range; an unknown one narrows nothing."""
    running = Q(matter__state=MatterState.OPEN)
    found = {
        "late": running & Q(due_on__lt=today),
        "today": running & Q(due_on=today),
        "week": running & Q(due_on__gte=today, due_on__lte=today + WEEK),
        "later": running & Q(due_on__gt=today + WEEK),
        "none": running & Q(due_on__isnull=True),
        "suspended": Q(matter__state=MatterState.SUSPENDED),
    }
    return found.get(due, Q())


def open_work(account: Account, scope: str = "mine") -> QuerySet[WorkItem]:
    """Open work items of a scope.

    ``mine``: the account's own and what its roles may take; ``free``: only the latter;
    ``others``: on matters that one registered, leads or handles, in others' hands.
    """
    found = WorkItem.objects.filter(unsealed("matter"), done_at__isnull=True)
    if scope != "others":
        found = found.filter(waiting_for(account))
        return found.filter(person__isnull=True) if scope == "free" else found
    person = account.duty_person_id
    if person is None:
        return found.none()
    # both by their keys: a condition over two tables would read all open work
    asked = found.filter(asked_by=account.journal_name).values_list("pk", flat=True)
    own = Q(matter__in=_under_way_of(person)) | Q(pk__in=list(asked))
    return found.filter(own).exclude(waiting_for(account))


def _under_way_of(person: int) -> list[int]:
    """Matters under way that somebody registered, leads or handles."""
    own = Q(registrant=person) | Q(handler=person) | Q(leader_in_charge=person)
    found = Matter.objects.filter(own, state__in=UNDER_WAY).order_by()
    return list(found.values_list("pk", flat=True))


def inbox(
    account: Account, wanted: InboxFilter, work: QuerySet[WorkItem] | None = None
) -> QuerySet[WorkItem]:
    """The list of an inbox, most urgent first; what has no limit comes last.

    ``work`` is the open work of the scope where the caller has it.
    """
    found = open_work(account, wanted.scope) if work is None else work
    found = _narrowed(found.filter(due_within(wanted.due, clock.today())), wanted)
    if wanted.find:
        found = found.filter(matter__title__icontains=wanted.find)
    return found.select_related(
        "matter", "matter__procuratorate", "procuratorate", "department", "person"
    ).order_by(F("due_on").asc(nulls_last=True), "id")


def _narrowed(found: QuerySet[WorkItem], wanted: InboxFilter) -> QuerySet[WorkItem]:
    if wanted.kind:
        found = found.filter(matter_kind=wanted.kind)
    if wanted.unit:
        found = found.filter(procuratorate__code=wanted.unit)
    return found


def inbox_counts(account: Account, wanted: InboxFilter | None = None) -> InboxCounts:
    """Exact counts of a scope, in one statement."""
    wanted = wanted or InboxFilter()
    found = _narrowed(open_work(account, wanted.scope), wanted)
    return InboxCounts(**found.aggregate(**_counted(_COUNTED)))


_COUNTED = ("late", "today", "week", "suspended")


def _counted(dues: Iterable[str]) -> dict[str, Count]:
    today = clock.today()
    by_due = {name: Count("id", filter=due_within(name, today)) for name in dues}
    return {"total": Count("id"), **by_due}


@dataclass(frozen=True)
class Overview:
    """An inbox as its page shows it: the list, how long it is, counts, what narrows it.

    ``number`` is None where only the list itself can tell.
    """

    found: QuerySet[WorkItem]
    number: int | None
    counts: InboxCounts
    kinds: list[str]
    places: list[tuple[str, str]]


def overview(account: Account, wanted: InboxFilter) -> Overview:
    """The inbox of a scope with everything that is counted of it, in one statement."""
    work = open_work(account, wanted.scope)
    groups: list[Any] = list(
        work.order_by()
        .values("matter_kind", "procuratorate__code", "procuratorate__name")
        .annotate(**_counted(DUES))
    )
    shown = [
        group
        for group in groups
        if wanted.kind in ("", group["matter_kind"])
        and wanted.unit in ("", group["procuratorate__code"])
    ]
    sums = {
        name: sum(group[name] for group in shown)
        for name in ("total", *_COUNTED, *DUES)
    }
    places = {(g["procuratorate__code"], g["procuratorate__name"]) for g in groups}
    return Overview(
        found=inbox(account, wanted, work),
        number=None if wanted.find else sums[wanted.due or "total"],
        counts=InboxCounts(**{name: sums[name] for name in ("total", *_COUNTED)}),
        kinds=sorted({wanted.kind, *(g["matter_kind"] for g in groups)} - {""}),
        places=sorted(places),
    )
