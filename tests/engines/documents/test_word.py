"""Word papers from the office's own template, and what reading them back gives."""

import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from hengjian.engines.documents.content import Paper, Table
from hengjian.engines.documents.number_checks import check_paper
from hengjian.engines.documents.properties import read_properties, write_properties
from hengjian.engines.documents.reading_back import read_paper
from hengjian.engines.documents.template import write_template
from hengjian.engines.documents.word import BODY_MARK, STYLES, write_word
from hengjian.lib.faults import UserFault
from tests.engines.documents.papers import small_paper


@pytest.fixture
def written(tmp_path: Path) -> Path:
    write_template(tmp_path / "template.docx")
    write_word(
        small_paper(tmp_path),
        tmp_path / "template.docx",
        tmp_path / "paper.docx",
        {"hengjian_report": "12"},
    )
    return tmp_path / "paper.docx"


def test_page_and_sizes_follow_the_standard(written: Path) -> None:
    document = Document(str(written))

    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin)
    assert [round(m.mm) for m in margins] == [37, 35]
    assert [round(m.mm) for m in (section.left_margin, section.right_margin)] == [
        28,
        26,
    ]
    body = document.styles[STYLES["body"]]
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt) == (16, 28)
    fonts = body.element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "FangSong"


def test_title_keeps_its_break_and_the_mark_is_gone(written: Path) -> None:
    document = Document(str(written))

    assert document.paragraphs[0].text.split("\n")[1] == "业务数据分析研判会商材料"
    assert all(BODY_MARK not in p.text for p in document.paragraphs)
    assert document.core_properties.title.endswith("业务数据分析研判会商材料")


def test_even_pages_have_their_own_number(written: Path) -> None:
    document = Document(str(written))

    assert document.settings.odd_and_even_pages_header_footer
    assert "PAGE" in document.sections[0].even_page_footer._element.xml


def test_reading_back_gives_passages_numbers_and_tables(written: Path) -> None:
    read = read_paper(written)

    sentence = next(p for p in read.passages if p.startswith("共受理"))
    assert sentence == "共受理100件，其中刑事80件、民事20件，同比上升5.00%。"
    assert [number.text for number in read.bound] == [
        "100",
        "80",
        "20",
        "上升5.00%",
        "80",
        "100",
    ]
    first = read.bound[0]
    assert read.passages[first.place - 1][first.start : first.end] == "100"
    (table,) = read.tables
    assert table.heads == ("业务", "受理（件）", "占比", "上年同期", "同比")
    assert table.rows[-1][0] == "合计"
    assert table.place in read.in_tables


def test_facts_inside_the_file_stay(written: Path) -> None:
    assert read_paper(written).properties == {"hengjian_report": "12"}


def test_facts_of_the_template_stay_beside_ours(tmp_path: Path) -> None:
    document = Document()
    write_properties(document, {"KSOProductBuildVer": "2052"})
    document.save(str(tmp_path / "a.docx"))
    document = Document(str(tmp_path / "a.docx"))
    write_properties(document, {"hengjian_report": "1", "KSOProductBuildVer": "2053"})
    document.save(str(tmp_path / "b.docx"))

    facts = read_properties(Document(str(tmp_path / "b.docx")))

    assert facts == {"KSOProductBuildVer": "2053", "hengjian_report": "1"}


def test_broken_facts_are_as_good_as_none(tmp_path: Path) -> None:
    document = Document()
    write_properties(document, {"a": "1"})
    for relation in document.part.package.rels.values():
        if "custom-properties" in relation.reltype:
            relation.target_part._blob = b"<broken"

    assert read_properties(document) == {}


def test_template_without_a_style_is_refused_by_its_name(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(BODY_MARK)
    document.styles.add_style(STYLES["body"], WD_STYLE_TYPE.PARAGRAPH)
    document.save(str(tmp_path / "own.docx"))

    with pytest.raises(UserFault, match=STYLES["caption"]):
        write_word(small_paper(tmp_path), tmp_path / "own.docx", tmp_path / "out.docx")


def test_unedited_paper_raises_no_alarm(written: Path, tmp_path: Path) -> None:
    paper = small_paper(tmp_path)
    expected = {number.name: number.text for number in paper.numbers}

    assert check_paper(read_paper(written), expected, paper) == []
    assert check_paper(read_paper(written), expected) == []


def test_file_of_too_many_or_too_large_parts_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "many.docx", "w") as archive:
        for number in range(2001):
            archive.writestr(f"word/{number}.xml", "")
    with zipfile.ZipFile(tmp_path / "large.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 201 * 1024 * 1024)

    for name in ("many.docx", "large.docx"):
        with pytest.raises(UserFault, match="过大"):
            read_paper(tmp_path / name)


def test_archive_that_is_no_document_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as archive:
        archive.writestr("a.txt", "x")

    with pytest.raises(UserFault, match="Word"):
        read_paper(tmp_path / "x.docx")


def test_paper_that_ends_with_a_table_is_written_too(tmp_path: Path) -> None:
    paper = small_paper(tmp_path)
    ending = type(paper)(paper.title, paper.blocks[:4], paper.facts)
    write_template(tmp_path / "template.docx")

    write_word(ending, tmp_path / "template.docx", tmp_path / "out.docx")
    write_word(
        type(paper)("空", (), paper.facts),
        tmp_path / "template.docx",
        tmp_path / "empty.docx",
    )

    assert len(Document(str(tmp_path / "out.docx")).tables) == 1


def test_moved_text_and_text_boxes_are_read_once(written: Path) -> None:
    document = Document(str(written))
    paragraph = next(p for p in document.paragraphs if p.text.startswith("一、"))
    moved = paragraph._p.makeelement(qn("w:moveFrom"), {})
    run = paragraph._p.makeelement(qn("w:r"), {})
    text = paragraph._p.makeelement(qn("w:t"), {})
    text.text = "旧文字"
    run.append(text)
    moved.append(run)
    paragraph._p.append(moved)
    document.save(str(written))

    assert not any("旧文字" in passage for passage in read_paper(written).passages)


def test_text_box_and_empty_table_are_read_too(written: Path) -> None:
    document = Document(str(written))
    document.add_table(1, 1)
    paragraph = document.add_paragraph("框外")
    box = paragraph._p.makeelement(qn("w:txbxContent"), {})
    inner = paragraph._p.makeelement(qn("w:p"), {})
    run = paragraph._p.makeelement(qn("w:r"), {})
    text = paragraph._p.makeelement(qn("w:t"), {})
    text.text = "框内"
    run.append(text)
    inner.append(run)
    box.append(inner)
    paragraph._p.append(box)
    document.save(str(written))

    read = read_paper(written)

    assert read.passages[-2:] == ("框外", "框内")
    assert len(read.tables) == 1


def test_mark_may_stand_first_in_a_template_and_tables_may_be_long(
    tmp_path: Path,
) -> None:
    write_template(tmp_path / "template.docx")
    document = Document(str(tmp_path / "template.docx"))
    mark = next(p for p in document.paragraphs if p.text == BODY_MARK)
    for paragraph in list(document.paragraphs):
        if paragraph._p is mark._p:
            break
        paragraph._p.getparent().remove(paragraph._p)
    document.save(str(tmp_path / "template.docx"))
    rows = tuple((str(number), "x") for number in range(20))

    write_word(Paper("空", ()), tmp_path / "template.docx", tmp_path / "empty.docx")
    write_word(
        Paper("长", (Table("表", ("甲", "乙"), rows),)),
        tmp_path / "template.docx",
        tmp_path / "long.docx",
    )

    assert len(Document(str(tmp_path / "long.docx")).tables[0].rows) == 21
    assert read_paper(tmp_path / "empty.docx").passages == ()
