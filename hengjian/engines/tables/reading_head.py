"""What a file looks like before it is read: for the page that maps its headers."""

from pathlib import Path

import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.arrow_alone import keep_pandas_out
from hengjian.engines.tables.card_table import ReadHead
from hengjian.engines.tables.decoding import as_utf8
from hengjian.engines.tables.delimited import read_delimited
from hengjian.engines.tables.headers import (
    LOOKED_AT,
    HeaderPlace,
    Vocabulary,
    find_header,
    match_headers,
)
from hengjian.engines.tables.marks import refuse_marked, refuse_marked_elsewhere
from hengjian.engines.tables.old_workbooks.kinds import kind_of_file
from hengjian.engines.tables.old_workbooks.reading import OldWorkbook
from hengjian.engines.tables.opening import open_source
from hengjian.engines.tables.options import MEBIBYTE, ReadOptions
from hengjian.engines.tables.xlsx.contents import SheetPart, contents
from hengjian.engines.tables.xlsx.grid import parse
from hengjian.engines.tables.xlsx.package import Package
from hengjian.engines.tables.xlsx.slices import Packer, beginning_of
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


EXAMPLES = 3  # rows below the header
_ZIP = b"PK\x03\x04"
_BEGINNING = MEBIBYTE
Head = list[list[str]]


def read_head(
    path: Path, card: CaseCard, options: ReadOptions | None = None
) -> ReadHead:
    """Sheets, header and first rows of a file, without reading the rest.

    ``options.sheet`` names the sheet to look at; left out, the one whose header has what
    the card needs. Where several would do, or none, ``sheet`` is empty and so are the
    headers: somebody must say which. Raises ``UserFault`` for what may not be read.
    """
    keep_pandas_out()
    options = options or ReadOptions()
    open_source(path, options)  # refuses by size, kind and name
    vocabulary = Vocabulary(card, options)
    kind = kind_of_file(path)
    if kind is not None:
        workbook = OldWorkbook.open(path, kind, options)
        seen = {s.name: workbook.head(s) for s in workbook.sheets if s.visible}
        filled = {name: head for name, head in seen.items() if any(map(any, head))}
        return _of_heads(filled, vocabulary, options)
    with path.open("rb") as file:
        is_workbook = file.read(len(_ZIP)) == _ZIP
    if is_workbook:
        return _of_workbook(path, vocabulary, options)
    raw = read_delimited(_beginning(path), vocabulary)
    below = zip(*(c.slice(0, EXAMPLES).to_pylist() for c in raw.columns), strict=True)
    examples = tuple(tuple(cell or "" for cell in row) for row in below)
    match = match_headers(raw.names, card, options)
    return ReadHead("", (), tuple(raw.names), match, examples)


def _beginning(path: Path) -> pa.Buffer:
    """The first lines of a text file in UTF-8; encodings are told from all of it."""
    text, _ = as_utf8(pa.py_buffer(path.read_bytes()))
    if text.size <= _BEGINNING:
        return text
    beginning = text[:_BEGINNING].to_pybytes()
    return pa.py_buffer(beginning[: beginning.rfind(b"\n") + 1] or beginning)


def _of_workbook(path: Path, vocabulary: Vocabulary, options: ReadOptions) -> ReadHead:
    package = Package(path, options)
    try:
        about = contents(package)
        refuse_marked([*(sheet.name for sheet in about.sheets), *about.properties])
        packer = Packer(package, about)
        visible = [sheet for sheet in about.sheets if sheet.visible]
        heads = {s.name: h for s in visible if (h := _head(package, s, packer))}
    finally:
        package.close()
    return _of_heads(heads, vocabulary, options)


def _of_heads(
    heads: dict[str, Head], vocabulary: Vocabulary, options: ReadOptions
) -> ReadHead:
    if not heads:
        raise UserFault(
            Text("工作簿里没有可见的数据", "the workbook has no visible content")
        )
    chosen = options.sheet or _only_fitting(heads, vocabulary)
    head = heads.get(chosen, [])
    place = find_header(head, vocabulary)
    names = place.names if place else ()
    below = head[place.last + 1 :] if place else []
    refuse_marked([], head[: place.last + 1] if place else head)
    for name, other in heads.items():
        if name != chosen:
            refuse_marked_elsewhere(other)
    return ReadHead(
        sheet=chosen if place else "",
        sheets=tuple(heads),
        headers=names,
        match=match_headers(names, vocabulary.card, options),
        examples=tuple(tuple(row) for row in below[:EXAMPLES]),
    )


def _head(package: Package, sheet: SheetPart, packer: Packer) -> Head:
    beginning = beginning_of(package, sheet.part)
    if beginning is None:
        return []
    rows = parse(*beginning, packer).head(LOOKED_AT, packer.strings)
    return rows if any(any(row) for row in rows) else []


def _only_fitting(heads: dict[str, Head], vocabulary: Vocabulary) -> str:
    """The only sheet, or the only one with every needed column; else nothing."""
    if len(heads) == 1:
        return next(iter(heads))
    places: dict[str, HeaderPlace | None] = {
        name: find_header(head, vocabulary) for name, head in heads.items()
    }
    fitting = [
        name
        for name, place in places.items()
        if place and vocabulary.has_all_needed(place.names)
    ]
    return fitting[0] if len(fitting) == 1 else ""
