"""A document, locked and as it stands now, at the beginning of an action."""

from hengjian.documents.faults import DocumentFault, KeptElsewhere
from hengjian.documents.models import Document
from hengjian.lib.bilingual import Text


def locked(document: Document) -> Document:
    """The document under its lock."""
    found: Document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("procuratorate", "department", "release")
        .get(pk=document.pk)
    )
    return found


def draft(document: Document) -> Document:
    """A draft. Raises ``DocumentFault`` for one that is issued or withdrawn."""
    found = locked(document)
    if not found.is_draft:
        raise DocumentFault(
            Text("文书已签发或作废，不能再改", "it is issued or withdrawn already")
        )
    return found


def issued(document: Document) -> Document:
    """An issued one. Raises ``DocumentFault``; ``KeptElsewhere`` for the national record."""
    found = locked(document)
    if found.is_national:
        raise KeptElsewhere
    if not found.is_issued:
        raise DocumentFault(
            Text("文书还没有签发，或已作废", "it is not issued, or withdrawn")
        )
    return found
