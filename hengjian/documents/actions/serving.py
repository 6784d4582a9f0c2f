"""Record what was done with an issued document on paper: its seal, its service."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.audit.texts import Personal
from hengjian.documents import vault
from hengjian.documents.actions.locking import issued
from hengjian.documents.faults import DocumentFault
from hengjian.documents.models import Document, SealUse, Service, ServiceHow
from hengjian.documents.reply_limit import reply_due_on
from hengjian.documents.source import KindOfDocument
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@journal.action
def seal(*, document: Document, seal: str, on: date, by: Actor) -> SealUse:
    """Record that the office's seal was put on it.

    Raises ``KeptElsewhere``, ``DocumentFault`` for one not issued or sealed already.
    """
    document = issued(document)
    name = seal.strip()
    if not name:
        raise UserFault(Text("请写明印章名称。", "Say which seal."))
    refuse_marked_words(name)
    _within(document, on)
    if SealUse.objects.filter(document=document).exists():
        raise DocumentFault(Text("已经登记过用印", "its seal is recorded already"))
    use = SealUse(
        document=document,
        on=on,
        seal=name[:100],
        by=by.journal_name,
        at=clock.now(),
    )
    use.save()
    journal.enter(
        "documents.sealed", subject=document, new={"seal": use.seal, "on": on}
    )
    return use


@journal.action
def serve(
    *,
    document: Document,
    kind: KindOfDocument,
    how: ServiceHow,
    on: date,
    to: str,
    receipt_on: date | None = None,
    was_read_out: bool = False,
    by: Actor,
) -> Service:
    """Record a service; the time for a reply counts from the first.

    Raises ``KeptElsewhere``, ``DocumentFault`` for one not issued, or that needs its seal
    first.
    """
    document = issued(document)
    whom = to.strip()
    if not whom:
        raise UserFault(Text("请写明受送达人。", "Say to whom."))
    refuse_marked_words(whom)
    _within(document, on)
    if kind.kind.sealed and not SealUse.objects.filter(document=document).exists():
        raise DocumentFault(
            Text("先登记用印，再登记送达", "record its seal before its service")
        )
    if receipt_on is not None:
        _receipt_fits(receipt_on, on)
    service = Service(
        document=document,
        how=how,
        on=on,
        sealed_to=vault.seal_json(document, vault.TO, {"to": whom[:200]}),
        receipt_on=receipt_on,
        was_read_out=was_read_out,
        by=by.journal_name,
        at=clock.now(),
    )
    service.save()
    if document.reply_due_on is None:
        document.reply_due_on = reply_due_on(kind, on)
        document.save(update_fields=["reply_due_on"])
    journal.enter(
        "documents.served",
        subject=document,
        new={
            "how": service.how,
            "on": on,
            "to": Personal(whom),
            "receipt_on": receipt_on,
            "reply_due_on": document.reply_due_on,
        },
    )
    return service


@journal.action
def record_receipt(*, service: Service, on: date, by: Actor) -> Service:
    """Record the receipt of a service that came back later. Raises ``DocumentFault``."""
    document = issued(service.document)
    found = Service.objects.get(pk=service.pk)
    if found.receipt_on is not None:
        raise DocumentFault(Text("回证已经登记", "the receipt is recorded already"))
    _receipt_fits(on, found.on)
    found.receipt_on = on
    found.save(update_fields=["receipt_on"])
    journal.enter(
        "documents.receipt_recorded",
        subject=document,
        new={"service": found.pk, "receipt_on": on},
    )
    return found


def _within(document: Document, on: date) -> None:
    first = document.issued_on
    if on > clock.today() or (first is not None and on < first):
        raise UserFault(
            Text(
                "日期应在签发之后、今天之前(含当天)",
                "the day lies between the day of issue and today",
            )
        )


def _receipt_fits(receipt_on: date, served_on: date) -> None:
    if not served_on <= receipt_on <= clock.today():
        raise UserFault(
            Text(
                "回证日期应在送达之后、今天之前(含当天)",
                "the day of the receipt lies between service and today",
            )
        )
