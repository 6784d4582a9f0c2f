"""Word and Excel files that bear a mark of State secrecy at their beginning are refused."""

import io

import openpyxl
import pytest
from docx import Document

from hengjian.engines.tables.marks_in_files import refuse_marked_file
from hengjian.lib.faults import UserFault


def word(*paragraphs: str, header: str = "") -> bytes:
    file = Document()
    file.sections[0].header.paragraphs[0].text = header
    for text in paragraphs:
        file.add_paragraph(text)
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def workbook(*cells: str, header: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(cells))
    sheet.oddHeader.center.text = header
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        word("机密★1年", "关于某事项的函"),
        word("关于某事项的函", header="秘密"),
        workbook("密级：机密", "案件表"),
        workbook("案件表", header="绝密★"),
    ],
    ids=["first line", "page header", "cell", "sheet header"],
)
def test_marked_file_is_refused(content: bytes) -> None:
    with pytest.raises(UserFault, match="国家秘密标志") as caught:
        refuse_marked_file(content, "来函.docx")

    assert caught.value.status == 403
    assert "mark of state secrecy" in caught.value.message.en


@pytest.mark.parametrize(
    "content",
    [
        word("侵犯商业秘密罪一案", "因泄露国家秘密被判处3年", header="检察建议书"),
        workbook("侵犯商业秘密案件表", "罪名"),
        b"%PDF-1.4 ...",
        b"PK\x03\x04 not a zip at all",
    ],
    ids=["words of secrets", "a title", "a pdf", "no office file"],
)
def test_file_that_speaks_of_secrets_is_none(content: bytes) -> None:
    refuse_marked_file(content, "来函.docx")


def test_marked_name_is_refused() -> None:
    with pytest.raises(UserFault):
        refuse_marked_file(b"%PDF-1.4", "来函（秘密）.pdf")
