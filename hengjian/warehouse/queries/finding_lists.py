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


STATES: dict[str, tuple[Text, tuple[FindingState, ...]]] = {
    "awaiting": (Text("待处理", "Awaiting an answer"), AWAITING),
    "answered": (
        Text("已答复,待复核", "Answered, to re-check"),
        (FindingState.ANSWERED_CORRECTED, FindingState.ANSWERED_EXPLAINED),
    ),
    "closed": (Text("已办结", "Closed"), (FindingState.CLOSED,)),
    "all": (Text("全部", "All"), ()),
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
    who: str = ""  # part of the name of the one who is to answer
    level: str = ""
    due: str = ""
    to_confirm: bool = False  # explanations that nobody has confirmed
    sort: str = ""


def listed(account: Account, wanted: Wanted) -> QuerySet[Finding]:
    """The findings that the account sees and asked for, in its order."""
    found = findings(wanted.narrowed).filter(seen_by(account))
    if wanted.own:
        found = found.filter(person_id=account.person_id or 0)
    if wanted.who:
        named = Q(handler__icontains=wanted.who, person__isnull=True)
        found = found.filter(named | Q(person__name__icontains=wanted.who))
    if wanted.level:
        found = found.filter(level=wanted.level)
    if wanted.due in DUES:
        found = found.filter(due_within(wanted.due, clock.today()))
    return found.order_by(*_order(wanted.sort))


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


def _order(sort: str) -> tuple[str, ...]:
    names = SORTS.get(sort.lstrip("-"), SORTS["due"])
    if not sort.startswith("-"):
        return names
    return tuple(f"-{name}" for name in names)
