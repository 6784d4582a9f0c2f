"""Documents as Word files set after GB/T 9704: office, number, title, words, signature."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from hengjian.engines.documents.content import Number, Run, plain
from hengjian.engines.documents.controls import FIRST_CONTROL, bind_run, set_texts
from hengjian.engines.documents.fonts import Fonts
from hengjian.engines.documents.official_paper import Line, OfficialPaper
from hengjian.engines.documents.template import (
    ISSUER,
    SIGNATURE,
    TITLE,
    set_page,
)
from hengjian.engines.documents.word import STYLES, border
from hengjian.engines.documents.wording import DATE, NUMBER
from hengjian.lib import clock


RED = RGBColor(0xC0, 0x00, 0x00)
OFFICE_SIZE = Pt(36)  # the office's name at the head; longer names are set smaller
LONG_NAME = 12  # signs that stand on one line at that size


def official_word(
    paper: OfficialPaper, fonts: Fonts, *, author: str | None = None
) -> bytes:
    """The document as the bytes of a ``.docx``; its author is the office."""
    document = Document()
    set_page(document, fonts)
    writer = _Writer(document)
    writer.head(paper)
    for line in paper.lines:
        writer.line(line)
    writer.signature(paper)
    about = document.core_properties
    about.title, about.comments = paper.title, ""
    about.author = about.last_modified_by = paper.office if author is None else author
    about.created = about.modified = clock.now().replace(tzinfo=None)
    return _bytes(document)


def with_issue(content: bytes, *, number: str, dated: str) -> bytes:
    """A drafted file with its number and day of issue written in their places."""
    document = Document(io.BytesIO(content))
    set_texts(document, {NUMBER: number, DATE: dated})
    return _bytes(document)


def _bytes(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


class _Writer:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.next_control = FIRST_CONTROL
        self.enclosures = 0

    def head(self, paper: OfficialPaper) -> None:
        office = self._paragraph([paper.office], TITLE)
        run = office.runs[0]
        run.font.color.rgb = RED
        run.font.size = OFFICE_SIZE if len(paper.office) <= LONG_NAME else Pt(26)
        office.paragraph_format.line_spacing = Pt(48)
        number = self._paragraph([paper.number] if paper.number else [], ISSUER)
        _rule(number)
        self._paragraph([], STYLES["body"])
        self._paragraph([paper.title], TITLE)
        self._paragraph([], STYLES["body"])

    def line(self, line: Line) -> None:
        if line.kind == "table":
            self._table(line)
        elif line.kind == "to":
            paragraph = self._paragraph([*line.runs, "："], STYLES["body"])
            paragraph.paragraph_format.first_line_indent = Pt(0)
        elif line.kind == "enclosure":
            self.enclosures += 1
            before = "附件：" if self.enclosures == 1 else "　　　"
            runs = [f"{before}{self.enclosures}．", *line.runs]
            self._paragraph(runs, STYLES["body"])
        else:
            style = {"heading": "heading1", "note": "note"}.get(line.kind, "body")
            self._paragraph(line.runs, STYLES[style])

    def signature(self, paper: OfficialPaper) -> None:
        gap = self._paragraph([], STYLES["body"])
        gap.paragraph_format.keep_with_next = True
        self._paragraph([paper.office], SIGNATURE)
        last = self._paragraph([paper.dated], SIGNATURE)
        last.paragraph_format.keep_with_next = False

    def _paragraph(self, runs: Sequence[Run], style: str) -> Any:
        paragraph = self.document.add_paragraph("", style=style)
        self._fill(paragraph, runs)
        return paragraph

    def _fill(self, paragraph: Any, runs: Sequence[Run]) -> None:
        for run in runs:
            word_run = paragraph.add_run(plain(run))
            if isinstance(run, Number):
                bind_run(word_run._r, run.name, self.next_control)
                self.next_control += 1

    def _table(self, line: Line) -> None:
        table = self.document.add_table(rows=0, cols=2)
        border(table)
        for label, runs in line.rows:
            cells = table.add_row().cells
            for cell, filled in zip(cells, ([label], runs), strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.style = STYLES["cell"]
                self._fill(paragraph, filled)
            cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._paragraph([], STYLES["note"])


def _rule(paragraph: Any) -> None:
    """The red line under the number."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (
        ("val", "single"),
        ("sz", "12"),
        ("space", "4"),
        ("color", "C00000"),
    ):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    style = properties.find(qn("w:pStyle"))
    if style is not None:
        style.addnext(borders)  # the format fixes the order of parts
    else:
        properties.insert(0, borders)
