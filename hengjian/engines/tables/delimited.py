"""Reading csv: its delimiter and header found, its rows split by Arrow."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from hengjian.engines.tables.decoding import as_utf8
from hengjian.engines.tables.headers import (
    LOOKED_AT,
    HeaderPlace,
    Vocabulary,
    find_header,
)
from hengjian.engines.tables.marks import refuse_marked
from hengjian.engines.tables.raw_table import MalformedRow, RawTable
from hengjian.engines.tables.threads import in_threads
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


DELIMITERS = (",", ";", "\t", "|")
_NOTHING = "".join(DELIMITERS) + '" \r\n\u3000'
_HEAD_BYTES = 256 * 1024
# a block stays in a core's cache; Arrow refuses a row that is longer than its block
_BLOCK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class _Layout:
    delimiter: str
    place: HeaderPlace
    head: Sequence[Sequence[str]]
    width: int
    data_from: int  # bytes of UTF-8 before the first row of data


def read_delimited(data: pa.Buffer, vocabulary: Vocabulary) -> RawTable:
    """All rows of a csv as columns of texts.

    Raises ``UserFault`` for a file without any row, or in no known encoding.
    """
    text, is_cut = as_utf8(data)
    layout = _layout(text, vocabulary)
    titles = layout.head[: layout.place.last + 1]
    refuse_marked([], titles)
    first_row = layout.place.last + 2
    table, invalid = _split(text[layout.data_from :], layout)
    rows = first_row + _places(table.num_rows, [row.number for row in invalid])
    repaired, malformed = _repaired(invalid, layout, first_row)
    columns, rows = _merged(list(table.columns), rows, repaired)
    columns, rows, shifted = _without_shifted(columns, rows, layout)
    columns, rows, cut = _without_cut(columns, rows, is_cut=is_cut)
    return RawTable(
        names=_padded(layout.place.names, layout.width),
        columns=tuple(in_threads(_encoded, columns)),
        rows=pa.array(rows),
        titles=titles,
        malformed=(*malformed, *shifted, *cut),
    )


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    # the chunks come to share one dictionary, so that only numbers are joined
    encoded = column.dictionary_encode().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        return pa.array([], pa.string()).dictionary_encode()
    return encoded


def _layout(text: pa.Buffer, vocabulary: Vocabulary) -> _Layout:
    beginning = text[:_HEAD_BYTES].to_pybytes().decode("utf-8", "ignore")
    whole = text.size <= _HEAD_BYTES
    if whole and not beginning.strip(_NOTHING):
        raise UserFault(Text("文件里没有内容", "the file is empty"))
    best: _Layout | None = None
    for delimiter in DELIMITERS:
        head, ends = _records(beginning, delimiter, whole=whole)
        place = find_header(head, vocabulary)
        if place is None:
            continue
        width = _width(head, place)
        layout = _Layout(delimiter, place, head, width, ends[place.last])
        if best is None or (place.fit, width) > (best.place.fit, best.width):
            best = layout
    if best is None:
        raise UserFault(
            Text("文件开头没有内容", "the file begins with empty rows only")
        )
    return best


def _records(
    beginning: str, delimiter: str, *, whole: bool
) -> tuple[list[list[str]], list[int]]:
    """The first records, and for each the bytes up to its end."""
    lines = io.StringIO(beginning, newline="").readlines()
    if not whole and len(lines) > 1:
        lines.pop()  # may be cut by our own reading
    reader = csv.reader(lines, delimiter=delimiter)
    records, ends = [], []
    try:
        for record in reader:
            records.append(record)
            ends.append(reader.line_num)
            if len(records) > LOOKED_AT:
                break
    except csv.Error:
        pass  # what was read so far decides
    sizes = np.cumsum([0, *(len(line.encode()) for line in lines)])
    return records, [int(sizes[end]) for end in ends]


def _width(head: Sequence[Sequence[str]], place: HeaderPlace) -> int:
    below = Counter(len(row) for row in head[place.last + 1 :] if row)
    usual = below.most_common(1)[0][0] if below else 0
    return max(len(place.names), usual)


@dataclass
class _Invalid:
    """Rows that Arrow refuses for their number of cells."""

    rows: list[pa_csv.InvalidRow] = field(default_factory=list)

    def __call__(self, row: pa_csv.InvalidRow) -> str:
        self.rows.append(row)
        return "skip"


def _split(
    text: pa.Buffer, layout: _Layout
) -> tuple[pa.Table, list[pa_csv.InvalidRow]]:
    """Split on all cores; where rows are refused again on one: only so are they numbered.

    A row longer than a block (a quotation mark that is never closed) needs the text whole.
    """
    if text.size == 0:
        names = _column_names(layout)
        return pa.table({name: pa.array([], pa.string()) for name in names}), []
    invalid = _Invalid()
    block_bytes = _uncut_line_ends(text)
    try:
        table = _read(text, layout, invalid, block_bytes, use_threads=True)
        if not invalid.rows:
            return table, []
        invalid = _Invalid()
        table = _read(text, layout, invalid, block_bytes, use_threads=False)
    except pa.ArrowInvalid:
        invalid = _Invalid()
        table = _read(text, layout, invalid, text.size + 1, use_threads=False)
    return table, invalid.rows


def _uncut_line_ends(text: pa.Buffer) -> int:
    """Bytes of a block such that no block begins with the second half of a CR LF.

    Arrow drops a line feed there, also where it belongs to a quoted cell.
    """
    letters = np.frombuffer(text, np.uint8)
    block_bytes = _BLOCK_BYTES
    while _is_cut(letters, block_bytes):
        block_bytes += 1
    return block_bytes


def _is_cut(letters: np.ndarray, block_bytes: int) -> bool:
    begins = letters[block_bytes::block_bytes]
    ends = letters[block_bytes - 1 :: block_bytes][: begins.size]
    return bool(((ends == ord("\r")) & (begins == ord("\n"))).any())


def _read(
    text: pa.Buffer,
    layout: _Layout,
    invalid: _Invalid,
    block_bytes: int,
    *,
    use_threads: bool,
) -> pa.Table:
    names = _column_names(layout)
    return pa_csv.read_csv(
        pa.BufferReader(text),
        read_options=pa_csv.ReadOptions(
            column_names=names, use_threads=use_threads, block_size=block_bytes
        ),
        parse_options=pa_csv.ParseOptions(
            delimiter=layout.delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=invalid,
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            check_utf8=False,  # checked, or made, when the text was decoded
        ),
    )


def _column_names(layout: _Layout) -> list[str]:
    return [f"c{i}" for i in range(layout.width)]


def _places(valid: int, invalid: list[int]) -> np.ndarray:
    """The places (from 0) of the rows that Arrow kept, among all rows."""
    every = np.arange(valid + len(invalid), dtype=np.int64)
    return np.delete(every, [number - 1 for number in invalid])


def _repaired(
    invalid: list[pa_csv.InvalidRow], layout: _Layout, first_row: int
) -> tuple[list[tuple[int, list[str]]], tuple[MalformedRow, ...]]:
    """Rows whose surplus cells are empty are mended; the others are malformed."""
    names = _padded(layout.place.names, layout.width)
    mended, malformed = [], []
    for refused in invalid:
        row = refused.number - 1 + first_row
        cells, closed = _cells(refused.text, layout.delimiter)
        surplus = any(cell.strip() for cell in cells[layout.width :])
        lacking = any(names[len(cells) :])
        if closed and not surplus and not lacking:
            short = layout.width - len(cells)
            mended.append((row, [*cells[: layout.width], *[""] * short]))
            continue
        message = _message(len(cells), layout.width, closed=closed)
        malformed.append(MalformedRow(row, tuple(cells[: layout.width]), message))
    return mended, tuple(malformed)


def _cells(text: str, delimiter: str) -> tuple[list[str], bool]:
    try:
        records = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        )
    except csv.Error:
        return text.split("\n", 1)[0].split(delimiter), False
    return (records[0], True) if len(records) == 1 else (records[0], False)


def _message(cells: int, width: int, *, closed: bool) -> Text:
    if not closed:
        return Text(
            "引号没有成对，这一行及其后面的内容无法分列，文件可能不完整；请补上引号或重新导出",
            "a quotation mark is not closed, so that this row and what follows cannot be"
            " split: the file may be cut; close it or export again",
        )
    if cells < width:
        return Text(
            f"这一行只有 {cells} 列，表头有 {width} 列，内容可能被截断；请补全或重新导出",
            f"the row has {cells} cells where the header has {width}: it may be cut;"
            " complete it or export again",
        )
    return Text(
        f"这一行有 {cells} 列，多于表头的 {width} 列，可能有未加引号的分隔符；请改正",
        f"the row has {cells} cells where the header has {width}: a delimiter inside a"
        " cell may lack its quotation marks",
    )


def _merged(
    columns: list[pa.ChunkedArray],
    rows: np.ndarray,
    repaired: list[tuple[int, list[str]]],
) -> tuple[list[pa.ChunkedArray], np.ndarray]:
    """The mended rows put back in their places."""
    if not repaired:
        return columns, rows
    numbers = np.concatenate([rows, [row for row, _ in repaired]])
    order = pa.array(np.argsort(numbers, kind="stable"))
    merged = []
    for index, column in enumerate(columns):
        added = pa.array([cells[index] or None for _, cells in repaired], pa.string())
        whole = pa.chunked_array([*column.chunks, added], pa.string())
        merged.append(whole.take(order))
    return merged, np.sort(numbers)


def _without_shifted(
    columns: list[pa.ChunkedArray], rows: np.ndarray, layout: _Layout
) -> tuple[list[pa.ChunkedArray], np.ndarray, list[MalformedRow]]:
    """Rows with content beyond the header's columns have slipped sideways."""
    named = len(layout.place.names)
    beyond = np.zeros(len(rows), dtype=bool)
    for column in columns[named:]:
        filled = pc.not_equal(pc.utf8_trim_whitespace(column), "").fill_null(False)
        beyond |= np.asarray(filled)
    if not beyond.any():
        return columns, rows, []
    shifted = []
    for place in np.flatnonzero(beyond).tolist():
        cells = tuple(column[place].as_py() or "" for column in columns)
        message = _message(len(cells), named, closed=True)
        shifted.append(MalformedRow(int(rows[place]), cells[:named], message))
    kept = pa.array(~beyond)
    return [column.filter(kept) for column in columns], rows[~beyond], shifted


def _without_cut(
    columns: list[pa.ChunkedArray], rows: np.ndarray, *, is_cut: bool
) -> tuple[list[pa.ChunkedArray], np.ndarray, list[MalformedRow]]:
    """The last row of a file that ends inside a character is not whole."""
    if not is_cut or not len(rows):
        return columns, rows, []
    last = tuple(column[-1].as_py() or "" for column in columns)
    message = Text(
        "文件末尾断在半个字中间，这一行不完整，文件可能没有复制完整；请补全或重新导出",
        "the file ends inside a character, so that this row is not whole: it may not have"
        " been copied whole; complete it or export again",
    )
    kept = len(rows) - 1
    return (
        [column.slice(0, kept) for column in columns],
        rows[:kept],
        [MalformedRow(int(rows[-1]), last, message)],
    )


def _padded(names: Sequence[str], width: int) -> tuple[str, ...]:
    return (*names, *[""] * (width - len(names)))
