"""Issue a document under the next number of its series; withdraw one."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.documents.actions.locking import draft, locked
from hengjian.documents.faults import DocumentFault, KeptElsewhere, reason_given
from hengjian.documents.models import Document, DocumentState
from hengjian.documents.numbering import next_serial
from hengjian.documents.queries.templates import office_mark
from hengjian.documents.source import KindOfDocument
from hengjian.engines.documents.number_pattern import written
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


@journal.action
def issue(
    *, document: Document, kind: KindOfDocument, reason: str = "", by: Actor
) -> Document:
    """Give a draft its number and day. Its file is looked at before (``issue_course``).

    Raises ``KeptElsewhere`` for a matter whose record the national system keeps, whatever
    the caller thought; ``DocumentFault`` for what is issued or withdrawn already.
    """
    refuse_marked_words(reason)
    document = draft(document)
    if document.is_national:
        raise KeptElsewhere
    document.issued_on = clock.today()
    document.issued_at, document.issued_by = clock.now(), by.journal_name
    document.issuing_reason = reason.strip()[:2000]
    document.state = DocumentState.ISSUED
    if kind.kind.is_numbered:
        year = document.issued_on.year
        document.series, document.year = kind.kind.series, year
        document.serial = next_serial(document.procuratorate, kind.kind.series, year)
        document.number = written(
            kind.kind.pattern,
            office=office_mark(document.procuratorate),
            year=year,
            serial=document.serial,
        )
    document.save()
    journal.enter(
        "documents.issued",
        subject=document,
        new={"number": document.number, "issued_on": document.issued_on},
        detail={"reason": document.issuing_reason} if document.issuing_reason else None,
    )
    return document


@journal.action
def withdraw(*, document: Document, reason: str, by: Actor) -> Document:
    """Take a document out of use with a reason; its number stays taken and is shown.

    Raises ``DocumentFault`` for one withdrawn already, ``UserFault`` without a reason.
    """
    words = reason_given(reason)
    document = locked(document)
    if document.state == DocumentState.WITHDRAWN:
        raise DocumentFault(Text("文书已经作废", "it is withdrawn already"))
    old = document.state
    document.state = DocumentState.WITHDRAWN
    document.withdrawn_by, document.withdrawn_at = by.journal_name, clock.now()
    document.withdrawal_reason = words
    document.save()
    journal.enter(
        "documents.withdrawn",
        subject=document,
        old={"state": old},
        new={"state": document.state, "number": document.number},
        detail={"reason": words},
    )
    return document
