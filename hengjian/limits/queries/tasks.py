"""Tasks of matters on the limits board: what is due when, with whom, where."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from hengjian.access.models import Account
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.limits.queries.board import end_of_week
from hengjian.matters.models import MatterState, WorkItem
from hengjian.matters.queries.sight import under_way_seen
from hengjian.organisation.models import Procuratorate


SPANS: dict[str, Text] = {
    "late": Text("已超期", "Late"),
    "today": Text("今天到期", "Due today"),
    "week": Text("本周到期", "Due this week"),
    "later": Text("以后到期", "Due later"),
    "none": Text("没有期限", "No limit"),
    "suspended": Text("已中止", "Suspended"),
}
GROUPS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "unit": (
        Text("按单位", "By place"),
        ("procuratorate__short_name", "procuratorate__name", "procuratorate__code"),
    ),
    "person": (
        Text("按办理人", "By who has it"),
        ("person__name", "procuratorate__short_name", "person"),
    ),
    "kind": (Text("按种类", "By kind"), ("matter_kind",)),
}
_UNDER_WAY = Q(matter__state=MatterState.OPEN)


@dataclass(frozen=True)
class WantedTasks:
    """What the list is narrowed to; what is left out stands for all."""

    own: bool = False
    place: Procuratorate | None = None
    span: str = ""
    kind: str = ""
    person: int | None = None  # 0: free to take
    find: str = ""


def in_span(span: str, today: date) -> Q:
    """The condition of a span; an unknown one stands for all that are open."""
    week = end_of_week(today)
    conditions = {
        "late": _UNDER_WAY & Q(due_on__lt=today),
        "today": _UNDER_WAY & Q(due_on=today),
        "week": _UNDER_WAY & Q(due_on__gte=today, due_on__lte=week),
        "later": _UNDER_WAY & Q(due_on__gt=week),
        "none": _UNDER_WAY & Q(due_on__isnull=True),
        "suspended": Q(matter__state=MatterState.SUSPENDED),
    }
    return conditions.get(span, Q())


def tasks_seen(account: Account, wanted: WantedTasks) -> QuerySet[WorkItem]:
    """Open tasks of the matters that an account sees, narrowed but for the span."""
    found = WorkItem.objects.filter(
        done_at__isnull=True, matter__in=under_way_seen(account).values("pk")
    )
    if wanted.own:
        found = found.filter(person=account.duty_person_id or 0)
    if wanted.place is not None:
        found = found.filter(procuratorate__path__startswith=wanted.place.path)
    if wanted.kind:
        found = found.filter(matter_kind=wanted.kind)
    if wanted.person is not None:
        # 0: whose it is nobody has said yet
        found = found.filter(person=wanted.person or None)
    if wanted.find:
        found = found.filter(
            Q(matter__title__icontains=wanted.find)
            | Q(person__name__icontains=wanted.find)
        )
    return found


def listed(account: Account, wanted: WantedTasks) -> QuerySet[WorkItem]:
    """The tasks, the most urgent first; those without a limit come last."""
    found = tasks_seen(account, wanted).filter(in_span(wanted.span, clock.today()))
    return found.select_related(
        "matter", "person", "procuratorate", "department"
    ).order_by(F("due_on").asc(nulls_last=True), "id")


def counts(account: Account, wanted: WantedTasks) -> dict[str, int]:
    """How many stand in each span, and in all (under ``""``); one statement."""
    today = clock.today()
    found = tasks_seen(account, wanted).order_by()
    told = found.aggregate(
        every=Count("id"),
        **{span: Count("id", filter=in_span(span, today)) for span in SPANS},
    )
    return {**told, "": told["every"]}


def summary(account: Account, wanted: WantedTasks, by: str) -> list[dict[str, Any]]:
    """Counts for each place, person or kind; the most late first."""
    today = clock.today()
    names = GROUPS[by][1]
    grouped = (
        tasks_seen(account, wanted)
        .order_by()
        .values(*names)
        .annotate(
            every=Count("id"),
            **{span: Count("id", filter=in_span(span, today)) for span in SPANS},
        )
        .order_by("-late", "-today", "-week", "-every", *names)
    )
    return list(grouped)


def kinds(account: Account) -> list[str]:
    """The kinds of which there are open tasks."""
    found = tasks_seen(account, WantedTasks()).order_by()
    return sorted(found.values_list("matter_kind", flat=True).distinct())
