"""What the page that maps headers is shown before a file is read."""

from pathlib import Path

import pytest
import xlsxwriter

from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading_head import read_head
from hengjian.lib.faults import UserFault
from tests.engines.tables.card_files import (
    HEADER,
    ROW,
    card,
    csv_file,
    row,
    xlsx_file,
)


ROWS = [
    ["统计表"],
    [*HEADER, "办案组"],
    *([*row(case_number=f"A{n}"), "x"] for n in range(9)),
]


def test_head_of_a_csv_shows_its_headers_and_first_rows(tmp_path: Path) -> None:
    head = read_head(csv_file(tmp_path, ROWS, encoding="gb18030"), card())

    assert head.headers == (*HEADER, "办案组")
    assert head.match.unmatched == ("办案组",)
    assert head.match.missing == ()
    assert [example[0] for example in head.examples] == ["A0", "A1", "A2"]
    assert head.examples[0][5] == "批准逮捕"


@pytest.mark.parametrize("in_cells", [True, False])
def test_head_of_a_workbook_shows_its_headers_and_first_rows(
    tmp_path: Path, in_cells: bool
) -> None:
    path = tmp_path / "cards.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": in_cells}) as book:
        sheet = book.add_worksheet("案卡")
        for number, cells in enumerate(ROWS):
            sheet.write_row(number, 0, cells)

    head = read_head(path, card())

    assert (head.sheet, head.sheets) == ("案卡", ("案卡",))
    assert head.headers == (*HEADER, "办案组")
    assert [example[0] for example in head.examples] == ["A0", "A1", "A2"]


def test_head_of_several_sheets_that_fit_leaves_the_choice(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, ROW], sheets={"二月": [HEADER, ROW], "空": []})

    undecided = read_head(path, card())
    chosen = read_head(path, card(), ReadOptions(sheet="二月"))

    assert (undecided.sheet, undecided.sheets) == ("", ("案卡", "二月"))
    assert undecided.headers == ()
    assert (chosen.sheet, chosen.headers) == ("二月", tuple(HEADER))


def test_head_of_the_one_sheet_that_fits_is_shown(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, ROW], sheets={"说明": [["请如实填写"]]})

    assert read_head(path, card()).sheet == "案卡"


def test_head_shows_what_is_missing_instead_of_refusing(tmp_path: Path) -> None:
    head = read_head(csv_file(tmp_path, [["甲", "乙"], ["1", "2"]]), card())

    assert head.headers == ("甲", "乙")
    assert "case_number" in head.match.missing


def test_head_of_a_marked_or_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserFault, match="国家秘密标志"):
        read_head(xlsx_file(tmp_path, [["机密★"], HEADER, ROW]), card())
    with pytest.raises(UserFault, match="没有可见的数据"):
        read_head(xlsx_file(tmp_path, []), card())


def test_head_of_a_long_file_reads_only_its_beginning(tmp_path: Path) -> None:
    rows = [HEADER, *(row(case_number=f"A{n}" * 20) for n in range(9_000))]

    head = read_head(csv_file(tmp_path, rows), card())

    assert [example[1] for example in head.examples] == ["1", "1", "1"]
