"""The API of the ledger: entries as far as the caller sees them."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.engines.points.amounts import written
from hengjian.ledger.models import LedgerEntry, Purpose
from hengjian.ledger.queries.sight import entries_seen, entry_opened
from hengjian.ledger.queries.told_evidence import told_evidence
from hengjian.lib.cursor import page_of


router = Router(tags=["ledger"])


class LedgerEntryOut(Schema):
    """One entry; ``amount`` is points or yuan as text, exact.

    ``person`` is a staff number, ``department`` the code of a department's own account;
    one of them is empty.
    """

    id: int
    purpose: str
    procuratorate: str
    person: str
    department: str
    happened_on: date
    how: str
    amount: str
    asked: str
    rule: str
    reverses: int | None


class EntryEvidenceOut(Schema):
    """What an entry rests on, with its digest at that time."""

    kind: str
    reference: str
    zh: str
    en: str
    digest: str


class OpenedOut(LedgerEntryOut):
    """One entry with all behind it."""

    words: str
    evidence: list[EntryEvidenceOut]
    digest: str
    is_as_entered: bool


class LedgerEntriesOut(Schema):
    """A page of entries."""

    items: list[LedgerEntryOut]
    next: int | None


@router.get("", response=LedgerEntriesOut, summary="积分台账")
@api_door(Permission.LEDGER_READ)
def list_entries(
    request: HttpRequest,
    purpose: Purpose | None = None,
    after: int | None = None,
    limit: int = 50,
) -> LedgerEntriesOut:
    """The entries that the caller sees, the newest first."""
    found = entries_seen(caller(request))
    if purpose is not None:
        found = found.filter(account__purpose=purpose)
    page, following = page_of(found, after, limit)
    return LedgerEntriesOut(
        items=[LedgerEntryOut(**_told(each)) for each in page], next=following
    )


@router.get("/{number}", response=OpenedOut, summary="一笔记录")
@api_door(Permission.LEDGER_READ)
def one_entry(request: HttpRequest, number: int) -> OpenedOut:
    """One entry with its evidence and digest."""
    entry = entry_opened(caller(request), number)
    if entry is None:
        raise Http404(str(number))
    return OpenedOut(
        **_told(entry),
        words=entry.words,
        evidence=[
            EntryEvidenceOut(**each) for each in told_evidence([entry])[entry.pk]
        ],
        digest=entry.digest,
        is_as_entered=entry.counted_digest() == entry.digest,
    )


def _told(entry: LedgerEntry) -> dict[str, Any]:
    department = entry.account.department
    return {
        "id": entry.pk,
        "purpose": entry.account.purpose,
        "procuratorate": entry.account.procuratorate.code,
        "person": entry.account.number,
        "department": department.code if department is not None else "",
        "happened_on": entry.happened_on,
        "how": entry.how,
        "amount": written(entry.hundredths),
        "asked": written(entry.asked),
        "rule": str(entry.rule or ""),
        "reverses": entry.reverses_id,
    }
