"""Word papers from the office's own template.

The template's small fields (``{{ title }}``) are filled by docxtpl in Jinja's sandbox;
its styles, page and headers stay as the office made them. The paragraph that reads
``〔正文〕`` is replaced by the content, set in the template's styles. Each bound number
becomes a content control whose tag is the number's name: it survives editing around it.
"""

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph as WordParagraph
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from hengjian.engines.documents.content import (
    Block,
    Bold,
    Heading,
    Number,
    Paper,
    Paragraph,
    Picture,
    Run,
    Table,
    plain,
)
from hengjian.engines.documents.controls import FIRST_CONTROL, bind_run
from hengjian.engines.documents.properties import write_properties
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


BODY_MARK = "〔正文〕"
STYLES = {
    "heading1": "公文一级标题",
    "heading2": "公文二级标题",
    "body": "公文正文",
    "note": "公文注释",
    "caption": "公文图表题",
    "cell": "公文表格",
}
CELL_MARGIN = 50  # twentieths of a point
SMALL_TABLE = 8  # rows; up to so many a table stays on one page
HEAD_SHADE = "E7ECF2"


def write_word(
    paper: Paper,
    template: Path,
    target: Path,
    properties: Mapping[str, str] | None = None,
) -> None:
    """Render ``paper`` into ``target``; raises ``UserFault`` for an unusable template.

    ``properties`` are small facts kept inside the file, which editing leaves alone.
    """
    document = Document(_fill_fields(paper, template))
    mark = _mark_in(document, template)
    writer = _Writer(document, mark)
    for block in paper.blocks:
        writer.write(block)
    writer.keep_signature_with_text()
    mark._p.getparent().remove(mark._p)
    _name_it(document, paper)
    write_properties(document, dict(properties or {}))
    target.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(target))
    target.chmod(0o600)


def _fill_fields(paper: Paper, template: Path) -> io.BytesIO:
    try:
        filler = DocxTemplate(str(template))
        fields = {"title": paper.title, **paper.facts}
        filler.render(fields, jinja_env=SandboxedEnvironment(), autoescape=True)
        filled = io.BytesIO()
        filler.save(filled)
    except Exception as error:  # docx, zip and Jinja each raise their own
        raise _unusable(template, str(error), str(error)) from error
    filled.seek(0)
    return filled


def _mark_in(document: Any, template: Path) -> WordParagraph:
    mark = next((p for p in document.paragraphs if p.text.strip() == BODY_MARK), None)
    if mark is None:
        raise _unusable(
            template, f"缺少“{BODY_MARK}”段落", f'no paragraph "{BODY_MARK}"'
        )
    present = {style.name for style in document.styles}
    missing = [style for style in STYLES.values() if style not in present]
    if missing:
        raise _unusable(
            template,
            f"缺少样式：{'、'.join(missing)}",
            f"styles missing: {', '.join(missing)}",
        )
    return mark  # type: ignore[no-any-return]


def _unusable(template: Path, zh: str, en: str) -> UserFault:
    return UserFault(
        Text(f"报告模板不能使用：{zh}", f"the template cannot be used: {en}"),
        where=template.name,
    )


def _name_it(document: Any, paper: Paper) -> None:
    about = document.core_properties
    about.title = paper.title.replace("\n", "")
    about.author = about.last_modified_by = paper.facts.get("issuer", "")
    about.comments = ""
    about.created = about.modified = clock.now().replace(tzinfo=None)


class _Writer:
    """Writes blocks before the mark, in the template's styles."""

    def __init__(self, document: Any, mark: WordParagraph) -> None:
        self.document = document
        self.mark = mark
        self.next_control = FIRST_CONTROL
        section = document.sections[0]
        self.width = int(
            section.page_width - section.left_margin - section.right_margin
        )

    def write(self, block: Block) -> None:
        if isinstance(block, Heading):
            paragraph = self._paragraph([block.text], STYLES[f"heading{block.level}"])
            paragraph.paragraph_format.keep_with_next = True
        elif isinstance(block, Paragraph):
            self._paragraph(block.runs, STYLES["note" if block.note else "body"])
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._picture(block)

    def keep_signature_with_text(self) -> None:
        """A signature does not stand alone on a page: the last lines go with it."""
        last = self.mark._p.getprevious()
        if last is None or last.tag != qn("w:p"):
            return
        paragraph = WordParagraph(last, self.mark._parent)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.keep_together = True

    def _paragraph(self, runs: Iterable[Run], style: str) -> WordParagraph:
        paragraph = self.mark.insert_paragraph_before("", style=style)
        self._fill(paragraph, runs)
        return paragraph

    def _fill(
        self, paragraph: WordParagraph, runs: Iterable[Run], *, bold: bool = False
    ) -> None:
        for run in runs:
            if isinstance(run, Number):
                self._control(paragraph, run, bold=bold)
            else:
                word_run = paragraph.add_run(plain(run))
                if bold or isinstance(run, Bold):
                    word_run.bold = True

    def _control(self, paragraph: WordParagraph, number: Number, *, bold: bool) -> None:
        """A run inside a content control, tagged with the number's name."""
        word_run = paragraph.add_run(number.text)
        if bold:
            word_run.bold = True
        bind_run(word_run._r, number.name, self.next_control)
        self.next_control += 1

    def _table(self, block: Table) -> None:
        caption = self._paragraph([block.caption], STYLES["caption"])
        caption.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1, cols=len(block.heads))
        border(table)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        self.mark._p.addprevious(table._tbl)
        widths = self._widths(block)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for cell, head, width in zip(
            table.rows[0].cells, block.heads, widths, strict=True
        ):
            cell.width = width
            _shade(cell, HEAD_SHADE)
            self._cell(cell, head, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
        _mark_row(table.rows[0], "w:tblHeader")
        for number, values in enumerate(block.rows, start=1):
            self._row(table.add_row(), block, values, widths, number)
        if len(block.rows) <= SMALL_TABLE:
            _keep_together(table)
        self._paragraph([], STYLES["note"])

    def _row(
        self,
        row: Any,
        block: Table,
        values: tuple[str | Number, ...],
        widths: list[Emu],
        number: int,
    ) -> None:
        _mark_row(row, "w:cantSplit")
        is_total = block.has_total and number == len(block.rows)
        for column, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
            cell.width = widths[column]
            align = WD_ALIGN_PARAGRAPH.RIGHT if column in block.numeric else None
            self._cell(cell, value, bold=is_total, align=align)

    def _widths(self, block: Table) -> list[Emu]:
        shares = block.widths or (1,) * len(block.heads)
        return [Emu(self.width * share // sum(shares)) for share in shares]

    def _cell(self, cell: Any, value: str | Number, *, bold: bool, align: Any) -> None:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.style = STYLES["cell"]
        if align is not None:
            paragraph.alignment = align
        self._fill(paragraph, [value], bold=bold)

    def _picture(self, block: Picture) -> None:
        paragraph = self._paragraph([], STYLES["caption"])
        paragraph.paragraph_format.keep_with_next = True
        width = min(Emu(self.width), Mm(150))
        shape = paragraph.add_run().add_picture(str(block.file), width=width)
        shape._inline.docPr.set("descr", block.alternative)
        self._paragraph([block.caption], STYLES["caption"])


def border(table: Any) -> None:
    """Thin lines, whatever table styles the office's template has."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # the format fixes the order of parts
    look.addprevious(borders)
    look.addprevious(margins)


def _keep_together(table: Any) -> None:
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _mark_row(row: Any, tag: str) -> None:
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement(tag)
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)
