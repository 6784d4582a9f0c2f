"""Case cards in csv, as offices and systems write it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from hengjian.lib.faults import UserFault
from tests.engines.tables.card_files import (
    HEADER,
    ROW,
    csv_file,
    faults,
    read,
    row,
    values,
)


EXPECTED = {
    "case_number": "A1",
    "person_number": 1,
    "procuratorate": "320101",
    "accepted_on": date(2025, 3, 1),
    "concluded_on": date(2025, 3, 8),
    "outcome": "approved",
    "name": "张三",
    "identity_number": "320101199003071234",
    "amount": Decimal("12.50"),
    "heard_at": datetime(2025, 3, 2, 1, 30, tzinfo=UTC),
    "leniency": True,
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_card_is_read_in_any_encoding_and_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = csv_file(tmp_path, [HEADER, ROW], encoding=encoding, delimiter=delimiter)

    table = read(path)

    found = table.table.drop_columns(["identity_number__match"]).to_pylist()
    assert found == [{**EXPECTED, "_row": 2}]
    assert table.rejected == ()
    assert table.header.unmatched == ()
    assert table.rows_read == 1


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    lines = ["统计表", "", ",".join(HEADER)]
    body = [
        row(case_number='"A\n1"'),
        [""] * 11,
        row(case_number="A2"),
        row(person_number="x"),
    ]
    lines += [",".join(map(str, cells)) for cells in body]
    path.write_text("\n".join(lines), "utf-8")

    table = read(path)

    assert values(table, "_row") == [4, 6]
    assert values(table, "case_number") == ["A\n1", "A2"]
    assert faults(table) == [(7, "person_number", "type")]
    assert table.rows_read == 3


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_line_break_ends_a_row(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "cards.csv"
    lines = [
        ",".join(map(str, cells)) for cells in (HEADER, ROW, row(case_number="A2"))
    ]
    path.write_bytes(newline.join(lines).encode())

    assert values(read(path), "case_number") == ["A1", "A2"]


def test_mixed_line_breaks_and_breaks_within_quotes(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    first, second, third = (
        ",".join(map(str, row(case_number=number)))
        for number in ('"A\r\n1"', '"A""2"', "A3")
    )
    text = ",".join(HEADER) + "\r\n" + first + "\n" + second + "\r" + third
    path.write_bytes(text.encode())

    assert values(read(path), "case_number") == ["A\n1", 'A"2', "A3"]


def test_embedded_nul_is_left_out_of_the_value(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, [HEADER, row(case_number="A\0 1", accepted_on="2025-\x003-1")]
    )

    table = read(path)

    assert values(table, "case_number") == ["A 1"]
    assert values(table, "accepted_on") == [date(2025, 3, 1)]


def test_row_cut_short_is_kept_aside(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, ROW, row(case_number="A2")[:5]])

    table = read(path)

    assert values(table, "case_number") == ["A1"]
    assert faults(table) == [(3, "", "columns")]
    assert "只有 5 列" in table.rejected[0].message.zh
    assert table.originals.to_pylist()[0]["部门受案号"] == "A2"
    assert table.rows_read == 2


def test_file_cut_inside_quotes_loses_only_its_end(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, ROW, row(case_number="A2")])
    path.write_bytes(path.read_bytes() + b'"A3,1,3201')

    table = read(path)

    assert values(table, "case_number") == ["A1", "A2"]
    assert faults(table) == [(4, "", "columns")]
    assert "引号没有成对" in table.rejected[0].message.zh


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_row_that_ends_inside_a_character_is_kept_aside(
    tmp_path: Path, encoding: str
) -> None:
    rows = [HEADER, row(leniency="是"), row(case_number="A2", leniency="是")]
    path = csv_file(tmp_path, rows, encoding=encoding)
    path.write_bytes(path.read_bytes()[:-2])

    table = read(path)

    assert values(table, "case_number") == ["A1"]
    assert faults(table) == [(3, "", "columns")]
    assert "断在半个字中间" in table.rejected[0].message.zh


def test_surplus_cells_are_refused_unless_empty(tmp_path: Path) -> None:
    rows = [
        HEADER,
        [*ROW, ""],
        [*row(case_number="A2"), "", " "],
        [*row(case_number="A3"), "x"],
    ]
    path = csv_file(tmp_path, rows)

    table = read(path)

    assert values(table, "case_number") == ["A1", "A2"]
    assert values(table, "_row") == [2, 3]
    assert faults(table) == [(4, "", "columns")]


def test_every_row_may_end_in_a_delimiter(tmp_path: Path) -> None:
    rows = [HEADER] + [[*row(case_number=f"A{i}"), ""] for i in range(5)]

    table = read(csv_file(tmp_path, rows))

    assert values(table, "_row") == [2, 3, 4, 5, 6]
    assert table.rejected == ()


def test_long_number_in_scientific_notation_has_lost_its_digits(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, row(identity_number="3.20101E+17")])

    table = read(path)

    assert faults(table) == [(2, "identity_number", "type")]
    assert "末尾几位已经丢失" in table.rejected[0].message.zh


def test_ids_that_a_programme_wrote_as_decimals_are_restored(tmp_path: Path) -> None:
    rows = [HEADER, row(case_number="20250017.0"), row(case_number="20250018.0")]

    assert values(read(csv_file(tmp_path, rows)), "case_number") == [
        "20250017",
        "20250018",
    ]


def test_texts_of_which_only_some_end_in_zero_are_left(tmp_path: Path) -> None:
    rows = [HEADER, row(case_number="20250017.0"), row(case_number="A2")]

    assert values(read(csv_file(tmp_path, rows)), "case_number") == ["20250017.0", "A2"]


def test_text_in_no_known_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, ROW, ROW])
    path.write_bytes(path.read_bytes().replace("批准逮捕".encode(), b"\xff\xff\xff"))

    with pytest.raises(UserFault, match="第 2 行"):
        read(path)


def test_empty_csv_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [["", ""], ["", ""]])

    with pytest.raises(UserFault, match="没有内容"):
        read(path)


def test_header_without_rows_is_no_card(tmp_path: Path) -> None:
    table = read(csv_file(tmp_path, [HEADER]))

    assert table.table.num_rows == 0
    assert table.rows_read == 0


def test_half_the_rows_may_be_refused_and_none_is_lost(tmp_path: Path) -> None:
    rows = [
        row(case_number=f"A{i}", accepted_on="不详" if i % 2 else "2025-03-01")
        for i in range(2_000)
    ]

    table = read(csv_file(tmp_path, [HEADER, *rows]))

    assert table.table.num_rows + len(table.rejected) == table.rows_read == 2_000
    assert table.originals.num_rows == 1_000
