"""What calls itself a Word file and is none is told so, whatever it is inside."""

import io
import zipfile
from pathlib import Path

import pytest

from hengjian.engines.documents.reading_back import read_paper
from hengjian.lib.faults import UserFault


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
    f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
    f'ContentType="{WORD}+xml"/></Types>'
)
LINKS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
BODILESS = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"/>'
)


def package(types: str, document: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", LINKS)
        archive.writestr("word/document.xml", document)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        package("<Types/>", "<x/>"),
        package(TYPES, "<x/>"),
        package(TYPES, BODILESS),
        package(TYPES, "<x"),
        b"PK\x03\x04" + bytes(100),
    ],
    ids=["other types", "other document", "no body", "broken", "no archive"],
)
def test_file_that_is_no_word_file_is_told(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "修改稿.docx"
    file.write_bytes(content)

    with pytest.raises(UserFault, match="这不是能读的 Word 文档"):
        read_paper(file)
