"""Acts on the keys of documents and received papers: wrapped anew, destroyed."""

from collections.abc import Collection, Iterable
from itertools import chain

from django.db.models import QuerySet

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.documents import vault
from hengjian.documents.faults import reason_given
from hengjian.documents.models import Document, ReceivedPaper


@journal.action
def wrap_all_anew(*, by: Actor) -> int:
    """Wrap every living key by the newest master key; how many. No file is touched."""
    count = 0
    documents, papers = _held()
    held: Iterable[Document | ReceivedPaper] = chain(documents, papers)
    for holder in held:
        vault.wrap_anew(holder)
        holder.save(update_fields=["master", "wrapped"])
        count += 1
    if not count:
        journal.nothing_changed()
        return 0
    journal.enter(
        "documents.keys_wrapped_anew", subject="documents.keys", new={"keys": count}
    )
    return count


@journal.action
def erase_papers(*, matters: Collection[int], reason: str, by: Actor) -> int:
    """Destroy the keys of all documents and received papers of matters; how many.

    What they sealed can never be opened again, wherever a copy of the files lies; rows,
    numbers and days stay. Raises ``UserFault`` without a reason.
    """
    words = reason_given(reason)
    documents, papers = _held()
    count: int = documents.filter(matter__in=matters).update(wrapped=None)
    count += papers.filter(matter__in=matters).update(wrapped=None)
    if not count:
        journal.nothing_changed()
        return 0
    journal.enter(
        "documents.papers_erased",
        subject="documents.keys",
        new={"papers": count},
        detail={"matters": sorted(matters)[:50], "reason": words},
    )
    return count


def _held() -> tuple[QuerySet[Document], QuerySet[ReceivedPaper]]:
    """Everything that has a living key, locked."""
    fields = ("pk", "algorithm", "master", "wrapped")
    living = {"wrapped__isnull": False}
    return (
        Document.objects.select_for_update().filter(**living).only(*fields),
        ReceivedPaper.objects.select_for_update().filter(**living).only(*fields),
    )
