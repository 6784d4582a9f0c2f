"""Personal items: matched by keyed digests, masked in reports, left behind in time."""

from pathlib import Path
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.engines.tables.digests import digest, digests
from hengjian.engines.tables.masking import masked
from tests.engines.tables.card_files import HEADER, csv_file, read, row, values


def test_one_person_has_one_digest_however_written(tmp_path: Path) -> None:
    rows = [
        HEADER,
        row(case_number="A1", identity_number="32010119900307123X"),
        row(case_number="A2", identity_number="３２０１０１19900307 123x"),
        row(case_number="A3", identity_number="320101199003071234"),
        row(case_number="A4", identity_number=""),
    ]

    found = values(
        read(csv_file(tmp_path, rows), match_key=b"key"), "identity_number__match"
    )

    assert found[0] == found[1] == digest("32010119900307123X", b"key")
    assert found[2] not in (found[0], None)
    assert found[3] is None


def test_digests_meet_across_files_only_under_one_key(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, row()])

    same = [values(read(path, match_key=b"k"), "identity_number__match") for _ in "ab"]
    other = values(read(path, match_key=b"l"), "identity_number__match")
    unkeyed = [values(read(path), "identity_number__match") for _ in "ab"]

    assert same[0] == same[1]
    assert other != same[0]
    assert unkeyed[0] != unkeyed[1]


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.one_of(st.none(), st.text("0aXx９　张ß", max_size=6)), max_size=9),
    st.binary(min_size=1, max_size=100),
)
def test_digests_of_a_column_are_those_of_its_cells(
    cells: list[str | None], key: bytes
) -> None:
    column = pa.array(cells, pa.string())

    expected = [None if cell is None else digest(cell, key) for cell in cells]
    assert digests(column, key).to_pylist() == expected
    with patch("hengjian.engines.tables.digests._FEW", -1):
        assert digests(column, key).to_pylist() == expected


def test_table_without_personal_items_names_nobody(tmp_path: Path) -> None:
    rows = [[*HEADER, "曾用名"], [*row(), "张二"], [*row(person_number="x"), "李二"]]

    table = read(csv_file(tmp_path, rows)).without_personal()

    assert "name" not in table.table.column_names
    assert "identity_number" not in table.table.column_names
    assert "identity_number__match" in table.table.column_names
    assert "case_number" in table.table.column_names
    said = str(table.table.to_pylist()) + str(table.originals.to_pylist())
    said += str(table.rejected)
    for personal in ("张三", "320101199003071234", "张二", "李二"):
        assert personal not in said


def test_personal_value_is_masked_in_the_report(tmp_path: Path) -> None:
    rows = [HEADER, row(identity_number="3.20101E+17", name="#N/A")]

    table = read(csv_file(tmp_path, rows))

    shown = {cell.item: cell.value for cell in table.rejected[0].cells}
    assert shown == {"identity_number": "3******E+17", "name": "#***"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("张三", "张*"),
        ("欧阳娜娜", "欧***"),
        ("320101199003071234", "3*************1234"),
        ("X", "*"),
        ("", ""),
    ],
)
def test_masked_value_is_recognised_by_its_owner_only(value: str, shown: str) -> None:
    assert masked(value) == shown
