"""The template that is shipped: page and fonts after GB/T 9704; offices change it freely."""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from hengjian.engines.documents.fonts import Fonts
from hengjian.engines.documents.word import BODY_MARK, STYLES


# GB/T 9704-2012: A4, margins 37/35/28/26 mm, 22 lines of 28 characters in size three
BODY_SIZE = Pt(16)
LINE = Pt(28)
TITLE, ISSUER, SIGNATURE = "公文标题", "公文机关", "公文落款"


def write_template(target: Path, fonts: Fonts | None = None) -> None:
    """Write the shipped template to ``target``."""
    document = Document()
    set_page(document, fonts or Fonts())
    document.add_paragraph("{{ title }}", style=TITLE)
    document.add_paragraph("{{ issuer }}  {{ issued_on }}", style=ISSUER)
    document.add_paragraph("", style=STYLES["body"])
    document.add_paragraph(BODY_MARK, style=STYLES["body"])
    gap = document.add_paragraph("", style=STYLES["body"])
    gap.paragraph_format.keep_with_next = True
    document.add_paragraph("{{ signature }}", style=SIGNATURE)
    document.add_paragraph("{{ issued_on }}", style=SIGNATURE)
    target.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(target))


def set_page(document: Any, fonts: Fonts) -> Any:
    """Page, styles, page numbers and language after GB/T 9704; returns the section."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    body = fonts.family("body")
    heading = fonts.family("heading")
    _style(document, STYLES["body"], body, BODY_SIZE, indent=True)
    _style(document, STYLES["heading1"], heading, BODY_SIZE, indent=True, outline=0)
    _style(document, STYLES["heading2"], "KaiTi", BODY_SIZE, indent=True, outline=1)
    _style(document, STYLES["note"], body, Pt(12), line=Pt(20))
    _style(document, STYLES["caption"], heading, Pt(12), line=None, centred=True)
    _style(document, STYLES["cell"], body, Pt(10.5), line=Pt(15))
    above = document.styles[STYLES["caption"]].paragraph_format
    above.space_before, above.space_after = Pt(6), Pt(3)
    inside = document.styles[STYLES["cell"]].paragraph_format
    inside.space_before = inside.space_after = Pt(1)
    _style(document, TITLE, fonts.family("title"), Pt(22), centred=True, line=Pt(35))
    _style(document, ISSUER, body, BODY_SIZE, centred=True)
    _style(document, SIGNATURE, body, BODY_SIZE)
    document.styles[
        STYLES["body"]
    ].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    signing = document.styles[SIGNATURE].paragraph_format
    signing.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    signing.right_indent = BODY_SIZE * 2
    signing.keep_with_next = True
    _page_numbers(document, section)
    _speak_chinese(document)
    return section


def _style(
    document: Any,
    name: str,
    family: str,
    size: Any,
    *,
    indent: bool = False,
    centred: bool = False,
    line: Any = LINE,
    outline: int | None = None,
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True  # offered to whoever edits the paper
    style.font.name = "Times New Roman"
    style.font.size = size
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), family)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    if line is not None:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = line
    if indent:
        form.first_line_indent = size * 2
    if centred:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(outline))
        style.element.get_or_add_pPr().append(level)


def _speak_chinese(document: Any) -> None:
    """Chinese marks and glyphs, whatever the machine's own language is."""
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:eastAsia"), "zh-CN")


def _page_numbers(document: Any, section: Any) -> None:
    """Odd pages number at the right, even ones at the left, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = Pt(14)
        _page_number(paragraph)


def _page_number(paragraph: Any) -> None:
    paragraph.add_run("— ").font.size = Pt(14)
    run = paragraph.add_run()
    run.font.size = Pt(14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)
    paragraph.add_run(" —").font.size = Pt(14)
