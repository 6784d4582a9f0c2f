"""A column is read as its cells are, whichever way is faster."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.tables.conversion.column import TYPES, convert
from hengjian.engines.tables.conversion.dates import date_reader, moment_reader
from hengjian.engines.tables.conversion.numbers import decimal_reader, read_integer
from hengjian.engines.tables.conversion.problem import Problem
from hengjian.engines.tables.conversion.texts import read_text
from hengjian.engines.tables.normalising import tidy
from tests.engines.tables.card_files import item


SHANGHAI = ZoneInfo("Asia/Shanghai")

ONE_CELL = {
    "text": read_text,
    "integer": read_integer,
    "decimal": decimal_reader(24, 6),
    "money": decimal_reader(18, 2),
    "date": date_reader((), SHANGHAI),
    "datetime": moment_reader((), SHANGHAI),
}

numbers = st.one_of(
    st.integers(-(10**20), 10**20).map(str),
    st.decimals(-(10**12), 10**12, places=3).map(str),
    st.from_regex(r"-?[0-9]{1,20}(\.[0-9]{1,8})?", fullmatch=True),
)
days = st.one_of(
    st.dates(date(1900, 1, 1)).map(str),
    st.from_regex(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]", fullmatch=True),
)
moments = st.one_of(
    st.datetimes(datetime(1900, 1, 1)).map(str),  # noqa: DTZ001
    st.from_regex(
        r"20[0-9]{2}-[01][0-9]-[0-3][0-9][ T][0-2][0-9]:[0-5][0-9]:[0-5][0-9]"
        r"(\.[0-9]{1,6})?(Z|[+-]0[0-9]:[03]0)?",
        fullmatch=True,
    ),
)
texts = st.text(st.sampled_from("aＡ１1 　\t\n张（.E+0-"), max_size=8)


def column(cells: list[str | None]) -> pa.DictionaryArray:
    return pa.array(cells, pa.string()).dictionary_encode()


@pytest.mark.parametrize("kind", sorted(ONE_CELL))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_column_agrees_with_its_cells(kind: str, data: st.DataObject) -> None:
    cell = {"date": days, "datetime": moments, "text": texts}.get(kind, numbers)
    cells = data.draw(st.lists(st.one_of(st.none(), cell), max_size=20))

    converted = convert(column(cells), item("x", "甲", kind), SHANGHAI)

    expected: list[Any] = []
    faulty = []
    for place, text in enumerate(cells):
        value = None if text is None or not tidy(text) else ONE_CELL[kind](text)
        if isinstance(value, Problem):
            faulty.append(place)
            value = None
        expected.append(value)
    assert converted.values.to_pylist() == expected
    assert converted.faulty.tolist() == faulty


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_empty_cells_are_null_in_every_type(kind: str) -> None:
    cells = [None, "", " ", "　", "\xa0", "\u200b"]

    converted = convert(column(cells), item("x", "甲", kind), SHANGHAI)

    assert converted.values.to_pylist() == [None] * len(cells)
    assert converted.values.type == TYPES[item("x", "甲", kind).type]
    assert not len(converted.faulty)


@pytest.mark.parametrize("text", ["NULL", "\\N", "None", "NaN", "NaT"])
def test_exports_spelling_of_nothing_is_null_unless_the_item_is_a_text(
    text: str,
) -> None:
    as_date = convert(column([text]), item("x", "甲", "date"), SHANGHAI)
    as_text = convert(column([text]), item("x", "甲"), SHANGHAI)

    assert as_date.values.to_pylist() == [None]
    assert not len(as_date.faulty)
    assert as_text.values.to_pylist() == [text]


def test_each_faulty_cell_is_told_with_its_text() -> None:
    cells = ["2025-03-01", "不详", None, "不详", "2025-02-30"]

    converted = convert(column(cells), item("x", "甲", "date"), SHANGHAI)

    assert converted.faulty.tolist() == [1, 3, 4]
    assert converted.texts == ("不详", "不详", "2025-02-30")
    assert converted.problems[0] == converted.problems[1] != converted.problems[2]


@pytest.mark.parametrize("kind", ["text", "integer", "date", "boolean"])
def test_formula_error_is_a_fault_in_every_type(kind: str) -> None:
    converted = convert(column(["#N/A", "#REF!"]), item("x", "甲", kind), SHANGHAI)

    assert converted.faulty.tolist() == [0, 1]
    assert "公式错误" in converted.problems[0].message.zh


def test_text_that_stands_twice_in_the_dictionary_is_one_text() -> None:
    texts = pa.array(["1", "x", "1", " 1"])
    cells = pa.DictionaryArray.from_arrays(pa.array([0, 2, None, 1, 3]), texts)

    converted = convert(cells, item("x", "甲", "integer"), SHANGHAI)

    assert converted.values.to_pylist() == [1, 1, None, None, 1]
    assert converted.faulty.tolist() == [3]


def test_types_of_values_are_those_of_the_contract() -> None:
    money = convert(column(["1"]), item("x", "甲", "money"), SHANGHAI).values
    moment = convert(
        column(["2025-01-01"]), item("x", "甲", "datetime"), SHANGHAI
    ).values

    assert money.type == pa.decimal128(18, 2)
    assert money.to_pylist() == [Decimal("1.00")]
    assert moment.type == pa.timestamp("us", tz="UTC")
    assert moment.to_pylist() == [datetime(2024, 12, 31, 16, tzinfo=UTC)]
