"""Two rows of one file with one key."""

from pathlib import Path

from tests.engines.tables.card_files import (
    HEADER,
    csv_file,
    faults,
    item,
    read,
    row,
    values,
)


def test_row_that_repeats_an_earlier_one_whole_is_kept_once(tmp_path: Path) -> None:
    rows = [HEADER, row(), row(case_number="A2"), row(), row()]

    table = read(csv_file(tmp_path, rows))

    assert values(table, "_row") == [2, 3]
    assert table.rejected == ()
    assert table.rows_read == 4
    assert "2 行与前面的行完全相同" in table.notices[0].zh


def test_later_row_of_one_key_with_other_content_is_kept_aside(tmp_path: Path) -> None:
    rows = [
        HEADER,
        row(),
        row(outcome="撤回"),
        row(),
        row(amount=""),
        row(person_number=2),
    ]

    table = read(csv_file(tmp_path, rows))

    assert values(table, "_row") == [2, 6]
    assert faults(table) == [
        (3, "case_number", "duplicate"),
        (5, "case_number", "duplicate"),
    ]
    assert table.rejected[0].value == "A1 1"
    assert "与第 2 行相同而内容不同" in table.rejected[0].message.zh


def test_row_kept_aside_for_another_fault_leaves_its_key_to_the_next(
    tmp_path: Path,
) -> None:
    rows = [HEADER, row(accepted_on="不详"), row()]

    table = read(csv_file(tmp_path, rows))

    assert values(table, "_row") == [3]
    assert faults(table) == [(2, "accepted_on", "type")]


def test_personal_part_of_a_key_is_masked(tmp_path: Path) -> None:
    number = item("case_number", "部门受案号", required=True, personal=True)
    rows = [
        HEADER,
        row(case_number="A1234567"),
        row(case_number="A1234567", amount="1"),
    ]

    table = read(csv_file(tmp_path, rows), number)

    assert "A1234567" not in table.rejected[0].value


def test_every_fault_of_a_row_is_told(tmp_path: Path) -> None:
    rows = [
        HEADER,
        row(person_number="x", accepted_on="", outcome="判刑", leniency="?"),
    ]

    table = read(csv_file(tmp_path, rows))

    assert sorted(faults(table)) == [
        (2, "accepted_on", "required"),
        (2, "leniency", "type"),
        (2, "outcome", "code"),
        (2, "person_number", "type"),
    ]
    assert len(table.rejected) == 1
    assert table.originals.to_pylist()[0]["审结情况"] == "判刑"
