"""A release checker sees what published papers got wrong."""

from decimal import Decimal
from pathlib import Path

import pytest

from hengjian.engines.documents.content import Heading, Number, Paper, Paragraph, Table
from hengjian.engines.documents.controls import TAG
from hengjian.engines.documents.figures import figures_in
from hengjian.engines.documents.number_checks import check_paper
from hengjian.engines.documents.reading_back import ReadPaper, read_paper
from hengjian.engines.documents.template import write_template
from hengjian.engines.documents.word import write_word
from hengjian.lib.faults import UserFault


def kinds(text: str) -> list[str]:
    return [d.kind for d in check_paper(ReadPaper((text,), ()), {})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共处理来信116件,其中转送79件,占72%。", ["rate"]),
        ("共处理来信116件,其中转送79件,占68.1%。", []),
        ("共受理10件,其中盗窃4件,诈骗5件。", ["parts"]),
        ("共受理10件,其中盗窃4件,诈骗6件。", []),
        ("共受理10件,其中盗窃4件,诈骗3件等。", []),
        ("共受理10件,其中盗窃8件,诈骗3件等。", ["parts"]),
        ("起诉90件,上年同期100件,同比下降12%。", ["change"]),
        ("起诉90件,上年同期100件,同比下降10%。", []),
        ("起诉120人,上年同期100人,同比上升20.0%。", []),
        ("办理案件12件,采纳率37%。", ["impossible"]),
        ("办理案件12件,采纳率41.7%。", []),
        ("不捕率33.26%,同比上升1.20个百分点。", []),
        ("2026年第三季度,截至9月25日,共受理12件。", []),
    ],
)
def test_disagreements_within_a_text(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_dates_and_numbering_are_not_figures() -> None:
    assert [f.text for f in figures_in("2026年3月5日,第7条,共12件,占33.3%")] == [
        "12件",
        "33.3%",
    ]


def test_full_width_digits_are_read() -> None:
    assert [f.value for f in figures_in("共１２件")] == [Decimal(12)]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    write_template(tmp_path / "template.docx")
    content = Paper(
        "分析报告",
        (
            Heading("一、总体情况"),
            Paragraph(("受理", Number("accepted", "1,234", Decimal(1234)), "人。")),
            Table(
                "表1",
                ("项目", "数"),
                (("不捕率", Number("rate", "33.26%", Decimal("33.26"))),),
                frozenset({1}),
            ),
        ),
        {"issuer": "云泽市人民检察院", "issued_on": "2026年10月20日"},
    )
    write_word(content, tmp_path / "template.docx", tmp_path / "paper.docx")
    return tmp_path / "paper.docx"


EXPECTED = {"accepted": "1,234", "rate": "33.26%"}


def test_an_untouched_paper_agrees(paper: Path) -> None:
    assert check_paper(read_paper(paper), EXPECTED) == []


def test_an_edited_number_is_found_and_told_what_it_should_be(paper: Path) -> None:
    edit(paper, "1,234", "1,243")

    found = check_paper(read_paper(paper), EXPECTED)

    assert [(d.kind, d.shown) for d in found] == [("bound", "1,243")]
    assert "1,234" in found[0].message.zh


def test_a_deleted_binding_is_told(paper: Path) -> None:
    edit(paper, f"{TAG}rate", "other")

    assert [d.kind for d in check_paper(read_paper(paper), EXPECTED)] == ["unbound"]


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_text("no")

    with pytest.raises(UserFault):
        read_paper(tmp_path / "x.docx")


def test_a_template_without_its_mark_is_refused(tmp_path: Path) -> None:
    from docx import Document

    Document().save(str(tmp_path / "plain.docx"))

    with pytest.raises(UserFault, match="正文"):
        write_word(Paper("t", ()), tmp_path / "plain.docx", tmp_path / "out.docx")


def test_a_template_cannot_reach_python(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("{{ title.__class__.__mro__[1].__subclasses__() }}")
    document.save(str(tmp_path / "attack.docx"))

    with pytest.raises(UserFault):
        write_word(Paper("t", ()), tmp_path / "attack.docx", tmp_path / "out.docx")


def edit(paper: Path, old: str, new: str) -> None:
    """Change a text inside the Word file as a person's editing would."""
    import zipfile

    with zipfile.ZipFile(paper) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    assert old in body
    parts["word/document.xml"] = body.replace(old, new).encode()
    with zipfile.ZipFile(paper, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
