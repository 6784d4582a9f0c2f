"""Lists of matters, as far as the viewer sees them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet

from hengjian.access.models import Account
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import UNDER_WAY, Matter, MatterState, WorkItem
from hengjian.matters.queries.sight import seen_in_lists, under_way_seen
from hengjian.organisation.models import Procuratorate


STATES = {
    "under_way": Text("未办结", "Under way"),
    "open": Text("办理中", "Open"),
    "suspended": Text("中止", "Suspended"),
    "closed": Text("已办结", "Closed"),
    "archived": Text("已归档", "Archived"),
    "all": Text("全部", "All"),
}
SORTS = {
    "number": ("year", "serial"),
    "title": ("title",),
    "registered": ("registered_on", "id"),
    "state": ("state",),
    "handler": ("handler__name",),
}


ASKED_AT_ONCE = 5_000  # matters named in one statement


@dataclass(frozen=True)
class MatterFilter:
    """What a list of matters is narrowed by."""

    kind: str = ""
    state: str = "under_way"
    unit: Procuratorate | None = None
    department: int | None = None
    scope: str = "all"
    find: str = ""
    registered_from: date | None = None
    registered_until: date | None = None
    supervised: bool = False
    late: bool = False


def falls_by_key(sort: str) -> bool:
    """Whether a list stands by falling primary key: no other order was asked for."""
    return sort.removeprefix("-") not in SORTS


def listed(account: Account, wanted: MatterFilter, sort: str = "") -> QuerySet[Matter]:
    """Matters that a filter lets through, the newest first."""
    is_under_way = wanted.state in ("under_way", *UNDER_WAY)
    found = under_way_seen(account) if is_under_way else seen_in_lists(account)
    plain = {
        "kind": wanted.kind,
        "department": wanted.department,
        "registered_on__gte": wanted.registered_from,
        "registered_on__lte": wanted.registered_until,
        "title__icontains": wanted.find,
    }
    found = found.filter(**{k: v for k, v in plain.items() if v not in (None, "")})
    if wanted.unit is not None:
        found = found.filter(procuratorate__path__startswith=wanted.unit.path)
    if wanted.state == "under_way":
        found = found.filter(state__in=UNDER_WAY)
    elif wanted.state in MatterState.values:
        found = found.filter(state=wanted.state)
    if wanted.scope == "own" and account.duty_person_id is not None:
        person = account.duty_person_id
        found = found.filter(Q(registrant=person) | Q(handler=person))
    if wanted.supervised:
        found = found.filter(supervised_on__isnull=False)
    if wanted.late:
        late = WorkItem.objects.filter(
            done_at__isnull=True, due_on__lt=clock.today()
        ).values("matter")
        found = found.filter(state=MatterState.OPEN, pk__in=late)
    if falls_by_key(sort):
        return _with_names(found).order_by("-id")
    order = SORTS[sort.removeprefix("-")]
    if sort.startswith("-"):
        order = tuple(f"-{each}" for each in order)
    return _with_names(found).order_by(*order, "-id")


def _with_names(found: QuerySet[Matter]) -> QuerySet[Matter]:
    return found.select_related(
        "procuratorate", "department", "registrant", "handler", "leader_in_charge"
    )


def next_due(matters: list[Matter]) -> dict[int, date]:
    """The next last day of each matter's open work."""
    found = (
        WorkItem.objects.filter(matter__in=matters, done_at__isnull=True)
        .order_by()
        .values("matter")
        .annotate(next=Min("due_on"))
        .values_list("matter", "next")
    )
    return {matter: day for matter, day in found if day is not None}


def at_hand(matters: list[Matter]) -> dict[int, list[WorkItem]]:
    """The open work of each matter, most urgent first; each item knows its matter."""
    found: dict[int, list[WorkItem]] = {}
    known = {matter.pk: matter for matter in matters}
    for first in range(0, len(matters), ASKED_AT_ONCE):
        some = matters[first : first + ASKED_AT_ONCE]
        items = WorkItem.objects.filter(matter__in=some, done_at__isnull=True)
        for item in items.select_related("person").order_by("due_on", "id"):
            item.matter = known[item.matter_id]
            found.setdefault(item.matter_id, []).append(item)
    return found
