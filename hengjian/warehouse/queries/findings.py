"""Lists and counts of findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from hengjian.lib import clock
from hengjian.organisation.models import Person, Procuratorate
from hengjian.warehouse.models import AWAITING, Finding, FindingState


@dataclass(frozen=True)
class FindingFilter:
    """What a list of findings is narrowed by; everything left out stands for all.

    ``place`` takes in the procuratorates below it. Days are inclusive.
    """

    card: str = ""
    place: Procuratorate | None = None
    department: int | None = None
    person: Person | None = None
    unassigned: bool = False
    states: Sequence[FindingState] = ()
    rule: str = ""
    kind: str = ""
    dimension: str = ""
    card_import: int | None = None
    raised_from: date | None = None
    raised_until: date | None = None
    due_until: date | None = None
    text: str = ""


def findings(narrowed: FindingFilter | None = None) -> QuerySet[Finding]:
    """Findings that a filter lets through, most urgent first."""
    wanted = narrowed or FindingFilter()
    found: QuerySet[Finding] = Finding.objects.select_related(
        "table", "person", "procuratorate", "department"
    )
    plain = {
        "table__name": wanted.card,
        "department_id": wanted.department,
        "person": wanted.person,
        "rule": wanted.rule,
        "kind": wanted.kind,
        "dimension": wanted.dimension,
        "raised_by_id": wanted.card_import,
        "raised_on__gte": wanted.raised_from,
        "raised_on__lte": wanted.raised_until,
        "due_on__lte": wanted.due_until,
        "card_key__icontains": wanted.text,
    }
    found = found.filter(**{k: v for k, v in plain.items() if v not in (None, "")})
    if wanted.place is not None:
        found = found.filter(procuratorate__path__startswith=wanted.place.path)
    if wanted.unassigned:
        found = found.filter(person__isnull=True)
    if wanted.states:
        found = found.filter(state__in=wanted.states)
    return found.order_by("due_on", "id")


@dataclass(frozen=True)
class DailyList:
    """What case management goes through on a day, for one place and those below it."""

    day: date
    raised: QuerySet[Finding]
    due: QuerySet[Finding]
    overdue: QuerySet[Finding]


def daily_list(day: date, place: Procuratorate | None = None) -> DailyList:
    """Findings raised on a day, due on it, and overdue by it."""
    awaiting = FindingFilter(place=place, states=AWAITING)
    waiting = findings(awaiting)
    return DailyList(
        day=day,
        raised=findings(FindingFilter(place=place, raised_from=day, raised_until=day)),
        due=waiting.filter(due_on=day),
        overdue=waiting.filter(due_on__lt=day),
    )


def monthly_list(month: date, place: Procuratorate | None = None) -> QuerySet[Finding]:
    """Findings raised in a month, or raised before and still awaiting an answer."""
    first = month.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    raised = Q(raised_on__gte=first, raised_on__lt=following)
    left_over = Q(raised_on__lt=first, state__in=AWAITING)
    return findings(FindingFilter(place=place)).filter(raised | left_over)


@dataclass(frozen=True)
class WorkbenchCounts:
    """What awaits one person."""

    awaiting: int
    due_today: int
    overdue: int
    reopened: int
    to_be_rechecked: int


def workbench_counts(person: Person) -> WorkbenchCounts:
    """Numbers for a person's workbench, in one statement."""
    today = clock.today()
    awaiting = Q(state__in=AWAITING)
    counted = Finding.objects.filter(person=person).aggregate(
        awaiting=Count("id", filter=awaiting),
        due_today=Count("id", filter=awaiting & Q(due_on=today)),
        overdue=Count("id", filter=awaiting & Q(due_on__lt=today)),
        reopened=Count("id", filter=Q(state=FindingState.REOPENED)),
        to_be_rechecked=Count("id", filter=Q(state=FindingState.ANSWERED_CORRECTED)),
    )
    return WorkbenchCounts(**counted)


@dataclass(frozen=True)
class LateFilling:
    """How many cards one person filled late in a span of days."""

    unit_code: str
    person: int | None
    handler: str
    cards: int


def late_filling(
    first: date, last: date, place: Procuratorate | None = None
) -> list[LateFilling]:
    """Findings of the kind late, by procuratorate and filler, most first."""
    late = findings(
        FindingFilter(place=place, kind="late", raised_from=first, raised_until=last)
    )
    grouped = (
        late.order_by()
        .values("unit_code", "person_id", "handler")
        .annotate(cards=Count("card_digest", distinct=True))
        .order_by("-cards", "unit_code", "handler")
    )
    return [
        LateFilling(row["unit_code"], row["person_id"], row["handler"], row["cards"])
        for row in grouped
    ]
