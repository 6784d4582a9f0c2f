"""Papers from outside: those of a matter, of registers, and what their words are."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import where_may
from hengjian.documents import vault
from hengjian.documents.faults import DocumentErased
from hengjian.documents.models import (
    Document,
    PassedPaper,
    ReceivedKind,
    ReceivedPaper,
)
from hengjian.documents.queries.documents import unsealed
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


ERASED = Text("内容已销毁", "erased")
PERSON = Text("个人", "a person")
SORTS = {
    "number": ("year", "serial", "pk"),
    "dated": ("dated_on", "pk"),
    "received": ("received_on", "pk"),
    "kind": ("kind", "pk"),
}


@dataclass(frozen=True)
class PaperWords:
    """Who sent a paper, what it is called, the name of its file."""

    sender: str
    title: str
    file_name: str


@dataclass(frozen=True)
class ReceivedFilter:
    """What the register is narrowed to; empty narrows nothing."""

    kind: str = ""
    year: int | None = None
    unit: Procuratorate | None = None
    find: str = ""


def words_of(paper: ReceivedPaper) -> PaperWords:
    """The sealed words; of an erased paper that it was."""
    try:
        found = vault.open_json(paper, vault.WORDS, bytes(paper.sealed_words))
    except DocumentErased:
        return PaperWords(paper.sender or ERASED.zh, ERASED.zh, "")
    return PaperWords(found["sender"], found["title"], found["file_name"])


def received_of(matter: int) -> QuerySet[ReceivedPaper]:
    """The papers that came for one matter, the newest first."""
    return (
        ReceivedPaper.objects.filter(unsealed(), matter=matter)
        .select_related("procuratorate", "answers")
        .order_by("-pk")
    )


def answers_to(document: Document) -> QuerySet[ReceivedPaper]:
    """What came in answer to a served paper, in the order in which it came."""
    return received_of(document.matter).filter(
        answers=document, withdrawn_at__isnull=True
    ).order_by("received_on", "pk")  # fmt: skip


def received_seen(account: Account) -> QuerySet[ReceivedPaper]:
    """The registers of the places whose documents an account may read.

    Restricted kinds are seen by those who steer there.
    """
    place = where_may(
        account, Permission.DOCUMENT_READ, unit="procuratorate", department="department"
    )
    steering = where_may(
        account,
        Permission.MATTER_SUPERVISE,
        unit="procuratorate",
        department="department",
    )
    return ReceivedPaper.objects.filter(
        place & (Q(is_restricted=False) | steering), unsealed()
    ).select_related("procuratorate", "answers")


def passed_to(account: Account) -> QuerySet[ReceivedPaper]:
    """The papers that were passed on to an account's person."""
    person = account.duty_person_id
    if person is None:
        return ReceivedPaper.objects.none()
    passed = PassedPaper.objects.filter(person=person).order_by().values("paper")
    return ReceivedPaper.objects.filter(unsealed(), pk__in=passed).select_related(
        "procuratorate", "answers"
    )


def listed(
    account: Account, wanted: ReceivedFilter, sort: str = ""
) -> QuerySet[ReceivedPaper]:
    """The register as its page asks, the newest first unless sorted otherwise."""
    found = narrowed(received_seen(account), wanted)
    fields = SORTS.get(sort.removeprefix("-"))
    if fields is None:
        return found.order_by("-pk")
    down = sort.startswith("-")
    order = [F(name).desc() if down else F(name).asc() for name in fields]
    return found.order_by(*order)


def narrowed(
    found: QuerySet[ReceivedPaper], wanted: ReceivedFilter
) -> QuerySet[ReceivedPaper]:
    """Papers as a filter asks for them."""
    if wanted.kind in ReceivedKind.values:
        found = found.filter(kind=wanted.kind)
    if wanted.year is not None:
        found = found.filter(year=wanted.year)
    if wanted.unit is not None:
        found = found.filter(procuratorate=wanted.unit)
    if wanted.find:
        found = found.filter(
            Q(number__icontains=wanted.find)
            | Q(sender__icontains=wanted.find)
            | Q(sender_number__icontains=wanted.find)
            | Q(matter_number__icontains=wanted.find)
        )
    return found


def years_received(account: Account) -> list[int]:
    """The years of the registers one sees, the latest first."""
    found = received_seen(account).order_by().values_list("year", flat=True).distinct()
    return sorted(found, reverse=True)
