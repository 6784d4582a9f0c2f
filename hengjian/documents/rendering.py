"""A document as a Word file: from its facts, by the template in force. Writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from hengjian.documents import facts as kept_facts
from hengjian.documents import files
from hengjian.documents.facts import Facts
from hengjian.documents.models import Document, DocumentVersion, OfficeTemplate
from hengjian.documents.queries.templates import template_in_force
from hengjian.documents.source import KindOfDocument, kind_of
from hengjian.engines.documents.official_paper import (
    MOST_LINES,
    Binder,
    Line,
    OfficialPaper,
)
from hengjian.engines.documents.official_word import official_word, with_issue
from hengjian.engines.documents.reading_copy import reading_copy
from hengjian.engines.documents.value_words import day
from hengjian.engines.documents.word_template import fill_template
from hengjian.engines.documents.wording import DATE, NUMBER, Field


DRAFT_MARK = "草　稿"


@dataclass(frozen=True)
class Rendered:
    """A drafted file; ``expected``: bound name → text, ``unfilled``: name → label."""

    content: bytes
    expected: dict[str, str]
    unfilled: dict[str, str]


def rendered(document: Document, facts: Facts | None = None) -> Rendered:
    """The document as its facts and the template in force make it, as a draft."""
    kind = kind_of(document)
    facts = facts or kept_facts.opened(document, kind)
    binder = kept_facts.binder_for(document, kind, facts)
    template = _template(document, kind)
    if template is not None:
        content = fill_template(template, binder)
    else:
        content = official_word(_paper(document, kind, facts, binder), files.fonts())
    return Rendered(content, binder.expected, binder.unfilled)


def current(document: Document) -> bytes:
    """The Word file as it is now: the issued one, an edited one, or as made."""
    newest = newest_version(document)
    content = files.opened(newest) if newest is not None else rendered(document).content
    if document.number or document.issued_on:
        # whatever interrupted the issue: number and day stand in what is handed out
        return as_issued(document, content)
    return content


def as_issued(document: Document, content: bytes) -> bytes:
    """A draft with the number and the day that the document was given."""
    dated = day(document.issued_on) if document.issued_on is not None else ""
    return with_issue(content, number=document.number, dated=dated)


def pdf_of(document: Document) -> bytes:
    """A PDF for reading; a draft is marked as one."""
    mark = "" if document.is_issued else DRAFT_MARK
    if document.state == "withdrawn":
        mark = "作　废"
    return reading_copy(current(document), files.fonts(), mark=mark)


def newest_version(document: Document) -> DocumentVersion | None:
    """The newest kept file; None where the draft was never kept."""
    found = document.versions.first()
    if found is not None:
        found.document = document
    return found


def _template(document: Document, kind: KindOfDocument) -> bytes | None:
    own: OfficeTemplate | None = template_in_force(
        document.procuratorate, document.matter_kind, document.kind
    )
    if own is not None:
        return files.opened_template(own)
    shipped = kind.kind.template
    return shipped.read_bytes() if shipped is not None else None


def _paper(
    document: Document, kind: KindOfDocument, facts: Facts, binder: Binder
) -> OfficialPaper:
    number = binder.bound(Field(NUMBER)) if kind.kind.is_numbered else None
    lines = tuple(_lines(kind, facts, binder))[:MOST_LINES]
    return OfficialPaper(
        document.title_zh,
        document.procuratorate.name,
        lines,
        binder.bound(Field(DATE)),
        number,
    )


def _lines(kind: KindOfDocument, facts: Facts, binder: Binder) -> Iterator[Line]:
    items = kind.pack.card.items if kind.pack.card is not None else {}
    for block in kind.kind.layout:
        if not kept_facts.holds(kind, block.when, facts):
            continue
        if block.kind == "table":
            rows = tuple(
                (items[name].label.zh, (binder.bound(Field(name)),))
                for name in block.items
                if not block.known_only or facts.row.get(name) is not None
            )
            if rows:
                yield Line("table", rows=rows)
        else:
            yield Line(block.kind, binder.runs(block.words))
