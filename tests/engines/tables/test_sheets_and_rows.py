"""Which sheet of a workbook is read, and every row of it, whoever wrote it."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from hengjian.engines.tables.xlsx import package, slices
from hengjian.lib.faults import UserFault
from tests.engines.tables.card_files import (
    HEADER,
    ROW,
    read,
    row,
    saved,
    values,
    xlsx_file,
)


def test_the_only_visible_sheet_is_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(
        xlsx_file(tmp_path, [HEADER, ROW], sheets={"旧数据": [HEADER, ROW, ROW]})
    )
    book["旧数据"].sheet_state = "hidden"

    table = read(saved(book, tmp_path))

    assert table.sheet == "案卡"
    assert table.rows_read == 1
    assert table.notices == ()


def test_the_sheet_whose_header_fits_is_read_and_the_others_named(
    tmp_path: Path,
) -> None:
    others = {"填表说明": [["请如实填写"], ["受理日期", "写年月日"]], "Sheet3": []}

    table = read(xlsx_file(tmp_path, [HEADER, ROW], sheets=others))

    assert table.sheet == "案卡"
    assert any("未读取：填表说明" in notice.zh for notice in table.notices)


def test_sheets_that_fit_equally_must_be_chosen(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, ROW], sheets={"二月": [HEADER, ROW, ROW]})

    with pytest.raises(UserFault, match="案卡、二月"):
        read(path)
    assert read(path, sheet="二月").sheet == "二月"


def test_unknown_sheet_is_refused_with_the_names_there_are(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, ROW])

    with pytest.raises(UserFault, match="没有名为“三月”的工作表，文件中有：案卡"):
        read(path, sheet="三月")


def test_empty_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserFault, match="没有内容"):
        read(xlsx_file(tmp_path, []))


def test_prefixed_and_unnumbered_rows_of_other_writers_are_read(tmp_path: Path) -> None:
    source = xlsx_file(tmp_path, [HEADER, ROW, row(case_number="A2")])
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/"):
                text = _prefixed(text)
            new.writestr(name, text)

    assert values(read(path), "case_number") == ["A1", "A2"]


def _prefixed(xml: bytes) -> bytes:
    """The sheet as the OpenXML SDK writes it: ``x:`` on every tag, rows unnumbered."""

    text = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml)
    text = text.replace(b"xmlns=", b"xmlns:x=")
    return re.sub(rb'(<x:row) r="\d+"', rb"\1", text)


@pytest.mark.parametrize(("piece", "size"), [(700, 3_000), (64, 500), (10**6, 3_000)])
@pytest.mark.parametrize("in_cells", [True, False])
def test_every_row_of_a_sheet_survives_slicing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    piece: int,
    size: int,
    in_cells: bool,
) -> None:
    path = tmp_path / "cards.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": in_cells}) as book:
        sheet = book.add_worksheet("案卡")
        sheet.write_row(0, 0, HEADER)
        for number in range(1, 301):
            cells = row(case_number=f"案{number}号", person_number=number)
            sheet.write_row(number, 0, cells)
    whole = read(path, match_key=b"k")

    monkeypatch.setattr(package, "_PIECE", piece)
    monkeypatch.setattr(slices, "_SLICE", size)
    sliced = read(path, match_key=b"k")

    assert sliced.table.equals(whole.table)
    assert whole.table.num_rows == 300


def test_best_of_sheets_that_all_lack_something_is_told(tmp_path: Path) -> None:
    sheets = {"半": [["部门受案号", "受理日期", "姓名"], ["A1", "2025-03-01", "张三"]]}
    book = openpyxl.load_workbook(
        xlsx_file(tmp_path, [["部门受案号"], ["A1"]], sheets=sheets)
    )
    book.create_sheet("空白").append([" ", "　"])

    with pytest.raises(
        UserFault, match="缺少必填项的列：嫌疑人序号、承办单位"
    ) as caught:
        read(saved(book, tmp_path))

    assert caught.value.where == "半"


def test_rows_that_never_say_their_number_are_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = xlsx_file(
        tmp_path, [HEADER, *(row(case_number=f"A{n}") for n in range(200))]
    )
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/"):
                text = re.sub(rb'<row r="\d+"', b"<row", text)
            new.writestr(name, text)
    monkeypatch.setattr(package, "_PIECE", 900)
    monkeypatch.setattr(slices, "_SLICE", 2_000)

    assert values(read(path), "_row") == list(range(2, 202))


def test_sheet_written_as_one_empty_tag_is_empty(tmp_path: Path) -> None:
    alone = with_sheet(
        xlsx_file(tmp_path, [HEADER, ROW]), b"<worksheet><sheetData/></worksheet>"
    )
    among = xlsx_file(tmp_path, [], name="two.xlsx", sheets={"二月": [HEADER, ROW]})
    among = with_sheet(among, b"<worksheet><sheetData /></worksheet>")

    with pytest.raises(UserFault, match="没有内容"):
        read(alone)
    assert read(among).sheet == "二月"


def test_rows_of_which_some_say_their_number_are_read(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, ROW, row(case_number="A2")])
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")

    table = read(with_sheet(path, xml.replace(b'<row r="2"', b'<row spans="1:11"')))

    assert values(table, "case_number") == ["A1", "A2"]
    assert values(table, "_row") == [2, 3]


def with_sheet(path: Path, xml: bytes) -> Path:
    """The workbook with its first sheet replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**parts, "xl/worksheets/sheet1.xml": xml}.items():
            archive.writestr(name, content)
    return path
