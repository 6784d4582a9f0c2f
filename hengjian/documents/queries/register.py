"""The register of documents, narrowed and sorted as its page asks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q, QuerySet
from django.db.models.expressions import OrderBy

from hengjian.access.models import Account
from hengjian.documents.models import Document, DocumentState
from hengjian.documents.queries.documents import documents_seen
from hengjian.organisation.models import Procuratorate


SORTS = {
    "number": ("series", "year", "serial", "pk"),
    "title": ("title_zh", "pk"),
    "state": ("state", "pk"),
    "issued": ("issued_on", "pk"),
}


@dataclass(frozen=True)
class RegisterFilter:
    """What the register is narrowed to; empty narrows nothing."""

    kind: str = ""  # "supply_request/refusal_notice"
    state: str = ""
    year: int | None = None
    unit: Procuratorate | None = None
    find: str = ""


def listed(
    account: Account, wanted: RegisterFilter, sort: str = ""
) -> QuerySet[Document]:
    """The documents that an account sees, the latest first unless sorted otherwise."""
    found = narrowed(documents_seen(account), wanted).annotate(
        first_served=Min("services__on"),
        first_answered=Min(
            "answered_by__received_on", filter=Q(answered_by__withdrawn_at__isnull=True)
        ),
    )
    return found.order_by(*_order(sort))


def narrowed(found: QuerySet[Document], wanted: RegisterFilter) -> QuerySet[Document]:
    """Documents as a filter asks for them."""
    if wanted.kind:
        matter_kind, _, kind = wanted.kind.partition("/")
        found = found.filter(matter_kind=matter_kind, kind=kind)
    if wanted.state in DocumentState.values:
        found = found.filter(state=wanted.state)
    if wanted.year is not None:
        found = found.filter(_of_year(wanted.year))
    if wanted.unit is not None:
        found = found.filter(procuratorate=wanted.unit)
    if wanted.find:
        found = found.filter(
            Q(number__icontains=wanted.find)
            | Q(title_zh__icontains=wanted.find)
            | Q(matter_number__icontains=wanted.find)
        )
    return found


def kinds_seen(account: Account) -> list[tuple[str, str, str]]:
    """(code, zh, en) of the kinds that stand in the registers one sees."""
    found = (
        documents_seen(account)
        .order_by()
        .values_list("matter_kind", "kind", "title_zh", "title_en")
        .distinct()
    )
    kinds = {f"{matter}/{kind}": (zh, en) for matter, kind, zh, en in found}
    return [(code, zh, en) for code, (zh, en) in sorted(kinds.items())]


def years_seen(account: Account) -> list[int]:
    """The years of issue, the latest first."""
    found = documents_seen(account).exclude(issued_on=None)
    return [day.year for day in found.dates("issued_on", "year", order="DESC")]


def _of_year(year: int) -> Q:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Q(issued_on__gte=first, issued_on__lte=last)


def _order(sort: str) -> "list[str | OrderBy]":
    name = sort.removeprefix("-")
    fields = SORTS.get(name)
    if fields is None:
        return ["-pk"]
    down = sort.startswith("-")
    return [
        F(field).desc(nulls_last=True) if down else F(field).asc(nulls_last=True)
        for field in fields
    ]
