"""Word papers from the office's own template.

The template's small fields (``{{ title }}``) are filled by docxtpl in Jinja's sandbox;
its styles, page and headers stay as the office made them. The paragraph that reads
``〔正文〕`` is replaced by the content, set in the template's styles. Each bound number
becomes a content control whose tag is the number's name: it survives editing around it.
"""

import io
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
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
)
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


BODY_MARK = "〔正文〕"
TAG = "hengjian:"
STYLES = {
    "heading1": "公文一级标题",
    "heading2": "公文二级标题",
    "body": "公文正文",
    "note": "公文注释",
    "caption": "公文图表题",
    "cell": "公文表格",
}


def write_word(paper: Paper, template: Path, target: Path) -> None:
    """Render ``paper`` into ``target``; raises ``UserFault`` for an unusable template."""
    filled = _fill_fields(paper, template)
    document = Document(filled)
    mark = next((p for p in document.paragraphs if p.text.strip() == BODY_MARK), None)
    if mark is None:
        raise _unusable(
            template, f"缺少“{BODY_MARK}”段落", f'no paragraph "{BODY_MARK}"'
        )
    missing = [
        s for s in STYLES.values() if s not in {style.name for style in document.styles}
    ]
    if missing:
        raise _unusable(
            template,
            f"缺少样式:{'、'.join(missing)}",
            f"styles missing: {', '.join(missing)}",
        )
    writer = _Writer(document, mark)
    for block in paper.blocks:
        writer.write(block)
    mark._p.getparent().remove(mark._p)
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


def _unusable(template: Path, zh: str, en: str) -> UserFault:
    return UserFault(
        Text(f"报告模板不能使用:{zh}", f"the template cannot be used: {en}"),
        where=template.name,
    )


class _Writer:
    """Writes blocks before the mark, in the template's styles."""

    def __init__(self, document: Any, mark: WordParagraph) -> None:
        self.document = document
        self.mark = mark
        self.next_control = 1

    def write(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._paragraph([block.text], STYLES[f"heading{block.level}"])
        elif isinstance(block, Paragraph):
            self._paragraph(block.runs, STYLES["note" if block.note else "body"])
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._picture(block)

    def _paragraph(self, runs: Iterable[Run], style: str) -> WordParagraph:
        paragraph = self.mark.insert_paragraph_before("", style=style)
        self._fill(paragraph, runs)
        return paragraph

    def _fill(self, paragraph: WordParagraph, runs: Iterable[Run]) -> None:
        for run in runs:
            if isinstance(run, Number):
                self._control(paragraph, run)
            elif isinstance(run, Bold):
                paragraph.add_run(run.text).bold = True
            else:
                paragraph.add_run(run)

    def _control(self, paragraph: WordParagraph, number: Number) -> None:
        """A run inside a content control, tagged with the number's name."""
        word_run = paragraph.add_run(number.text)
        control = OxmlElement("w:sdt")
        properties = OxmlElement("w:sdtPr")
        for tag, value in (
            ("w:tag", TAG + number.name),
            ("w:id", str(self.next_control)),
        ):
            element = OxmlElement(tag)
            element.set(qn("w:val"), value)
            properties.append(element)
        self.next_control += 1
        properties.append(OxmlElement("w:text"))
        content = OxmlElement("w:sdtContent")
        control.append(properties)
        control.append(content)
        word_run._r.addprevious(control)
        content.append(word_run._r)

    def _table(self, block: Table) -> None:
        self._paragraph([block.caption], STYLES["caption"])
        table = self.document.add_table(rows=1, cols=len(block.heads))
        table.style = "Table Grid"
        self.mark._p.addprevious(table._tbl)
        for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
            self._cell(cell, head, bold=True, right=False)
        _repeat_head(table.rows[0])
        for values in block.rows:
            row = table.add_row()
            for column, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
                self._cell(cell, value, bold=False, right=column in block.numeric)

    def _cell(self, cell: Any, value: str | Number, *, bold: bool, right: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = STYLES["cell"]
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._fill(
            paragraph, [Bold(value) if bold and isinstance(value, str) else value]
        )

    def _picture(self, block: Picture) -> None:
        paragraph = self._paragraph([], STYLES["caption"])
        shape = paragraph.add_run().add_picture(str(block.file), width=Mm(150))
        shape._inline.docPr.set("descr", block.alternative)
        self._paragraph([block.caption], STYLES["caption"])


def _repeat_head(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    properties.append(deepcopy(repeated))
