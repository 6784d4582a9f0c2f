"""Rows kept aside go out as a workbook, are corrected in it and come back."""

import csv
from pathlib import Path

import openpyxl

from hengjian.engines.tables.card_table import CardTable
from hengjian.engines.tables.errors_workbook import (
    write_errors_workbook,
    write_rejected_list,
)
from tests.engines.tables.card_files import (
    HEADER,
    csv_file,
    read,
    row,
    saved,
    values,
    xlsx_file,
)


ROWS = [
    HEADER,
    row(case_number="A1"),
    row(case_number="A2", accepted_on="2025-02-30", outcome="批准逮铺"),
    row(case_number="A3", person_number="", identity_number="3.20101E+17"),
    row(case_number="=A4", accepted_on=""),
]


def workbook_of(table: CardTable, folder: Path) -> Path:
    path = folder / "errors.xlsx"
    write_errors_workbook(
        path, table.originals, table.rejected, table.card, table.header
    )
    return path


def test_workbook_says_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    table = read(csv_file(tmp_path, ROWS))

    sheet = openpyxl.load_workbook(workbook_of(table, tmp_path)).active

    cells = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert cells[0] == ["行号", "问题", "怎么改", *HEADER]
    assert [line[0] for line in cells[1:]] == [3, 4, 5]
    assert cells[1][1] == "受理日期：2025-02-30\n审结情况：批准逮铺"
    assert "没有这一天" in cells[1][2]
    assert "是否应为“批准逮捕”" in cells[1][2]
    assert cells[2][1] == "证件号码：3******E+17\n嫌疑人序号：空"
    assert cells[2][3 + HEADER.index("证件号码")] == "3.20101E+17"
    assert cells[3][3] == "=A4"


def test_faulty_cells_are_coloured(tmp_path: Path) -> None:
    table = read(csv_file(tmp_path, ROWS))

    sheet = openpyxl.load_workbook(workbook_of(table, tmp_path)).active

    coloured = {
        (cell.row, sheet.cell(1, cell.column).value)
        for line in sheet.iter_rows(min_row=2)
        for cell in line
        if cell.fill.fgColor.rgb == "FFFFE699"
    }
    assert coloured == {
        (2, "受理日期"),
        (2, "审结情况"),
        (3, "嫌疑人序号"),
        (3, "证件号码"),
        (4, "受理日期"),
    }


def test_corrected_workbook_is_imported_again(tmp_path: Path) -> None:
    table = read(csv_file(tmp_path, ROWS))
    book = openpyxl.load_workbook(workbook_of(table, tmp_path))
    sheet = book.active
    column = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, column["受理日期"]).value = "2025-02-28"
    sheet.cell(2, column["审结情况"]).value = "批准逮捕"
    sheet.cell(3, column["嫌疑人序号"]).value = 3
    sheet.cell(3, column["证件号码"]).value = "320101199003071234"
    sheet.cell(4, column["受理日期"]).value = "2025/3/1"

    again = read(saved(book, tmp_path, "corrected.xlsx"))

    assert again.rejected == ()
    assert again.header.unmatched == ()
    assert values(again, "case_number") == ["A2", "A3", "=A4"]
    assert values(again, "person_number") == [1, 3, 1]
    assert values(again, "identity_number") == ["320101199003071234"] * 3


def test_workbook_returned_without_correction_has_the_same_faults(
    tmp_path: Path,
) -> None:
    first = read(xlsx_file(tmp_path, ROWS))

    again = read(workbook_of(first, tmp_path))

    told = [[(c.item, c.value, c.rule) for c in r.cells] for r in first.rejected]
    assert [
        [(c.item, c.value, c.rule) for c in r.cells] for r in again.rejected
    ] == told
    assert again.table.num_rows == 0


def test_row_cut_short_comes_back_whole_after_correction(tmp_path: Path) -> None:
    table = read(csv_file(tmp_path, [HEADER, row(case_number="A1"), row()[:4]]))
    book = openpyxl.load_workbook(workbook_of(table, tmp_path))
    assert book.active["B2"].value == "columns"
    book.active.cell(2, 3 + 5).value = "2025-03-08"

    again = read(saved(book, tmp_path, "corrected.xlsx"))

    assert values(again, "case_number") == ["A1"]


def test_list_of_rows_kept_aside_masks_personal_values(tmp_path: Path) -> None:
    table = read(csv_file(tmp_path, ROWS))
    path = tmp_path / "rejected.csv"

    write_rejected_list(path, table.rejected)

    with path.open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    assert [(line["row"], line["item"], line["rule"]) for line in lines] == [
        ("3", "accepted_on", "type"),
        ("3", "outcome", "code"),
        ("4", "identity_number", "type"),
        ("4", "person_number", "required"),
        ("5", "accepted_on", "required"),
    ]
    assert lines[2]["value"] == "3******E+17"
    assert "没有这一天" in lines[0]["message"]
    assert "there is no such day" in lines[0]["message_en"]
