"""The list of findings as its page asks for it: narrowed, sorted, with due spans."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from hengjian.access.models import Account
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.warehouse.models import AWAITING, Finding, FindingState
from hengjian.warehouse.queries.findings import FindingFilter, findings
from hengjian.warehouse.queries.sight import seen_by


STATES: dict[str, tuple[Text, Q]] = {
    "awaiting": (Text("待处理", "Awaiting an answer"), Q(state__in=AWAITING)),
    "explained": (
        Text("已说明，待复核", "Explained, to be read"),
        Q(state=FindingState.ANSWERED_EXPLAINED, confirmed_on__isnull=True),
    ),
    "corrected": (
        Text("已改正，待复查", "Corrected, to re-check"),
        Q(state=FindingState.ANSWERED_CORRECTED),
    ),
    "confirmed": (
        Text("说明已认可", "Explanation confirmed"),
        Q(state=FindingState.ANSWERED_EXPLAINED, confirmed_on__isnull=False),
    ),
    "closed": (Text("已办结", "Closed"), Q(state=FindingState.CLOSED)),
    "all": (Text("全部", "All"), Q()),
}
DUES = {
    "late": Text("已逾期", "Late"),
    "today": Text("今天到期", "Due today"),
    "week": Text("本周到期", "Due this week"),
}
SORTS: dict[str, tuple[str, ...]] = {
    "due": ("due_on", "id"),
    "raised": ("raised_on", "id"),
    "card": ("table__name", "card_key", "id"),
    "rule": ("rule", "due_on", "id"),
    "person": ("handler", "due_on", "id"),
    "place": ("unit_code", "department_text", "due_on", "id"),
    "state": ("state", "due_on", "id"),
}


@dataclass(frozen=True)
class Wanted:
    """What a list of findings is narrowed to, and its order (``-due`` is backwards)."""

    narrowed: FindingFilter = field(default_factory=FindingFilter)
    own: bool = False
    find: str = ""  # part of the name of the one who is to answer, or of the card's key
    state: str = "all"  # of STATES
    level: str = ""
    due: str = ""
    sort: str = ""


def listed(account: Account, wanted: Wanted) -> QuerySet[Finding]:
    """The findings that the account sees and asked for, in its order."""
    found = findings(wanted.narrowed).filter(seen_by(account))
    if wanted.own:
        found = found.filter(person_id=account.duty_person_id or 0)
    if wanted.find:
        named = Q(handler__icontains=wanted.find, person__isnull=True)
        named |= Q(person__name__icontains=wanted.find)
        found = found.filter(named | Q(card_key__icontains=wanted.find))
    found = found.filter(STATES[wanted.state][1])
    if wanted.level:
        found = found.filter(level=wanted.level)
    if wanted.due in DUES:
        found = found.filter(due_within(wanted.due, clock.today()))
    return in_order(found, wanted.sort)


def due_within(span: str, today: date) -> Q:
    """Awaiting an answer and due before today, today, or from today to Sunday."""
    awaiting = Q(state__in=AWAITING)
    if span == "late":
        return awaiting & Q(due_on__lt=today)
    last = today if span == "today" else end_of_week(today)
    return awaiting & Q(due_on__gte=today, due_on__lte=last)


def end_of_week(day: date) -> date:
    """The Sunday of a day's week."""
    return day + timedelta(days=6 - day.weekday())


def in_order(found: QuerySet[Finding], sort: str) -> QuerySet[Finding]:
    """By a column, backwards with ``-`` before it; by due date where none is known."""
    names = SORTS.get(sort.lstrip("-"), SORTS["due"])
    backwards = sort.startswith("-")
    return found.order_by(*(f"-{name}" if backwards else name for name in names))
