"""Files that the platform writes."""

import csv
import stat
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.tables.harmless import harmless, harmless_column
from hengjian.engines.tables.workbook_writing import Sheet, write_workbook
from hengjian.engines.tables.writing import (
    write_csv,
    write_csv_rows,
    write_parquet,
    write_table,
    write_xlsx,
)
from hengjian.lib.faults import UserFault


TABLE = pa.table(
    {
        "指标": ["不捕率", '=cmd|"/c calc"!A0', None],
        "值": pa.array([Decimal("76.27"), Decimal("-0.50"), None], pa.decimal128(9, 2)),
        "件": [12, -3, None],
        "日期": [date(2025, 3, 1), None, None],
    }
)
MODE = 0o600


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_csv_is_utf8_with_empty_cells_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"

    write_csv(path, TABLE.slice(0, 1))
    write_csv(tmp_path / "marked.csv", TABLE.slice(0, 1), mark=True)

    text = "指标,值,件,日期\n不捕率,76.27,12,2025-03-01\n"
    assert path.read_text("utf-8") == text
    assert (tmp_path / "marked.csv").read_bytes() == b"\xef\xbb\xbf" + text.encode()


def test_csv_of_rows_reads_as_csv_of_the_table(tmp_path: Path) -> None:
    table, rows = tmp_path / "table.csv", tmp_path / "rows.csv"

    write_csv(table, TABLE)
    columns = [column.to_pylist() for column in TABLE.columns]
    write_csv_rows(rows, TABLE.column_names, zip(*columns, strict=True))

    with table.open(encoding="utf-8") as a, rows.open(encoding="utf-8") as b:
        assert list(csv.reader(a)) == list(csv.reader(b))


def test_text_that_could_run_is_made_harmless_and_numbers_stay(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"

    write_csv(path, TABLE)

    with path.open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[2] == ['\'=cmd|"/c calc"!A0', "-0.50", "-3", ""]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "-"]
)
def test_formula_signs_are_quoted(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.5", "+3", "—", "", "张三", "a=b", "1-2"])
def test_plain_texts_and_numbers_are_left(text: str) -> None:
    assert harmless(text) == text


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.text("=+-@\t\r 1.a＝", max_size=4))))
def test_column_is_made_harmless_as_its_cells(cells: list[str | None]) -> None:
    column = harmless_column(pa.chunked_array([pa.array(cells, pa.string())]))

    assert column.to_pylist() == [None if c is None else harmless(c) for c in cells]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_file_is_for_its_owner_only_even_over_an_open_one(
    tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"r{ending}"
    path.write_text("old")
    path.chmod(0o644)

    write_table(path, TABLE)

    assert mode(path) == MODE
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserFault, match=r"r\.xls"):
        write_table(tmp_path / "r.xls", TABLE)

    assert list(tmp_path.iterdir()) == []


def test_failed_writing_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("old")

    def rows():
        yield [1]
        raise ValueError("the source broke off")

    with pytest.raises(ValueError, match="broke off"):
        write_csv_rows(path, ["a"], rows())

    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["r.csv"]


def test_parquet_keeps_types(tmp_path: Path) -> None:
    path = tmp_path / "r.parquet"

    write_parquet(path, TABLE)

    assert pq.read_table(path).equals(TABLE)


def test_workbook_has_types_styles_and_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"

    write_table(path, TABLE, sheet="结果")

    sheet = openpyxl.load_workbook(path)["结果"]
    assert [cell.value for cell in sheet[1]] == ["指标", "值", "件", "日期"]
    assert sheet["A1"].font.bold
    assert sheet["A1"].font.name == "宋体"
    assert sheet.freeze_panes == "A2"
    assert sheet["A3"].data_type == "s"
    assert sheet["A3"].value == '=cmd|"/c calc"!A0'
    assert sheet["A3"].quotePrefix
    assert (sheet["B2"].value, sheet["B2"].number_format) == (76.27, "0.00")
    assert sheet["D2"].value == datetime(2025, 3, 1)  # noqa: DTZ001
    assert sheet["A4"].value is None


def test_workbook_shows_a_decimal_with_its_own_places(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    values = [Decimal("76.30"), Decimal(434), Decimal("82.0")]

    write_workbook(path, [Sheet("甲", ["值"], [[value] for value in values])])

    sheet = openpyxl.load_workbook(path)["甲"]
    found = [
        (sheet.cell(row, 1).value, sheet.cell(row, 1).number_format)
        for row in (2, 3, 4)
    ]
    assert found == [(76.3, "0.00"), (434, "General"), (82, "0.0")]


def test_csv_quotes_texts_only_where_one_asks_for_it(tmp_path: Path) -> None:
    plain, asking = tmp_path / "plain.csv", tmp_path / "asking.csv"

    write_csv(plain, pa.table({"名": ["一", ""], "数": [1, None]}))
    write_csv(asking, pa.table({"名": ["一,二", None]}))

    assert plain.read_text("utf-8") == "名,数\n一,1\n,\n"
    with asking.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["名"], ["一,二"], []]


def test_workbook_shows_moments_in_local_time_and_keeps_long_numbers(
    tmp_path: Path,
) -> None:
    path = tmp_path / "r.xlsx"
    moment = datetime(2025, 3, 2, 1, 30, tzinfo=UTC)
    row = [moment, 320101199003071234, True, 10**14, Decimal("12345678901234.567")]

    write_workbook(path, [Sheet("甲", list("abcde"), [row])])

    cells = [cell.value for cell in openpyxl.load_workbook(path)["甲"][2]]
    assert cells == [
        datetime(2025, 3, 2, 9, 30),  # noqa: DTZ001
        "320101199003071234",
        "是",
        10**14,
        "12345678901234.567",
    ]


def test_sheet_names_are_made_acceptable_and_different(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    sheets = [
        Sheet(name, ["a"], []) for name in ("甲/乙", "甲_乙", "长" * 40, "长" * 35, "")
    ]

    write_workbook(path, sheets)

    names = openpyxl.load_workbook(path).sheetnames
    assert names == ["甲_乙", "甲_乙_2", "长" * 31, "长" * 29 + "_2", "Sheet"]


def test_note_stands_above_the_heads(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"

    write_workbook(path, [Sheet("甲", ["a"], [[1]], note="数据截至 2025-03-25")])

    sheet = openpyxl.load_workbook(path)["甲"]
    assert [row[0].value for row in sheet.iter_rows()] == [
        "数据截至 2025-03-25",
        "a",
        1,
    ]
    assert sheet.freeze_panes == "A3"


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hengjian.engines.tables.workbook_writing._LAST_ROW", 3)
    path = tmp_path / "r.xlsx"

    with pytest.raises(UserFault, match="导出为 csv"):
        write_workbook(path, [Sheet("甲", ["a"], [[n] for n in range(5)])])

    assert list(tmp_path.iterdir()) == []


def test_coded_columns_are_written_as_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    coded = pa.array(["甲", "=1", "甲"]).dictionary_encode()

    write_csv(path, pa.table({"x": coded}))

    with path.open(encoding="utf-8") as file:
        assert list(csv.reader(file)) == [["x"], ["甲"], ["'=1"], ["甲"]]


def test_sheets_are_written_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"

    write_xlsx(path, [Sheet("乙", ["a"], []), Sheet("甲", ["a"], [])])

    assert openpyxl.load_workbook(path).sheetnames == ["乙", "甲"]


def test_parts_without_rows_leave_nothing_in_a_csv(tmp_path: Path) -> None:
    some = pa.table({"name": ["甲", "乙"], "value": ["1", ""]})
    none = some.slice(0, 0)
    path = tmp_path / "out.csv"

    write_csv(path, pa.concat_tables([none, some, none, some, none]))

    assert path.read_bytes() == "name,value\n甲,1\n乙,\n甲,1\n乙,\n".encode()


def test_a_csv_without_rows_is_its_header(tmp_path: Path) -> None:
    none = pa.table({"name": ["甲"]}).slice(0, 0)

    write_csv(tmp_path / "out.csv", pa.concat_tables([none, none]))

    assert (tmp_path / "out.csv").read_bytes() == b"name\n"


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()

    with pytest.raises(UserFault, match="写不进去"):
        write_csv(tmp_path / "out.csv", pa.table({"name": ["甲"]}))

    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]
