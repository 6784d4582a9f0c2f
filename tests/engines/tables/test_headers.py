"""Which column holds which item."""

from pathlib import Path

import pytest

from hengjian.engines.tables.headers import Vocabulary, find_header
from hengjian.engines.tables.options import ReadOptions
from hengjian.lib.faults import UserFault
from tests.engines.tables.card_files import (
    HEADER,
    ROW,
    card,
    csv_file,
    faults,
    item,
    read,
    row,
    values,
)


SHORT = ["部门受案号", "嫌疑人序号", "承办单位", "受理日期"]
SHORT_ROW = ["A1", 1, "320101", "2025-03-01"]


@pytest.mark.parametrize(
    "header",
    [
        ["部门受案号", "嫌疑人序号", "承办单位", "受理日期"],
        ["受案号", "嫌疑人序号", "承办单位", "收案日期"],
        ["case_number", "person_number", "procuratorate", "accepted_on"],
        ["Case number", "Person number", "Procuratorate", "Accepted on"],
        ["部门 受案号", "嫌疑人序号*", "承办单位：", "受理日期（必填）"],
        ["部门受案号　", "【嫌疑人序号】", "承办单位(院)", "受理\u200b日期"],
        ["ＣＡＳＥ＿ＮＵＭＢＥＲ", "PERSON NUMBER", "procuratorate ", "Accepted_On"],
    ],
)
def test_headers_match_by_name_label_and_alias(
    tmp_path: Path, header: list[str]
) -> None:
    table = read(csv_file(tmp_path, [header, SHORT_ROW]))

    assert set(table.header.matched) == {
        "case_number",
        "person_number",
        "procuratorate",
        "accepted_on",
    }
    assert table.header.unmatched == ()
    assert table.table.num_rows == 1


@pytest.mark.parametrize(
    ("header", "is_matched"),
    [
        ("涉案金额（元）", True),
        ("涉案金额(选填)", True),
        ("涉案金额（格式：12.50）", True),
        ("涉案金额（万元）", False),
        ("涉案金额(美元)", False),
        ("涉案金额（年）", False),
    ],
)
def test_remark_that_changes_the_meaning_is_not_overlooked(
    tmp_path: Path, header: str, is_matched: bool
) -> None:
    table = read(csv_file(tmp_path, [[*SHORT, header], [*SHORT_ROW, "7"]]))

    assert ("amount" in table.header.matched) == is_matched
    assert table.header.unmatched == (() if is_matched else (header,))


def test_unknown_headers_are_reported_for_mapping(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, [[*SHORT, "办案组", "金额（元）"], [*SHORT_ROW, "x", "7"]]
    )

    table = read(path)

    assert table.header.unmatched == ("办案组", "金额（元）")
    assert "amount" in table.header.absent
    assert values(table, "amount") == [None]


def test_mapping_names_the_item_of_a_header(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, [[*SHORT, "办案组", "金额（元）"], [*SHORT_ROW, "x", "7"]]
    )

    table = read(path, mapping={"金额(元)": "amount", "办案组": "", "别的": "name"})

    assert table.header.matched["amount"] == "金额（元）"
    assert table.header.unmatched == ()
    assert [str(v) for v in values(table, "amount")] == ["7.00"]


def test_mapping_goes_before_the_cards_own_names(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [[*SHORT, "移送日期"], [*SHORT_ROW, "2025-02-01"]])

    table = read(path, mapping={"受理日期": "", "移送日期": "accepted_on"})

    assert [str(v) for v in values(table, "accepted_on")] == ["2025-02-01"]


def test_mapping_to_an_unknown_item_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [SHORT, SHORT_ROW])

    with pytest.raises(UserFault, match="案卡中没有这一项目"):
        read(path, mapping={"受案号": "case_no"})


def test_missing_required_column_is_refused_with_what_there_is(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, [["部门受案号", "嫌疑人序号", "承办单位", "接收日"], SHORT_ROW]
    )

    with pytest.raises(UserFault) as caught:
        read(path)

    assert "缺少必填项的列：受理日期" in caught.value.message.zh
    assert "接收日" in caught.value.message.zh


def test_unit_code_stands_in_for_the_unit_column(tmp_path: Path) -> None:
    header = ["部门受案号", "嫌疑人序号", "受理日期"]
    path = csv_file(tmp_path, [header, ["A1", 1, "2025-03-01"]])

    table = read(path, unit_code="042100")

    assert values(table, "procuratorate") == ["042100"]
    with pytest.raises(UserFault, match="承办单位"):
        read(path)


def test_unit_code_fills_only_cards_that_name_none(tmp_path: Path) -> None:
    rows = [SHORT, SHORT_ROW, ["A2", 1, "", "2025-03-01"]]

    table = read(csv_file(tmp_path, rows), unit_code="042100")

    assert values(table, "procuratorate") == ["320101", "042100"]


def test_repeated_header_with_the_same_content_is_read_once(tmp_path: Path) -> None:
    rows = [[*SHORT, "受理日期", "收案日期"], [*SHORT_ROW, "2025-03-01", ""]]

    table = read(csv_file(tmp_path, rows))

    assert table.header.matched["accepted_on"] == "受理日期"
    assert [n.zh for n in table.notices] == [
        "“受理日期 (2)”一列与“受理日期”重复，未读取",
        "“收案日期”一列与“受理日期”重复，未读取",
    ]


@pytest.mark.parametrize("other", ["2025-03-02", "x"])
def test_repeated_header_with_other_content_is_refused(
    tmp_path: Path, other: str
) -> None:
    path = csv_file(tmp_path, [[*SHORT, "受理日期"], [*SHORT_ROW, other]])

    with pytest.raises(UserFault, match="“受理日期”和“受理日期 \\(2\\)”两列都对应"):
        read(path)
    assert read(path, mapping={"受理日期 (2)": ""}).table.num_rows == 1


def test_second_column_that_fills_gaps_of_the_first_is_refused(tmp_path: Path) -> None:
    rows = [[*SHORT, "收案日期"], ["A1", 1, "320101", "", "2025-03-01"]]

    with pytest.raises(UserFault, match="两列都对应"):
        read(csv_file(tmp_path, rows))


def test_column_without_header_is_left_out(tmp_path: Path) -> None:
    rows = [["", *SHORT, ""], ["序1", *SHORT_ROW, ""]]

    table = read(csv_file(tmp_path, rows))

    assert values(table, "case_number") == ["A1"]
    assert table.header.unmatched == ()


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    rows = [list(reversed(HEADER)), list(reversed(ROW))]

    table = read(csv_file(tmp_path, rows))

    assert values(table, "case_number") == ["A1"]
    assert table.table.column_names[0] == "case_number"


def test_row_of_data_that_looks_like_a_group_heading_stays_data() -> None:
    words = Vocabulary(card(), ReadOptions())
    head = [SHORT, ["姓名", "1", "320101", "2025-03-01"]]

    place = find_header(head, words)

    assert place is not None
    assert (place.first, place.last) == (0, 0)


def test_header_under_group_headings_takes_both_lines() -> None:
    words = Vocabulary(card(), ReadOptions())
    head = [
        ["案件表", "", "", ""],
        ["部门受案号", "嫌疑人", "", "承办单位", "日期", ""],
        ["", "序号", "姓名", "", "受理", "审结日期"],
        ["A1", "1", "张三", "320101", "2025-03-01", ""],
    ]

    place = find_header(head, words)

    assert place is not None
    assert (place.first, place.last) == (1, 2)
    assert place.names == (
        "部门受案号", "嫌疑人序号", "姓名", "承办单位", "日期受理", "审结日期",
    )  # fmt: skip


def test_sheet_without_any_known_header_offers_its_widest_row() -> None:
    words = Vocabulary(card(), ReadOptions())

    place = find_header([["标题"], ["甲", "乙", "丙"], ["1", "2", "3"]], words)

    assert place is not None
    assert (place.names, place.fit) == (("甲", "乙", "丙"), 0)


def test_required_item_left_empty_keeps_the_row_aside(tmp_path: Path) -> None:
    rows = [HEADER, row(accepted_on="", person_number=" "), row(case_number="")]

    table = read(csv_file(tmp_path, rows))

    assert faults(table) == [
        (2, "person_number", "required"),
        (2, "accepted_on", "required"),
        (3, "case_number", "required"),
    ]
    assert table.rejected[0].cells[1].message.zh == "“受理日期”是必填项，请补填"


def test_item_of_the_card_called_like_the_errors_columns_is_still_read(
    tmp_path: Path,
) -> None:
    problem = item("problem", "问题")
    rows = [[*SHORT, "问题"], [*SHORT_ROW, "渎职"]]

    assert values(read(csv_file(tmp_path, rows), problem), "problem") == ["渎职"]


def test_cell_longer_than_any_header_does_not_hide_the_header(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [SHORT, ["A1", 1, "320101", "x" * 140_000]])

    table = read(path)

    assert faults(table) == [(2, "accepted_on", "type")]
