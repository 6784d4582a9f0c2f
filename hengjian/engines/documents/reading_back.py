"""Reads a Word paper back after people edited it: its sentences and its bound numbers."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from hengjian.engines.documents.controls import TAG
from hengjian.engines.documents.properties import read_properties
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes; a paper with its charts has about 1 MiB
MOST_PARTS = 2000


@dataclass(frozen=True)
class Bound:
    """A bound number as it reads now, and where.

    ``place`` counts the passages from 1; ``start`` and ``end`` lie in its passage.
    """

    name: str
    text: str
    place: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class ReadTable:
    """A table as it reads now; ``place`` is the passage of its first cell."""

    rows: tuple[tuple[str, ...], ...]
    place: int

    @property
    def heads(self) -> tuple[str, ...]:
        """The texts of the first row."""
        return self.rows[0] if self.rows else ()


@dataclass(frozen=True)
class ReadPaper:
    """A paper as it reads now: its passages in order, and the numbers still bound."""

    passages: tuple[str, ...]
    bound: tuple[Bound, ...]
    tables: tuple[ReadTable, ...] = ()
    in_tables: frozenset[int] = frozenset()  # places of passages that are cells
    properties: dict[str, str] = field(default_factory=dict)


def read_paper(file: Path) -> ReadPaper:
    """Read a ``.docx``; raises ``UserFault`` when it is none."""
    _refuse_bombs(file)
    try:
        document = Document(str(file))
        body = document.element.body
    except (
        AttributeError,  # the parts of another kind of file
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,  # a part asks for a password
        OSError,
        PackageNotFoundError,
        SyntaxError,
    ) as error:
        raise _unreadable(file) from error
    if body is None:
        raise _unreadable(file)
    reader = _Reader()
    for paragraph in body.iter(qn("w:p")):
        reader.read(paragraph)
    return ReadPaper(
        tuple(reader.passages),
        tuple(reader.bound),
        tuple(reader.tables_of(body)),
        frozenset(reader.cells),
        read_properties(document),
    )


def _unreadable(file: Path) -> UserFault:
    return UserFault(
        Text(
            "这不是能读的 Word 文档(.docx)",
            "this is not a readable Word file (.docx)",
        ),
        where=file.name,
    )


def _refuse_bombs(file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise _unreadable(file) from error
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
        raise UserFault(
            Text("文档解开后过大，不读取", "the file unpacks to too much"),
            where=file.name,
        )


class _Reader:
    """Passages, numbers and cells in the order of reading."""

    def __init__(self) -> None:
        self.passages: list[str] = []
        self.bound: list[Bound] = []
        self.cells: set[int] = set()
        self.place_of: dict[Any, int] = {}

    def read(self, paragraph: Any) -> None:
        pieces = list(_pieces(paragraph))
        text = "".join(piece for piece, _ in pieces)
        if not text.strip():
            return
        self.passages.append(text)
        place = len(self.passages)
        self.place_of[paragraph] = place
        if any(True for _ in paragraph.iterancestors(qn("w:tc"))):
            self.cells.add(place)
        self._bind(pieces, place)

    def _bind(self, pieces: list[tuple[str, Any]], place: int) -> None:
        at = 0
        spans: dict[Any, tuple[str, int, int]] = {}
        for piece, control in pieces:
            if control is not None:
                known = spans.get(control, ("", at, at))
                spans[control] = (known[0] + piece, known[1], at + len(piece))
            at += len(piece)
        for control, (text, start, end) in spans.items():
            self.bound.append(Bound(_name(control), text, place, start, end))

    def tables_of(self, body: Any) -> Iterator[ReadTable]:
        for table in body.iter(qn("w:tbl")):
            rows = tuple(
                tuple(_cell_text(cell) for cell in row.iter(qn("w:tc")))
                for row in table.iter(qn("w:tr"))
            )
            places = [
                self.place_of[p] for p in table.iter(qn("w:p")) if p in self.place_of
            ]
            if rows and places:
                yield ReadTable(rows, places[0])


def _pieces(paragraph: Any) -> Iterator[tuple[str, Any]]:
    """Texts of a paragraph with the bound control that holds each, moved text left out."""
    for node in paragraph.iter(qn("w:t"), qn("w:tab")):
        above = list(node.iterancestors())
        inside = above[: above.index(paragraph)]
        # a text box inside is a paragraph of its own; moved text stands where it went
        if any(each.tag in {qn("w:moveFrom"), qn("w:p")} for each in inside):
            continue
        control = next((a for a in above if a.tag == qn("w:sdt") and _name(a)), None)
        yield ("\t" if node.tag == qn("w:tab") else node.text or ""), control


def _name(control: Any) -> str:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    name = "" if tag is None else tag.get(qn("w:val"), "")
    return name.removeprefix(TAG) if name.startswith(TAG) else ""


def _cell_text(cell: Any) -> str:
    return "".join(
        piece for paragraph in cell.iter(qn("w:p")) for piece, _ in _pieces(paragraph)
    ).strip()
