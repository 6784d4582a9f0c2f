"""A sheet's XML cut between rows into slices, each packed as a small workbook.

A reader of xlsx holds a whole sheet as one dense grid. Slices are parsed side by side on
all cores, keep memory to a few slices, and bound the grid: a stray cell in the last row
of the sheet costs one slice, not a million rows.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from hengjian.engines.tables.options import MEBIBYTE
from hengjian.engines.tables.xlsx.contents import Contents
from hengjian.engines.tables.xlsx.package import Package, corrupt
from hengjian.engines.tables.xlsx.shared_strings import SIGN, read_shared_strings
from hengjian.lib.faults import UserFault


_BEGINNING = MEBIBYTE // 2
_SLICE = 24 * MEBIBYTE
_LONGEST_OPENING = 64 * MEBIBYTE  # columns' widths and views, before the rows
_LARGEST_GAP = 20_000  # empty rows within one slice
_LAST_ROW = 1_048_576

_START = re.compile(rb"<((?:\w+:)?)sheetData\s*(/?)>")
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension [^>]*>")
_ANY_ROW = re.compile(rb"<(?:\w+:)?row[ >/]")
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d{1,9})"')

_SHARED_CELLS = (b't="s"', b"t='s'")

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(frozen=True)
class Slice:
    """Rows ``first`` to ``last`` (numbers from 1) of a sheet as XML elements."""

    first: int
    last: int
    xml: bytes


@dataclass(frozen=True)
class Frame:
    """What stands around the rows: the sheet's opening tags and what follows them."""

    opening: bytes
    prefix: bytes

    @property
    def closing(self) -> bytes:
        return b"</%ssheetData></%sworksheet>" % (self.prefix, self.prefix)


class SlicedSheet:
    """The slices of one sheet part; ``ending`` is known when all are taken."""

    def __init__(self, package: Package, part: str) -> None:
        self._pieces = package.pieces(part)
        self.ending = b""
        try:
            self.frame, self._rest, self._closed = self._open()
        except UserFault:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the part, wherever reading stopped."""
        self._pieces.close()

    def _open(self) -> tuple[Frame, bytes, bool]:
        read = b""
        for piece in self._pieces:
            read += piece
            found = _START.search(read)
            if not found and len(read) > _LONGEST_OPENING:
                break
            if found:
                before = _DIMENSION.sub(b"", read[: found.start()])
                opening = before + b"<%ssheetData>" % found[1]
                closed = bool(found[2])
                return Frame(opening, found[1]), read[found.end() :], closed
        raise corrupt()

    def slices(self) -> Iterator[Slice]:
        """All rows, in order."""
        if self._closed:
            self.ending = self._rest
            return
        row = b"<%srow " % self.frame.prefix
        end = b"</%ssheetData>" % self.frame.prefix
        held, size, wanted = [self._rest], len(self._rest), _SLICE
        for piece in self._pieces:
            held.append(piece)
            size += len(piece)
            if size < wanted:
                continue
            text = b"".join(held)
            cut = _last_numbered(text, row) if text.find(end) < 0 else 0
            if cut > 0:
                yield from _numbered(text[:cut], row)
                text = text[cut:]
            held, size = [text], len(text)
            wanted = _SLICE if cut > 0 else 2 * size  # no place to cut so far
        text = b"".join(held)
        at = text.rfind(end)
        if at < 0:
            raise corrupt()
        self.ending = text[at:]
        yield from _numbered(text[:at], row)


def beginning_of(package: Package, part: str) -> tuple[Slice, Frame] | None:
    """The first rows of a sheet, without unpacking the rest; ``None`` for an empty one."""
    text = package.beginning(part, _BEGINNING)
    found = _START.search(text)
    if not found or found[2]:
        return None
    frame = Frame(_DIMENSION.sub(b"", text[: found.end()]), found[1])
    body = text[found.end() :]
    end = body.find(b"</%ssheetData>" % frame.prefix)
    closed = b"</%srow>" % frame.prefix
    cut = end if end >= 0 else body.rfind(closed) + len(closed)
    first = next(_numbered(body[:cut], b"<%srow " % frame.prefix), None)
    return None if first is None else (first, frame)


def _last_numbered(text: bytes, row: bytes) -> int:
    """Where the last row that says its number begins; -1 where none does."""
    at = text.rfind(row)
    while at > 0 and not _ROW.match(text, at):
        at = text.rfind(row, 0, at)
    return at


def _numbered(xml: bytes, row: bytes) -> Iterator[Slice]:
    """Slices with their row numbers; cut again where many rows are left out."""
    found = list(_row_numbers(xml, row))
    if not found:
        if xml.strip():
            # no row says its number: they are counted from the first on
            yield Slice(1, max(1, len(_ANY_ROW.findall(xml))), xml)
        return
    begin = 0
    first = before = found[0][0]
    for number, at in found:
        if number > _LAST_ROW or number < before:
            raise corrupt()
        if number - before > _LARGEST_GAP:
            yield Slice(first, before, xml[begin:at])
            first, begin = number, at
        before = number
    yield Slice(first, before, xml[begin:])


def _row_numbers(xml: bytes, row: bytes) -> Iterator[tuple[int, int]]:
    """(number, place) of every row that says its number."""
    at = xml.find(row)  # ten times faster than a pattern over the whole text
    while at >= 0:
        found = _ROW.match(xml, at)
        if found:
            yield int(found[1]), at
        at = xml.find(row, at + 1)


class Packer:
    """Packs slices of one workbook as workbooks of their own, uncompressed."""

    def __init__(self, package: Package, about: Contents) -> None:
        xml = package.read(about.shared_strings) if about.shared_strings else None
        self.strings = None if xml is None else read_shared_strings(xml)
        self._strings_xml = xml
        self._styles = package.read(about.styles) if about.styles else None
        self._is_1904 = about.date_origin.year == 1904

    def pack(self, part: Slice, frame: Frame) -> bytes:
        """A workbook with this slice as its only sheet.

        A marked cell in column A stands in the row before the slice and in the row after
        it, so that the reader's grid begins at column A and at a known row. Cells that
        name a shared text by number become texts: that number behind ``SIGN``.
        """
        named, shared = _with_signs(part.xml), None
        if named is None:
            named, shared = part.xml, self._strings_xml
        kept = {"sharedStrings": shared, "styles": self._styles}
        present = {name: text for name, text in kept.items() if text is not None}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            for name, text in _fixed_parts(list(present), is_1904=self._is_1904):
                archive.writestr(name, text)
            for name, content in present.items():
                archive.writestr(f"xl/{name}.xml", content)
            with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
                sheet.write(frame.opening)
                if part.first > 1:
                    sheet.write(_marked_row(part.first - 1, frame.prefix))
                sheet.write(named)
                sheet.write(_marked_row(part.last + 1, frame.prefix))
                sheet.write(frame.closing)
        return packed.getvalue()


def _with_signs(xml: bytes) -> bytes | None:
    """Shared texts named behind ``SIGN``; None where they are written otherwise."""
    named = xml.replace(b' t="s"><v>', b' t="str"><v>' + SIGN.encode())
    written_otherwise = any(cell in named for cell in _SHARED_CELLS)
    return None if written_otherwise else named


def _fixed_parts(present: list[str], *, is_1904: bool) -> Iterator[tuple[str, str]]:
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet"}
    kinds |= {name: name for name in present}
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_SPREADSHEET}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    defaults = (
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    types = f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'
    yield "[Content_Types].xml", _DECLARATION + types
    yield "_rels/.rels", _relations({"officeDocument": "xl/workbook.xml"})
    targets = {"worksheet": "worksheets/sheet1.xml"}
    targets |= {name: f"{name}.xml" for name in present}
    yield "xl/_rels/workbook.xml.rels", _relations(targets)
    yield "xl/workbook.xml", _workbook(is_1904=is_1904)


def _workbook(*, is_1904: bool) -> str:
    dates = '<workbookPr date1904="1"/>' if is_1904 else ""
    return (
        f'{_DECLARATION}<workbook xmlns="http://schemas.openxmlformats.org/'
        f'spreadsheetml/2006/main" xmlns:r="{_OFFICE}">{dates}<sheets>'
        '<sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _relations(targets: dict[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _marked_row(number: int, prefix: bytes) -> bytes:
    return (
        b'<%(p)srow r="%(n)d"><%(p)sc r="A%(n)d" t="str"><%(p)sv>.</%(p)sv></%(p)sc>'
        b"</%(p)srow>" % {b"p": prefix, b"n": number}
    )
