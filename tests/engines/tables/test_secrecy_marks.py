"""A file that bears a mark of state secrecy is not read; the words alone are no mark."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from hengjian.lib.faults import UserFault
from tests.engines.tables.card_files import (
    HEADER,
    ROW,
    csv_file,
    read,
    row,
    saved,
    values,
    xlsx_file,
)


MARKS = [
    "秘密",
    "机密★10年",
    "绝密★",
    "密级：秘密",
    "密 级: 机密",
    "【绝密】",
    "机　密",
    "秘密级文件",
]
NO_MARKS = [
    "侵犯商业秘密案件表",
    "商业秘密",
    "保守国家秘密法",
    "泄露国家秘密罪",
    "密级：公开",
    "机密性要求",
    "无秘密事项",
]


def refused(path: Path) -> None:
    with pytest.raises(UserFault, match="国家秘密标志") as caught:
        read(path)
    assert caught.value.status == 403


@pytest.mark.parametrize("mark", MARKS)
def test_mark_above_the_header_is_found(tmp_path: Path, mark: str) -> None:
    refused(xlsx_file(tmp_path, [[mark], ["案件表"], HEADER, ROW]))
    refused(csv_file(tmp_path, [["案件表", mark], HEADER, ROW]))


@pytest.mark.parametrize("words", NO_MARKS)
def test_words_above_the_header_are_no_mark(tmp_path: Path, words: str) -> None:
    rows = [[words], HEADER, ROW]

    assert read(xlsx_file(tmp_path, rows)).table.num_rows == 1
    assert read(csv_file(tmp_path, rows)).table.num_rows == 1


@pytest.mark.parametrize(
    "name", ["机密-三月案卡", "(秘密)案卡", "案卡_秘密", "绝密", "机密★5年 案卡"]
)
def test_mark_in_the_files_or_a_sheets_name_is_found(tmp_path: Path, name: str) -> None:
    refused(csv_file(tmp_path, [HEADER, ROW], name=f"{name}.csv"))
    refused(xlsx_file(tmp_path, [HEADER, ROW], sheets={name: [["x"]]}))


def test_name_of_an_offence_in_a_files_name_is_no_mark(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, ROW], name="侵犯商业秘密案件.csv")

    assert read(path).table.num_rows == 1


@pytest.mark.parametrize("words", ["秘密", "机密★", "密级：秘密", "侵犯商业秘密罪"])
def test_words_in_the_rows_are_no_mark(tmp_path: Path, words: str) -> None:
    table = read(csv_file(tmp_path, [HEADER, row(case_number=words)]))

    assert values(table, "case_number") == [words]


def test_column_of_grades_marks_the_file(tmp_path: Path) -> None:
    header = [*HEADER, "密级"]

    refused(
        csv_file(tmp_path, [header, [*ROW, "公开"], [*row(case_number="A2"), "机密"]])
    )
    table = read(
        csv_file(tmp_path, [header, [*ROW, "公开"], [*row(case_number="A2"), "内部"]])
    )
    assert table.table.num_rows == 2


def test_mark_in_the_page_header_is_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    book.active.oddFooter.right.text = "第 &P 页"
    plain = saved(book, tmp_path, "plain.xlsx")
    book.active.oddHeader.center.text = "机密"

    assert read(plain).table.num_rows == 1
    refused(saved(book, tmp_path))


def test_mark_in_the_document_properties_is_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    book.properties.category = "秘密"

    refused(saved(book, tmp_path))


def test_mark_in_a_text_box_property_of_other_writers_is_found(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, ROW])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "docProps/custom.xml",
            '<Properties xmlns:vt="x"><property name="密级"><vt:lpwstr>绝密'
            "</vt:lpwstr></property></Properties>",
        )

    refused(path)


@pytest.mark.parametrize("state", ["visible", "hidden"])
@pytest.mark.parametrize("words", ["密级:机密", "秘密★10年"])
def test_mark_on_a_sheet_that_is_not_read_is_found(
    words: str, state: str, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    beside = book.create_sheet("说明")
    beside["B3"] = words
    beside.sheet_state = state

    refused(saved(book, tmp_path))


def test_grades_listed_to_choose_from_are_no_mark(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    grades = book.create_sheet("字典")
    for word in ("绝密", "机密", "秘密", "内部"):
        grades.append([word])

    assert read(saved(book, tmp_path)).table.num_rows == 1
