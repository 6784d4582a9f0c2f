"""A PDF for reading of any Word document: its words, tables and places, not its looks.

The Word file is what counts; this copy is set by typst from what is read out of it.
"""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from hengjian.engines.documents.fonts import Fonts
from hengjian.engines.documents.pdf import escaped, families, preamble
from hengjian.engines.documents.template import ISSUER, SIGNATURE, TITLE
from hengjian.engines.documents.word import STYLES


RED = "C00000"
_SIDES = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
}


def reading_copy(content: bytes, fonts: Fonts, *, mark: str = "") -> bytes:
    """The PDF of a ``.docx``; ``mark`` stands across its pages (a draft's)."""
    document = Document(io.BytesIO(content))
    about = document.core_properties
    source = "\n\n".join(
        [
            preamble(about.title or "", about.author or ""),
            *(_mark(mark) if mark else ()),
            *_blocks(document),
        ]
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.typ"
        file.write_text(source, "utf-8")
        compiled: bytes = typst.compile(
            str(file),
            root=folder,
            font_paths=[str(fonts.folder)] if fonts.files else [],
        )
    return compiled


def _mark(text: str) -> Iterator[str]:
    yield (
        '#set page(background: rotate(-35deg, text(size: 72pt, fill: rgb("#e4e4e4"))'
        f"[{escaped(text)}]))"
    )


def _blocks(document: Any) -> Iterator[str]:
    for element in document.element.body:
        if element.tag == qn("w:p"):
            yield _paragraph(Paragraph(element, document))
        elif element.tag == qn("w:tbl"):
            yield _table(Table(element, document))


def _paragraph(paragraph: Paragraph) -> str:
    text = escaped(_text(paragraph._p))
    name = paragraph.style.name if paragraph.style is not None else ""
    if name == TITLE:
        red = _is_red(paragraph)
        size, fill = ("30pt", ', fill: rgb("#c00000")') if red else ("22pt", "")
        return (
            f"#align(center, par(first-line-indent: 0em, leading: 13pt, justify: false,"
            f" text(font: ({families('title')}), size: {size}{fill})[{text}]))"
        )
    if name == ISSUER:
        line = '#line(length: 100%, stroke: 1.5pt + rgb("#c00000"))'
        return f"#align(center, par(first-line-indent: 0em)[{text}])\n{line}"
    if not text.strip():
        return "#v(14pt)"
    if name == SIGNATURE:
        return f"#align(right, pad(right: 2em, par(first-line-indent: 0em)[{text}]))"
    if name == STYLES["heading1"]:
        return f"#head1[{text}]"
    if name == STYLES["note"]:
        return f"#note[#par[{text}]]"
    alignment = paragraph.alignment
    side = _SIDES.get(alignment) if alignment is not None else None
    if side is not None:
        return f"#align({side}, par(first-line-indent: 0em)[{text}])"
    indent = paragraph.paragraph_format.first_line_indent
    if indent is not None and not indent:
        return f"#par(first-line-indent: 0em)[{text}]"
    return f"#par[{text}]"


def _table(table: Table) -> str:
    rows = [
        ["".join(_text(p._p) for p in cell.paragraphs) for cell in row.cells]
        for row in table.rows
    ]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    columns = "1fr, 2fr" if width == 2 else ", ".join("1fr" for _ in range(width))
    cells = "".join(
        f"\n  [{escaped(text)}],"
        for row in rows
        for text in (*row, *("" for _ in range(width - len(row))))
    )
    return (
        "#block(width: 100%)[#set text(size: 12pt)\n"
        "#set par(first-line-indent: 0em, leading: 6pt, justify: false)\n"
        f"#table(columns: ({columns},), stroke: 0.5pt, inset: 6pt,{cells}\n)]"
    )


def _text(paragraph: Any) -> str:
    """Words of a paragraph, those in controls among them."""
    found = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        found.append(node.text or "" if node.tag == qn("w:t") else " ")
    return "".join(found)


def _is_red(paragraph: Paragraph) -> bool:
    return any(
        run.font.color is not None and str(run.font.color.rgb) == RED
        for run in paragraph.runs
    )
