"""What a file looks like before it is read: sheets, headers, first cells."""

from pathlib import Path

import pytest
import xlsxwriter

from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading_head import read_head
from hengjian.lib.faults import UserFault
from tests.engines.tables.card_files import HEADER, card, csv_file, read, row


KNOWN = ["部门受案号", "嫌疑人序号", "承办单位", "受理日期"]
ONE = ["A1", "1", "320101", "2025-03-01"]


def workbook(folder: Path, **sheets: list[list[str]]) -> Path:
    path = folder / "cards.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
    book.close()
    return path


def test_head_of_a_csv_names_matched_and_unmatched_headers(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [[*KNOWN, "办案组"], [*ONE, "甲"], [*ONE, "乙"]])

    head = read_head(path, card())

    assert head.match.unmatched == ("办案组",)
    assert head.match.missing == ()
    assert [example[4] for example in head.examples] == ["甲", "乙"]


def test_head_is_what_reading_finds(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, row()])

    assert read_head(path, card()).match == read(path).header


def test_missing_items_are_named_instead_of_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [KNOWN[:3], ONE[:3]])

    assert read_head(path, card()).match.missing == ("accepted_on",)


def test_head_of_a_long_file_needs_its_beginning_only(tmp_path: Path) -> None:
    rows = [[f"A{n}", "1", "320101", "2025-03-01"] for n in range(60_000)]
    path = csv_file(tmp_path, [KNOWN, *rows])

    head = read_head(path, card())

    assert head.match.unmatched == ()
    assert [example[0] for example in head.examples] == ["A0", "A1", "A2"]


def test_only_sheet_with_every_needed_column_is_chosen(tmp_path: Path) -> None:
    path = workbook(tmp_path, 说明=[["本表由系统导出"]], 案卡=[KNOWN, ONE])

    head = read_head(path, card())

    assert head.sheet == "案卡"
    assert head.sheets == ("说明", "案卡")


def test_sheets_that_fit_equally_are_left_to_be_chosen(tmp_path: Path) -> None:
    path = workbook(tmp_path, 九月=[KNOWN, ONE], 十月=[KNOWN, ONE])

    head = read_head(path, card())

    assert (head.sheet, head.headers) == ("", ())
    chosen = read_head(path, card(), ReadOptions(sheet="十月"))
    assert chosen.sheet == "十月"
    assert chosen.headers == tuple(KNOWN)


def test_mark_of_secrecy_in_a_sheets_name_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, 秘密=[KNOWN, ONE])

    with pytest.raises(UserFault) as refused:
        read_head(path, card())

    assert refused.value.status == 403


def test_mark_of_secrecy_on_another_sheet_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, 数据=[KNOWN, ONE], 说明=[["密级:机密"]])

    with pytest.raises(UserFault) as refused:
        read_head(path, card())

    assert refused.value.status == 403


def test_mark_of_secrecy_above_the_header_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, 案卡=[["机密★三年"], KNOWN, ONE])

    with pytest.raises(UserFault) as refused:
        read_head(path, card())

    assert refused.value.status == 403


def test_empty_workbook_is_refused_in_words(tmp_path: Path) -> None:
    path = workbook(tmp_path, Sheet1=[])

    with pytest.raises(UserFault, match="没有可见的数据"):
        read_head(path, card())


def test_mapped_header_is_matched(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [["某号", *KNOWN[1:]], ONE])

    head = read_head(path, card(), ReadOptions(mapping={"某号": "case_number"}))

    assert head.match.matched["case_number"] == "某号"
    assert head.match.missing == ()
