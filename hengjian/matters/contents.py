"""The table of contents of a matter's file (卷内目录): forms, documents, time line."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from hengjian.access.actor_names import actor_names
from hengjian.documents import rendering
from hengjian.documents.files import fonts
from hengjian.documents.models import Document
from hengjian.documents.queries.documents import documents_of, services_of
from hengjian.documents.queries.received import ERASED, received_of, words_of
from hengjian.engines.documents.content import Paper, Table
from hengjian.engines.documents.pdf import write_pdf
from hengjian.engines.documents.template import write_template
from hengjian.engines.documents.value_words import day
from hengjian.engines.documents.word import write_word
from hengjian.lib import clock
from hengjian.matters.kinds import REGISTER, Kind, kind_of
from hengjian.matters.models import Matter
from hengjian.matters.queries.detail import filled_forms
from hengjian.ui.downloads import Sheet


HEADS = ("顺序号", "文号", "责任者", "题名", "日期", "页号", "备注")
WIDTHS = (2, 5, 4, 8, 4, 2, 4)
TITLE = "卷内目录"
_PAGES = re.compile(rb"/Type\s*/Page\b")


@dataclass(frozen=True)
class Entry:
    """One line of the contents; ``page`` is where a printed document begins."""

    order: int
    number: str
    who: str
    title: str
    on: date | None
    note: str
    document: Document | None = None
    pages: int = 0  # as registered, of a paper that came
    page: int | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """As printed."""
        return (
            str(self.order),
            self.number,
            self.who,
            self.title,
            self.on.isoformat() if self.on is not None else "",
            str(self.page) if self.page is not None else "",
            self.note,
        )


def contents(matter: Matter) -> list[Entry]:
    """The lines: forms, documents as made, papers as they came, the time line."""
    kind = kind_of(matter.release)
    found = [
        *_forms(matter, kind),
        *_documents(matter),
        *_received(matter),
        _time_line(matter),
    ]
    return [replace(entry, order=order) for order, entry in enumerate(found, start=1)]


def with_pages(entries: list[Entry]) -> list[Entry]:
    """The same with the page on which each document begins, counted as printed."""
    page, paged = 1, []
    for entry in entries:
        pages = entry.pages or _printed(entry.document)
        paged.append(replace(entry, page=page) if pages else entry)
        page += pages
    return paged


def _printed(document: Document | None) -> int:
    """How many pages a document has; none of one that was erased."""
    if document is None or document.wrapped is None:
        return 0
    return page_count(rendering.pdf_of(document))


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    return max(len(_PAGES.findall(pdf)), 1)


def sheet(matter: Matter) -> Sheet:
    """The contents as a table."""
    rows = [entry.cells for entry in with_pages(contents(matter))]
    return Sheet(TITLE, HEADS, rows, note=_heading(matter))


def paper_file(matter: Matter, form: str) -> bytes:
    """The contents as a Word file or a PDF."""
    rows = tuple(entry.cells for entry in with_pages(contents(matter)))
    office = matter.procuratorate.name
    paper = Paper(
        TITLE,
        (Table(_heading(matter), HEADS, rows, widths=WIDTHS),),
        {
            "issuer": office,
            "issued_on": day(clock.today()),
            "signature": office,
        },
    )
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"contents.{form}"
        if form == "pdf":
            write_pdf(paper, target, fonts())
        else:
            template = Path(folder) / "template.docx"
            write_template(template, fonts())
            write_word(paper, template, target)
        return target.read_bytes()


def _heading(matter: Matter) -> str:
    return f"{kind_of(matter.release).title.zh} {matter.number} {matter.title}"


def _forms(matter: Matter, kind: Kind) -> Iterator[Entry]:
    done = {
        item.form: item
        for item in matter.work_items.filter(outcome="completed").order_by("id")
        if item.form
    }
    names = actor_names(item.done_by for item in done.values())
    forms = {
        bound.form.name: bound.form.title.zh for bound in filled_forms(matter, kind)
    }
    if REGISTER in forms:
        who = str(matter.registrant or "")
        yield Entry(
            0, matter.number, who, forms[REGISTER], matter.registered_on, "电子表单"
        )
    for name, item in sorted(done.items(), key=lambda each: each[1].pk):
        if name in forms and name != REGISTER and item.done_at is not None:
            on = item.done_at.astimezone(clock.SHANGHAI).date()
            who = names[item.done_by].zh
            yield Entry(0, matter.number, who, forms[name], on, "电子表单")


def _documents(matter: Matter) -> Iterator[Entry]:
    for document in documents_of(matter.pk).order_by("id"):
        on = document.issued_on or document.made_at.astimezone(clock.SHANGHAI).date()
        note = "" if document.is_issued else document.state_text.zh
        if document.wrapped is None:
            note = ERASED.zh
        office = document.procuratorate.name
        yield Entry(0, document.number, office, document.title_zh, on, note, document)
        for service in services_of(document):
            if service.receipt_on is not None:
                yield Entry(
                    0,
                    document.number,
                    office,
                    f"{document.title_zh}送达回证（{service.how_text.zh}）",
                    service.receipt_on,
                    "纸质",
                )


def _received(matter: Matter) -> Iterator[Entry]:
    for paper in received_of(matter.pk).order_by("pk"):
        words = words_of(paper)
        note = f"收文 {paper.number}"
        if paper.is_withdrawn:
            note, pages = f"{note}，已作废", 0
        elif paper.wrapped is None:
            note, pages = f"{note}，{ERASED.zh}", 0
        else:
            pages = paper.pages
        yield Entry(
            0,
            paper.sender_number,
            words.sender,
            words.title,
            paper.dated_on,
            note,
            pages=pages,
        )


def _time_line(matter: Matter) -> Entry:
    lines = matter.events.count()
    return Entry(
        0,
        matter.number,
        matter.procuratorate.name,
        "事项经过",
        matter.archived_on or matter.closed_on,
        f"电子，共 {lines} 条",
    )
