"""What happened to a matter's documents, as lines of its time line."""

from collections.abc import Iterator
from datetime import datetime

from hengjian.documents.queries.documents import documents_of, services_of
from hengjian.documents.queries.received import received_of
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter


Told = tuple[datetime, Text, str, str]
"""When, what, by whom (as the journal names them), why."""


def document_lines(matter: Matter) -> Iterator[Told]:
    """Drafted, issued, sealed, served, withdrawn; papers received; in no order."""
    for document in documents_of(matter.pk):
        zh = f"“{document.title_zh}”"
        en = f"“{document.title_en}”"
        number = document.number
        yield (
            document.made_at,
            Text(f"拟制{zh}", f"{en} drafted"),
            document.made_by,
            "",
        )
        if document.issued_at is not None:
            yield (
                document.issued_at,
                Text(f"签发{zh} {number}".strip(), f"{en} issued {number}".strip()),
                document.issued_by,
                document.issuing_reason,
            )
        use = getattr(document, "seal_use", None)
        if use is not None:
            yield use.at, Text(f"{zh}用印", f"{en} sealed"), use.by, ""
        for service in services_of(document):
            how = service.how_text
            yield (
                service.at,
                Text(f"{zh}{how.zh}", f"{en} served {how.en}"),
                service.by,
                "",
            )
        if document.withdrawn_at is not None:
            yield (
                document.withdrawn_at,
                Text(f"作废{zh} {number}".strip(), f"{en} withdrawn {number}".strip()),
                document.withdrawn_by,
                document.withdrawal_reason,
            )
    yield from _received_lines(matter)


def _received_lines(matter: Matter) -> Iterator[Told]:
    for paper in received_of(matter.pk):
        kind, number = paper.kind_text, paper.number
        yield (
            paper.registered_at,
            Text(f"收到{kind.zh} {number}", f"received: {kind.en} {number}"),
            paper.registered_by,
            "",
        )
        if paper.withdrawn_at is not None:
            yield (
                paper.withdrawn_at,
                Text(f"作废收文 {number}", f"entry {number} withdrawn"),
                paper.withdrawn_by,
                paper.withdrawal_reason,
            )
