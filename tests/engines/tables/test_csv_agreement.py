"""The quick splitting of csv says what a plain reader says, whatever stands in the cells."""

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.tables.delimited import read_delimited
from hengjian.engines.tables.headers import Vocabulary
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.raw_table import RawTable
from tests.engines.tables.card_files import HEADER, card


SEVERAL_BLOCKS = 3 * 1024 * 512  # bytes: what a reader takes at once is a mebibyte
CELL = st.text(alphabet='a1"\n\r,; \t中〇', max_size=6)
ROWS = st.lists(
    st.lists(CELL, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=30
)


def written(rows: list[list[str]], encoding: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([HEADER, *rows])
    return stream.getvalue().encode(encoding)


def split(data: bytes) -> RawTable:
    return read_delimited(pa.py_buffer(data), Vocabulary(card(), ReadOptions()))


def cells(raw: RawTable) -> list[tuple[str, ...]]:
    columns = [[text or "" for text in column.to_pylist()] for column in raw.columns]
    return list(zip(*columns, strict=True))


@settings(max_examples=8, deadline=None)
@given(rows=ROWS, encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_nasty_cells_over_several_blocks_are_split_as_a_plain_reader_splits_them(
    rows: list[list[str]], encoding: str
) -> None:
    size = len(written(rows, encoding))
    many = rows * (SEVERAL_BLOCKS // size + 1)

    raw = split(written(many, encoding))

    assert cells(raw) == [tuple(row) for row in many]
    assert raw.rows.to_pylist() == list(range(2, len(many) + 2))
    assert raw.malformed == ()


def test_a_line_end_within_a_cell_stays_whole_where_a_block_ends() -> None:
    block, rest = 1024 * 1024, ["y"] * (len(HEADER) - 1)
    head = len(written([], "utf-8"))
    first = ["x" * (block // 2), *rest]
    before = len(written([first], "utf-8")) - head + len('"')
    second = ["x" * (block - 1 - before) + "\r\nz", *rest]
    data = written([first, second], "utf-8")

    raw = split(data)

    assert data[head + block - 1 : head + block + 1] == b"\r\n"
    assert cells(raw) == [tuple(first), tuple(second)]


@pytest.mark.parametrize("repeats", [1, 40_000])
def test_rows_with_too_few_cells_keep_their_numbers_among_many(repeats: int) -> None:
    whole, short = [f"x{i}" for i in range(len(HEADER))], ["A", "1"]

    raw = split(written([short, *[whole] * repeats, short, whole], "utf-8"))

    assert [row.row for row in raw.malformed] == [2, repeats + 3]
    assert raw.rows.to_pylist() == [*range(3, repeats + 3), repeats + 4]


def test_a_quotation_that_is_never_closed_may_be_longer_than_a_block() -> None:
    good = ",".join(f"x{i}" for i in range(len(HEADER))) + "\n"
    data = ",".join(HEADER) + "\n" + good + '"' + good * (SEVERAL_BLOCKS // len(good))

    raw = split(data.encode())

    assert raw.rows.to_pylist() == [2]
    assert [row.row for row in raw.malformed] == [3]
    assert "引号没有成对" in raw.malformed[0].message.zh
