"""Prompts: what somebody sees, narrowed, sorted, counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import where_may
from hengjian.monitoring.models import Decision, Prompt
from hengjian.organisation.models import Procuratorate


READS = Permission.PROMPT_READ


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; what is left out stands for all."""

    span: str = "waiting"  # of wording.SPANS
    place: Procuratorate | None = None
    department: int | None = None
    person: int | None = None
    card: str = ""
    rule: str = ""
    ground: str = ""
    level: str = ""
    find: str = ""  # part of a name or of the card's key
    sort: str = ""


SORTS: dict[str, tuple[str, ...]] = {
    "urgency": ("-custody", "due_on", "-seen_on", "id"),
    "seen": ("seen_on", "id"),
    "rule": ("rule", "id"),
    "key": ("table__name", "card_key", "id"),
    "person": ("handler", "id"),
    "department": ("department_text", "id"),
    "place": ("unit_code", "department_text", "id"),
    "due": ("due_on", "id"),
}


def prompts_seen(account: Account) -> QuerySet[Prompt]:
    """Every prompt that an account sees: where it reads them, and those on its own cards."""
    where = where_may(account, READS, unit="procuratorate", department="department")
    if where and account.duty_person_id is not None:
        where |= Q(person_id=account.duty_person_id)
    found: QuerySet[Prompt] = Prompt.objects.select_related(
        "table", "person", "procuratorate", "department", "matter"
    )
    return found.filter(where)


def listed(account: Account, wanted: Wanted) -> QuerySet[Prompt]:
    """The prompts that the account sees and asked for, custody and the oldest first."""
    found = _narrowed(prompts_seen(account), wanted).filter(in_span(wanted.span))
    names = SORTS.get(wanted.sort.lstrip("-"), SORTS["urgency"])
    backwards = wanted.sort.startswith("-") and wanted.sort.lstrip("-") in SORTS
    if backwards:
        names = tuple(n[1:] if n.startswith("-") else f"-{n}" for n in names)
    return found.order_by(*names)


def _narrowed(found: QuerySet[Prompt], wanted: Wanted) -> QuerySet[Prompt]:
    plain: dict[str, Any] = {
        "department_id": wanted.department,
        "person_id": wanted.person,
        "table__name": wanted.card,
        "rule": wanted.rule,
        "ground": wanted.ground,
        "level": wanted.level,
    }
    found = found.filter(**{k: v for k, v in plain.items() if v not in (None, "")})
    if wanted.place is not None:
        found = found.filter(procuratorate__path__startswith=wanted.place.path)
    if wanted.find:
        named = Q(handler__icontains=wanted.find) | Q(
            person__name__icontains=wanted.find
        )
        found = found.filter(named | Q(card_key__icontains=wanted.find))
    return found


def in_span(span: str) -> Q:
    """The condition of a span; an unknown one stands for all."""
    waiting = Q(decision=Decision.OPEN)
    conditions = {
        "waiting": waiting & Q(ended_on__isnull=True),
        "ended": waiting & Q(ended_on__isnull=False),
        "raised": Q(decision=Decision.RAISED),
        "set_aside": Q(decision=Decision.SET_ASIDE),
    }
    return conditions.get(span, Q())


def counts(account: Account, wanted: Wanted) -> Mapping[str, int]:
    """How many prompts stand in each span under the same narrowing, and in custody."""
    found = _narrowed(prompts_seen(account), replace(wanted, span="all")).order_by()
    spans = ("waiting", "ended", "raised", "set_aside")
    asked = {name: Count("id", filter=in_span(name)) for name in spans}
    custody = Count("id", filter=in_span("waiting") & Q(custody=True))
    return found.aggregate(**asked, all=Count("id"), custody=custody)


# what a summary is grouped by: fields, of which the first names the group
GROUPS: dict[str, tuple[str, ...]] = {
    "rule": ("rule",),
    "card": ("table__name",),
    "unit": ("procuratorate__short_name", "procuratorate__name", "unit_code"),
    "department": (
        "department_text",
        "procuratorate__short_name",
        "unit_code",
        "department_id",
    ),
    "person": ("handler", "department_text", "procuratorate__short_name", "person_id"),
}


def summary(account: Account, wanted: Wanted, by: str) -> list[dict[str, Any]]:
    """Counts for each rule, card, office, department or person; the most waiting first."""
    found = _narrowed(prompts_seen(account), replace(wanted, span="all")).order_by()
    spans = ("waiting", "ended", "raised", "set_aside")
    grouped = (
        found.values(*GROUPS[by])
        .annotate(**{name: Count("id", filter=in_span(name)) for name in spans})
        .order_by("-waiting", "-raised", *GROUPS[by])
    )
    return list(grouped)


def together_with(account: Account, prompt: Prompt) -> QuerySet[Prompt]:
    """Other prompts that wait and may be raised with this one: the same handler's."""
    same = prompts_seen(account).filter(
        in_span("waiting"),
        procuratorate=prompt.procuratorate_id,
        person=prompt.person_id,
    )
    return same.exclude(pk=prompt.pk).order_by("card_key", "rule", "pk")[:30]
