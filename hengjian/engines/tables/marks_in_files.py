"""Marks of state secrecy inside Office files, where papers carry them: at the beginning."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from hengjian.engines.tables.harmful_files import refuse_harmful
from hengjian.engines.tables.marks import (
    mark_in_page_header,
    mark_in_words,
    marked_file,
    refuse_marked,
)


LARGEST_PART = 64 * 1024 * 1024  # bytes, unpacked
FIRST = 40  # paragraphs or cells: the first page
_PARAGRAPH = re.compile(rb"</w:p>|</si>|</is>")
_TEXT = re.compile(rb"<(?:w:)?t(?:\s[^>]*)?>([^<]*)<")
_HEADER = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_BEGINNINGS = ("word/document.xml", "xl/sharedStrings.xml")
_WORD_HEADER = re.compile(r"word/(?:header|footer)\d*\.xml")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def refuse_marked_file(content: bytes, name: str) -> None:
    """Raise ``UserFault`` (403) where a Word or Excel file bears a mark.

    One that would harm when it is opened is refused before it is looked into. Other files, PDFs and pictures among them, are not looked into; what cannot be read as
    an Office file is told by whoever reads it.
    """
    refuse_marked([name])
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as office:
            refuse_harmful(office, name)
            texts = list(_texts(office))
            headers = list(_headers(office))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ):
        return
    if any(map(mark_in_words, texts)) or any(map(mark_in_page_header, headers)):
        raise marked_file()


def _texts(office: zipfile.ZipFile) -> Iterator[str]:
    for part in office.namelist():
        if part in _BEGINNINGS or _SHEET.fullmatch(part):
            for paragraph in _PARAGRAPH.split(_read(office, part))[:FIRST]:
                yield _joined(_TEXT.findall(paragraph))


def _headers(office: zipfile.ZipFile) -> Iterator[str]:
    for part in office.namelist():
        if _WORD_HEADER.fullmatch(part):
            yield _joined(_TEXT.findall(_read(office, part)))
        elif _SHEET.fullmatch(part):
            yield from (
                _joined([found]) for found in _HEADER.findall(_read(office, part))
            )


def _read(office: zipfile.ZipFile, part: str) -> bytes:
    with office.open(part) as stream:
        return stream.read(LARGEST_PART)


def _joined(found: list[bytes]) -> str:
    return unescape(b"".join(found).decode("utf-8", "replace"))
