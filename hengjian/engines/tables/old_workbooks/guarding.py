"""What is asked of an old workbook before a reader opens it: marks, macros, bombs.

The readers make a dense grid of everything between a sheet's first and last cell. An old
.xls cannot be larger than 65,536 rows of 256 columns; an .ods can say in twenty
characters that a cell is repeated a milliard times.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from hengjian.engines.tables.marks import refuse_marked
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.xlsx.package import (
    OpenPackage,
    corrupt,
    macros,
    protected,
)
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_VBA = "_VBA_PROJECT".encode("utf-16-le")
# HEADER, FOOTER: kind, length of the record, length of the text, one or two bytes a letter
_PAGE_RECORD = re.compile(rb"[\x14\x15]\x00(..)(..)([\x00\x01])", re.DOTALL)
_LONGEST_HEADER = 255
_TAG = re.compile(rb"<[^>]*>")
_PAGE_TEXT = re.compile(
    rb"<style:(?:header|footer)[ >].*?</style:(?:header|footer)", re.DOTALL
)
_TABLE = re.compile(rb"<table:table[ >]")
_ROW = b"<table:table-row"
_ROWS_REPEATED = re.compile(rb'^[^>]*?number-rows-repeated="(\d+)"')
_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^>]*)>")
_CELLS_REPEATED = re.compile(rb'number-columns-repeated="(\d+)"')
_VALUED = b"office:value-type"


def guard_xls(data: bytes) -> None:
    """Raise ``UserFault`` for macros and marks of secrecy in an old workbook."""
    if _VBA in data:
        raise macros()
    refuse_marked([], [], _page_headers(data))
    for encoding in ("utf-16-le", "gb18030", "utf-8"):
        for grade in ("绝密", "机密", "秘密"):
            for mark in (f"{grade}★", f"{grade}☆", f"{grade}级★"):
                if mark.encode(encoding) in data:
                    refuse_marked([mark])


def guard_ods(path: Path, options: ReadOptions) -> None:
    """Raise ``UserFault`` for what may not be read of an OpenDocument sheet."""
    package = OpenPackage(path, options)
    try:
        if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
            raise macros()
        if "content.xml" not in package:
            raise corrupt()
        if b"encryption-data" in _part(package, "META-INF/manifest.xml"):
            raise protected()
        properties = _texts(_part(package, "meta.xml"))
        pages = [
            " ".join(_texts(found[0]))
            for found in _PAGE_TEXT.finditer(_part(package, "styles.xml"))
        ]
        refuse_marked(properties, [], pages)
        _refuse_wide(_part(package, "content.xml"), options.max_cells)
    finally:
        package.close()


def _part(package: OpenPackage, name: str) -> bytes:
    return package.read(name) if name in package else b""


def _texts(xml: bytes) -> list[str]:
    parts = _TAG.split(xml)
    return [text.decode("utf-8", "replace") for text in parts if text.strip()]


def _page_headers(data: bytes) -> Iterator[str]:
    for found in _PAGE_RECORD.finditer(data):
        length = int.from_bytes(found[1], "little")
        letters = int.from_bytes(found[2], "little")
        wide = found[3] == b"\x01"
        if not 0 < letters <= _LONGEST_HEADER or length != 3 + letters * (1 + wide):
            continue
        text = data[found.end() : found.end() + letters * (1 + wide)]
        yield text.decode("utf-16-le" if wide else "latin-1", "replace")


def _refuse_wide(content: bytes, limit: int) -> None:
    """Sheets that span too many cells once their repetitions are written out."""
    for table in _TABLE.split(content)[1:]:
        rows, widest, gap = 0, 0, 0
        for row in table.split(_ROW)[1:]:
            repeated = _ROWS_REPEATED.match(row)
            times = int(repeated[1]) if repeated else 1
            width = _width(row)
            if not width:
                gap += times
                continue
            rows, gap = rows + gap + times, 0
            widest = max(widest, width)
            if rows * widest > limit:
                raise _too_wide(limit)


def _width(row: bytes) -> int:
    """Up to the last cell of a row with a value."""
    last = row.rfind(_VALUED)
    if last < 0:
        return 0
    width = 0
    for cell in _CELL.finditer(row):
        if cell.start() > last:
            break
        repeated = _CELLS_REPEATED.search(cell[1])
        width += int(repeated[1]) if repeated else 1
    return width


def _too_wide(limit: int) -> UserFault:
    return UserFault(
        Text(
            f"工作表跨越的单元格超过 {limit} 个的上限，请删除多余的行列或分成几个文件导入",
            f"the sheet spans more than {limit} cells: delete what is not needed, or"
            " split it",
        ),
        status=413,
    )
