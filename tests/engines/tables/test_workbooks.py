"""Case cards in xlsx, as Excel and other systems leave them."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from hengjian.engines.tables.xlsx import slices
from hengjian.lib.faults import UserFault
from tests.engines.tables.card_files import (
    HEADER,
    ROW,
    csv_file,
    faults,
    item,
    read,
    row,
    saved,
    values,
    xlsx_file,
)


def test_workbook_and_csv_of_the_same_cards_are_read_alike(tmp_path: Path) -> None:
    rows = [HEADER, ROW, row(case_number="A2", amount=None, outcome="withdrawn")]

    from_workbook = read(xlsx_file(tmp_path, rows), match_key=b"k")
    from_csv = read(csv_file(tmp_path, rows), match_key=b"k")

    assert from_workbook.table.equals(from_csv.table)
    assert from_workbook.rows_read == 2
    assert from_workbook.sheet == "案卡"


def test_cells_of_excels_own_types_are_read(tmp_path: Path) -> None:
    cells = row(
        case_number=20250017,
        accepted_on=dt.date(2025, 3, 1),
        concluded_on=45724,
        amount=0.1 + 0.2,
        heard_at=dt.datetime(2025, 3, 2, 9, 30),  # noqa: DTZ001
        leniency=True,
    )

    table = read(xlsx_file(tmp_path, [HEADER, cells]))

    assert table.rejected == ()
    assert values(table, "case_number") == ["20250017"]
    assert values(table, "accepted_on") == [dt.date(2025, 3, 1)]
    assert values(table, "concluded_on") == [dt.date(2025, 3, 8)]
    assert values(table, "amount") == [Decimal("0.30")]
    assert values(table, "heard_at") == [dt.datetime(2025, 3, 2, 1, 30, tzinfo=dt.UTC)]
    assert values(table, "leniency") == [True]


def test_serial_numbers_count_from_1904_where_the_workbook_says_so(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cards.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as book:
        sheet = book.add_worksheet("案卡")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, row(accepted_on=44255))
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 4, dt.datetime(2025, 3, 8), day)  # noqa: DTZ001

    table = read(path)

    assert values(table, "accepted_on") == [dt.date(2025, 3, 1)]
    assert values(table, "concluded_on") == [dt.date(2025, 3, 8)]


def test_phantom_rows_and_columns_are_no_cards(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER)
    sheet.append(ROW)
    sheet.append([None] * 11)
    sheet.append(row(case_number="A2"))
    sheet.append([" ", "　", ""])
    grey = openpyxl.styles.PatternFill("solid", "DDDDDD")
    for number in range(6, 3_000):
        sheet.cell(number, 20).fill = grey

    table = read(saved(book, tmp_path))

    assert values(table, "_row") == [2, 4]
    assert table.rows_read == 2
    assert table.rejected == ()


def test_stray_cell_in_the_last_row_costs_nothing_but_its_own_row(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    book.active.cell(1_048_576, 1).value = "x"

    table = read(saved(book, tmp_path))

    assert values(table, "_row") == [2]
    assert {(r, rule) for r, _, rule in faults(table)} == {(1_048_576, "required")}


def test_stray_cell_in_the_last_column_is_refused_with_the_mend(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    book.active.cell(2, 16_384).value = "x"

    with pytest.raises(UserFault, match="请删除多余的列"):
        read(saved(book, tmp_path))


def test_title_rows_and_merged_headers_are_understood(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某市人民检察院审查逮捕案件表"])
    sheet.append(["单位：", "某院", "", "统计期：2025年3月"])
    sheet.append([])
    sheet.append(["部门受案号", "嫌疑人", None, None, "承办单位", "日期", None])
    sheet.append([None, "嫌疑人序号", "姓名", "证件号码", None, "受理日期", "审结日期"])
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("B4:D4")
    sheet.merge_cells("E4:E5")
    sheet.merge_cells("F4:G4")
    sheet.append(["A1", 1, "张三", "X", "320101", "2025-03-01", "2025-03-08"])

    table = read(saved(book, tmp_path))

    assert table.header.unmatched == ()
    assert set(table.header.absent) == {"outcome", "amount", "heard_at", "leniency"}
    assert values(table, "_row") == [6]
    assert values(table, "concluded_on") == [dt.date(2025, 3, 8)]
    assert values(table, "name") == ["张三"]


def test_sheet_that_begins_far_down_and_right_keeps_its_row_numbers(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    for number, cells in enumerate((HEADER, ROW), 30):
        for column, cell in enumerate(cells, 3):
            book.active.cell(number, column).value = cell

    table = read(saved(book, tmp_path))

    assert values(table, "_row") == [31]


def test_short_numbers_for_ids_are_restored(tmp_path: Path) -> None:
    cells = row(case_number=123456789012.0, procuratorate=320101)

    table = read(xlsx_file(tmp_path, [HEADER, cells]))

    assert values(table, "case_number") == ["123456789012"]
    assert values(table, "procuratorate") == ["320101"]


def test_long_numbers_for_ids_have_lost_their_digits(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    book.active.append(row(case_number="A2", identity_number=320101199003071234))
    book.active.append(row(case_number="A3", identity_number="320101199003070000"))
    book.active.append(row(case_number="A4", identity_number=3.2e20))

    table = read(saved(book, tmp_path))

    assert values(table, "case_number") == ["A1", "A3"]
    assert faults(table) == [
        (3, "identity_number", "type"),
        (5, "identity_number", "type"),
    ]
    assert "设为“文本”格式" in table.rejected[0].message.zh


def test_long_number_in_a_later_slice_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "_SLICE", 4_000)
    rows = [row(case_number=f"A{n}") for n in range(200)]
    rows[150][7] = 320101199003071234
    rows[151][6] = "=NA()"
    book = openpyxl.Workbook()
    for cells in (HEADER, *rows):
        book.active.append(cells)
    book.active.cell(160, 5).value = "#N/A"

    table = read(saved(book, tmp_path))

    assert faults(table) == [
        (152, "identity_number", "type"),
        (160, "concluded_on", "type"),
    ]
    assert values(table, "_row") == [n for n in range(2, 202) if n not in {152, 160}]


def test_formula_gives_its_stored_value(tmp_path: Path) -> None:
    path = tmp_path / "cards.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("案卡")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ROW)
        sheet.write_formula(1, 8, "=10+2.5", value=12.5)
        sheet.write_formula(1, 0, '="A"&"7"', value="A7")

    table = read(path)

    assert values(table, "amount") == [Decimal("12.50")]
    assert values(table, "case_number") == ["A7"]
    assert table.notices == ()


def test_formula_without_stored_value_is_empty_and_said(tmp_path: Path) -> None:
    table = read(xlsx_file(tmp_path, [HEADER, row(amount="=10+2", name="=A1")]))

    assert values(table, "amount") == [None]
    assert any("2 个公式没有保存计算结果" in notice.zh for notice in table.notices)


def test_error_cell_is_a_fault_not_an_empty_cell(tmp_path: Path) -> None:
    table = read(xlsx_file(tmp_path, [HEADER, row(concluded_on="#REF!")]))

    assert faults(table) == [(2, "concluded_on", "type")]
    assert table.rejected[0].value == "#REF!"


def test_strings_kept_in_the_cells_themselves_are_read(tmp_path: Path) -> None:
    path = tmp_path / "cards.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("案卡")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, row(case_number="A<&>\n1"))

    assert values(read(path), "case_number") == ["A<&>\n1"]


def test_progress_reaches_the_whole(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    read(
        xlsx_file(tmp_path, [HEADER, ROW]),
        progress=lambda done, total, doing: seen.append((done, total)),
    )

    assert seen
    assert all(0 < done <= total for done, total in seen)


def test_full_width_text_is_read_as_half_width(tmp_path: Path) -> None:
    cells = row(
        case_number="Ａ１２　３", accepted_on="２０２５／３／１", person_number="１"
    )

    table = read(xlsx_file(tmp_path, [[f"　{h} " for h in HEADER], cells]))

    assert values(table, "case_number") == ["A12 3"]
    assert values(table, "accepted_on") == [dt.date(2025, 3, 1)]


def test_american_dates_are_read_by_the_cards_formats(tmp_path: Path) -> None:
    american = item(
        "accepted_on",
        "受理日期",
        "date",
        required=True,
        formats=("%m/%d/%Y %I:%M:%S %p",),
    )
    path = xlsx_file(tmp_path, [HEADER, row(accepted_on="06/17/2013 12:00:00 AM")])

    assert values(read(path, american), "accepted_on") == [dt.date(2013, 6, 17)]
    assert faults(read(path)) == [(2, "accepted_on", "type")]
