"""Documents of a matter and of registers; those of sealed cases are left out."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import where_may
from hengjian.documents import vault
from hengjian.documents.models import Document, DocumentState, Service
from hengjian.lib.registers import registered


SEALED_MATTERS = "warehouse.sealed_matters"


def unsealed() -> Q:
    """The condition that a document's matter is not sealed; asked at every reading."""
    found = Q()
    for provider in registered("PROVIDERS", SEALED_MATTERS):
        sealed: QuerySet[Any] | None = provider()
        if sealed is not None:
            found &= ~Q(matter__in=sealed)
    return found


def sealed_among(documents: Collection[int]) -> frozenset[int]:
    """Those of some documents whose matter is sealed."""
    shown = unsealed()
    if not documents or not shown:
        return frozenset()
    found = Document.objects.filter(shown, pk__in=documents)
    return frozenset(documents) - frozenset(found.values_list("pk", flat=True))


def documents_of(matter: int) -> QuerySet[Document]:
    """The documents of one matter, the newest first."""
    return (
        Document.objects.filter(unsealed(), matter=matter)
        .select_related("procuratorate", "department", "release", "seal_use")
        .order_by("-id")
    )


def documents_seen(account: Account) -> QuerySet[Document]:
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
    return Document.objects.filter(
        place & (Q(is_restricted=False) | steering), unsealed()
    ).select_related("procuratorate", "seal_use")


def stands_ready(matter: int, kind: str, record_of: str) -> bool:
    """Whether a matter has the document that a task waits for.

    It is issued; where the national system keeps the record a draft is enough.
    """
    states = [DocumentState.ISSUED]
    if record_of == "national":
        states.append(DocumentState.DRAFT)
    return Document.objects.filter(matter=matter, kind=kind, state__in=states).exists()


def services_of(document: Document) -> QuerySet[Service]:
    """How a document was served, in order."""
    return Service.objects.filter(document=document).order_by("on", "id")


def served_to(service: Service, document: Document) -> str:
    """To whom a document was served."""
    return str(vault.open_json(document, vault.TO, bytes(service.sealed_to))["to"])
