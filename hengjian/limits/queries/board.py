"""The limits board: what somebody sees, narrowed, sorted, counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import where_may
from hengjian.lib import clock
from hengjian.limits.models import Acts, CardLimit, Standing
from hengjian.limits.wording import NEAR
from hengjian.organisation.models import Procuratorate


READS = Permission.CARD_READ
RUNNING = Q(standing=Standing.RUNNING)
ACTED = ~Q(acts=Acts.NONE)


@dataclass(frozen=True)
class Wanted:
    """What the board is narrowed to; what is left out stands for all."""

    own: bool = False
    place: Procuratorate | None = None
    department: int | None = None
    person: int | None = None
    card: str = ""
    limit: str = ""
    deadline: str = ""
    span: str = ""  # of wording.SPANS and OTHERS; empty: all that run
    custody: bool = False
    acts: str = ""
    find: str = ""  # part of a name or of the card's key
    sort: str = ""


SORTS: dict[str, tuple[str, ...]] = {
    "urgency": ("urgency", "due_on", "id"),
    "due": ("due_on", "id"),
    "limit": ("limit", "due_on", "id"),
    "card": ("table__name", "card_key", "id"),
    "place": ("unit_code", "department_text", "due_on", "id"),
    "department": ("department_text", "due_on", "id"),
    "person": ("handler", "due_on", "id"),
    "started": ("started_on", "id"),
}


def limits_seen(account: Account) -> QuerySet[CardLimit]:
    """Every limit that an account sees: where it reads cards, and its own."""
    where = where_may(account, READS, unit="procuratorate", department="department")
    if where and account.duty_person_id is not None:
        where |= Q(person_id=account.duty_person_id)
    found: QuerySet[CardLimit] = CardLimit.objects.select_related(
        "table", "person", "procuratorate", "department"
    )
    return found.filter(where)


def listed(account: Account, wanted: Wanted) -> QuerySet[CardLimit]:
    """The limits that the account sees and asked for, in its order."""
    found = _narrowed(limits_seen(account), account, wanted)
    found = found.filter(in_span(wanted.span, clock.today()))
    if wanted.custody:
        found = found.filter(custody=True)
    return in_order(found, wanted.sort)


def _narrowed(
    found: QuerySet[CardLimit], account: Account, wanted: Wanted
) -> QuerySet[CardLimit]:
    plain: dict[str, Any] = {
        "department_id": wanted.department,
        "person_id": wanted.person,
        "table__name": wanted.card,
        "limit": wanted.limit,
        "deadline": wanted.deadline,
        "acts": wanted.acts,
    }
    found = found.filter(**{k: v for k, v in plain.items() if v not in (None, "")})
    if wanted.own:
        found = found.filter(person_id=account.duty_person_id or 0)
    if wanted.place is not None:
        found = found.filter(procuratorate__path__startswith=wanted.place.path)
    if wanted.find:
        named = Q(handler__icontains=wanted.find) | Q(
            person__name__icontains=wanted.find
        )
        found = found.filter(named | Q(card_key__icontains=wanted.find))
    return found


def in_span(span: str, today: date) -> Q:
    """The condition of a span; an unknown one stands for all that run.

    What ends by itself is never late: when its day has passed it is off the board.
    """
    week = end_of_week(today)
    conditions: dict[str, Q] = {
        "near": RUNNING & ACTED & Q(due_on__lte=today + timedelta(days=NEAR)),
        "late": RUNNING & ACTED & Q(due_on__lt=today),
        "today": RUNNING & Q(due_on=today),
        "week": RUNNING & Q(due_on__gte=today, due_on__lte=week),
        "next": RUNNING & Q(due_on__gt=week, due_on__lte=week + timedelta(days=7)),
        "later": RUNNING & Q(due_on__gt=week + timedelta(days=7)),
        "suspended": Q(standing=Standing.SUSPENDED),
        "untold": Q(standing=Standing.UNTOLD),
        "met": Q(standing=Standing.MET),
    }
    every = RUNNING & (ACTED | Q(due_on__gte=today))
    return conditions.get(span, every)


def end_of_week(day: date) -> date:
    """The Sunday of a day's week."""
    return day + timedelta(days=6 - day.weekday())


def in_order(found: QuerySet[CardLimit], sort: str) -> QuerySet[CardLimit]:
    """By a column, backwards with ``-``; custody first and then by day otherwise."""
    names = SORTS.get(sort.lstrip("-"), SORTS["urgency"])
    backwards = sort.startswith("-") and sort.lstrip("-") in SORTS
    return found.order_by(*(f"-{name}" if backwards else name for name in names))


@dataclass(frozen=True)
class Counts:
    """How many limits stand in each span, of people in custody and in all."""

    in_all: Mapping[str, int]
    of_custody: Mapping[str, int]

    @property
    def custody(self) -> int:
        """Of those that run."""
        return self.of_custody.get("running", 0)

    @property
    def custody_near(self) -> int:
        """In custody and late, or due within five days."""
        return self.of_custody.get("near", 0)

    @property
    def others_near(self) -> int:
        """Late or due within five days, of nobody in custody."""
        return self.in_all.get("near", 0) - self.custody_near

    def of(self, wanted: Wanted) -> int:
        """How many rows the list of the same narrowing has."""
        counted = self.of_custody if wanted.custody else self.in_all
        return counted.get(wanted.span or "running", 0)


def counts(account: Account, wanted: Wanted) -> Counts:
    """The tiles: the same narrowing, every span; one statement, grouped by the day."""
    today = clock.today()
    in_all: Counter[str] = Counter()
    of_custody: Counter[str] = Counter()
    found = _narrowed(limits_seen(account), account, wanted).order_by()
    grouped = found.values_list("standing", "acts", "urgency", "due_on")
    for standing, acts, urgency, due_on, number in grouped.annotate(Count("id")):
        spans = spans_of(standing, acts, due_on, today)
        for span in spans:
            in_all[span] += number
            if not urgency:
                of_custody[span] += number
    return Counts(in_all, of_custody)


def spans_of(
    standing: str, acts: str, due_on: date | None, today: date
) -> tuple[str, ...]:
    """The spans in which a limit stands; as ``in_span`` asks the database."""
    if standing != Standing.RUNNING or due_on is None:
        return (standing,)
    is_near = acts != Acts.NONE and due_on <= today + timedelta(days=NEAR)
    near = ("near",) if is_near else ()
    if due_on < today:
        return () if acts == Acts.NONE else ("running", "late", *near)
    week = end_of_week(today)
    if due_on <= week:
        on_the_day = ("today",) if due_on == today else ()
        return ("running", "week", *on_the_day, *near)
    if due_on <= week + timedelta(days=7):
        return ("running", "next", *near)
    return ("running", "later")


# what a summary is grouped by: fields, of which the first names the group
GROUPS: dict[str, tuple[str, ...]] = {
    "unit": ("procuratorate__short_name", "procuratorate__name", "unit_code"),
    "department": (
        "department_text",
        "procuratorate__short_name",
        "unit_code",
        "department_id",
    ),
    "person": ("handler", "department_text", "procuratorate__short_name", "person_id"),
    "limit": ("limit", "table__name", "deadline"),
}


def summary(account: Account, wanted: Wanted, by: str) -> list[dict[str, Any]]:
    """Counts for each unit, department, person or kind of limit; the most late first."""
    today = clock.today()
    every = in_span("", today)
    found = _narrowed(limits_seen(account), account, replace(wanted, span=""))
    if wanted.custody:
        found = found.filter(custody=True)
    grouped = (
        found.order_by()
        .values(*GROUPS[by])
        .annotate(
            running=Count("id", filter=every),
            in_custody=Count("id", filter=every & Q(custody=True)),
            late=Count("id", filter=in_span("late", today)),
            today=Count("id", filter=in_span("today", today)),
            week=Count("id", filter=in_span("week", today)),
            met=Count("id", filter=in_span("met", today)),
        )
        .filter(Q(running__gt=0) | Q(met__gt=0))
        .order_by("-late", "-in_custody", "-week", *GROUPS[by])
    )
    return list(grouped)
