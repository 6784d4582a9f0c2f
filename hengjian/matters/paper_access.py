"""Which documents and received papers of matters somebody sees, and may act on."""

from django.http import Http404

from hengjian.access.models import Account
from hengjian.documents.models import Document, PassedPaper, ReceivedPaper
from hengjian.documents.queries.documents import documents_of, unsealed
from hengjian.documents.queries.received import (
    passed_to,
    received_of,
    received_seen,
)
from hengjian.documents.source import kind_of
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters import papers
from hengjian.matters.faults import MatterFault
from hengjian.matters.models import Matter
from hengjian.matters.queries.sight import matters_seen


NOT_YOURS = Text("这份文书不由您办理", "this document is not yours to handle")
_MATTER = ("release", "procuratorate", "department")


def matter_seen(account: Account, number: int) -> Matter:
    """A matter that the account sees. Raises ``Http404``: both cases read the same."""
    found = matters_seen(account).filter(pk=number).select_related(*_MATTER).first()
    if found is None:
        raise Http404(str(number))
    return found


def document_of(matter: Matter, number: int) -> Document:
    """A document of a matter that is seen. Raises ``Http404``."""
    found = documents_of(matter.pk).filter(pk=number).first()
    if found is None:
        raise Http404(str(number))
    return found


def document_seen(account: Account, number: int) -> tuple[Matter, Document]:
    """A document by its own number, with its matter. Raises ``Http404``."""
    known = Document.objects.filter(unsealed(), pk=number).values("matter").first()
    if known is None:
        raise Http404(str(number))
    matter = matter_seen(account, known["matter"])
    return matter, document_of(matter, number)


def paper_seen(account: Account, number: int) -> ReceivedPaper:
    """A received paper: of a matter that is seen, of a register, or passed on to one.

    Raises ``Http404``.
    """
    found = ReceivedPaper.objects.filter(unsealed(), pk=number).first()
    if found is None:
        raise Http404(str(number))
    seen = (
        matters_seen(account).filter(pk=found.matter).exists()
        or received_seen(account).filter(pk=number).exists()
        or passed_to(account).filter(pk=number).exists()
    )
    if not seen:
        raise Http404(str(number))
    return received_of(found.matter).get(pk=number)


def passed_of(account: Account, paper: ReceivedPaper) -> PassedPaper | None:
    """How a paper was passed on to the account's own person, if it was."""
    person = account.duty_person_id
    return paper.passed.filter(person=person).first() if person is not None else None


def refuse_archived(matter: Matter) -> None:
    """Raise ``MatterFault`` for an archived matter."""
    if matter.archived_on is not None:
        raise MatterFault(
            Text("事项已归档，文书不再改动", "the matter is archived: nothing changes")
        )


def require_drafting(account: Account, matter: Matter) -> None:
    """Raise ``MatterFault`` for an archived matter, ``UserFault`` (403) for others'."""
    refuse_archived(matter)
    _require(papers.may_draft(account, matter))


def require_issuing(account: Account, matter: Matter, document: Document) -> None:
    """The same for issuing."""
    refuse_archived(matter)
    _require(papers.may_issue(account, kind_of(document).kind, matter))


def require_following(account: Account, matter: Matter, document: Document) -> None:
    """The same for seal, service and receipt."""
    refuse_archived(matter)
    _require(
        papers.may_draft(account, matter)
        or papers.may_issue(account, kind_of(document).kind, matter)
    )


def require_withdrawing(account: Account, matter: Matter, document: Document) -> None:
    """The same for withdrawing: drafts by whoever drafts, others by whoever issues."""
    refuse_archived(matter)
    _require(
        papers.may_issue(account, kind_of(document).kind, matter)
        or (document.is_draft and papers.may_draft(account, matter))
    )


def _require(allowed: bool) -> None:
    if not allowed:
        raise UserFault(NOT_YOURS, status=403)
