"""Papers that people bring: bombs, macros, passwords and damaged archives."""

import io
import struct
import zipfile

import pytest

from hengjian.engines.tables.marks_in_files import refuse_marked_file
from hengjian.lib.faults import UserFault


PLAIN = b"<Types/>"
MACROS = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled"/>'
ENCRYPTED_AT = 6  # the flags within a part's own head; in the table two bytes later


def office(parts: dict[str, bytes], types: bytes = PLAIN) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def bomb() -> bytes:
    """A part that says to unpack to more than is allowed."""
    content = bytearray(office({"word/media/image.bmp": b"x"}))
    struct.pack_into("<I", content, content.rfind(b"PK\x01\x02") + 24, 201 * 1024**2)
    return bytes(content)


def locked() -> bytes:
    """Every part says that it asks for a password."""
    content = bytearray(office({"word/document.xml": b"<w:p/>"}))
    for sign, after in ((b"PK\x03\x04", ENCRYPTED_AT), (b"PK\x01\x02", 8)):
        at = content.find(sign)
        while at >= 0:
            struct.pack_into("<H", content, at + after, 1)
            at = content.find(sign, at + 4)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "said", "status"),
    [
        (office({"word/vbaProject.bin": b"x"}), "宏", 422),
        (office({"xl/macrosheets/sheet1.xml": b"<x/>"}), "宏", 422),
        (office({}, MACROS), "宏", 422),
        (bomb(), "过大", 413),
        (office({f"x/{n}": b"" for n in range(5_001)}), "过大", 413),
        (locked(), "密码", 422),
    ],
    ids=["macros", "old macros", "type of macros", "bomb", "many parts", "password"],
)
def test_harmful_paper_is_refused(content: bytes, said: str, status: int) -> None:
    with pytest.raises(UserFault, match=said) as refused:
        refuse_marked_file(content, "材料.docx")

    assert refused.value.status == status


def test_damaged_archive_breaks_nothing() -> None:
    whole = office({"word/document.xml": b"<w:t>abcdefghij</w:t>" * 90})
    at = whole.index(b"word/document.xml") + len("word/document.xml")
    damaged = whole[:at] + b"\xff" * 20 + whole[at + 20 :]

    refuse_marked_file(damaged, "材料.docx")
