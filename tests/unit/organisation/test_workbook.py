"""A workbook goes in whole or not at all, and comes out as it went in."""

from copy import deepcopy
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.engines.tables.sheets import (
    UnreadableWorkbook,
    read_sheets,
    write_sheets,
)
from hengjian.organisation.actions.importing import WorkbookFaults, import_sheets
from hengjian.organisation.models import Appointment, Department, Person, Procuratorate
from hengjian.organisation.queries import subtree_codes
from hengjian.organisation.workbook.layout import SHEETS
from hengjian.organisation.workbook.present import as_sheets, offered
from tests.cast import Cast
from tests.failing_journal import everything


pytestmark = pytest.mark.django_db

BY = System("test")
OVERLAP = "the main appointment from {} overlaps the one from 2024-01-01"
Sheets = dict[str, list[list[str]]]
OFFICE: Sheets = {
    "单位": [
        ["编码", "名称", "简称", "级别", "类型", "上级编码"],
        ["429901", "东湖县人民检察院", "", "县级院", "", "429900"],
        ["429900", "江城市人民检察院", "江城市院", "市级院", "地方院", ""],
    ],
    "部门": [
        ["单位编码", "部门编码", "名称", "案卡名称"],
        ["429900", "01", "第一检察部", "一部"],
    ],
    "岗位": [["岗位编码", "名称", "类别"], ["P1", "员额检察官", "检察官"]],
    "人员": [["工号", "姓名"], ["1001", "陈明"], ["1002", "林静"]],
    "任职": [
        ["工号", "单位编码", "部门编码", "岗位编码", "起始日", "终止日", "主要任职"],
        ["1001", "429900", "01", "P1", "2024-01-01", "2024年12月31日", "是"],
        ["1001", "429901", "", "P1", "2025/1/1", "", ""],
        ["1002", "429900", "01", "P1", "2024-01-01", "", ""],
    ],
}


def office(**changes: list[list[str]]) -> Sheets:
    return {**deepcopy(OFFICE), **changes}


def faults_of(sheets: Sheets) -> list[str]:
    with pytest.raises(WorkbookFaults) as caught:
        import_sheets(sheets=sheets, by=BY)
    return [fault.in_language("en") for fault in caught.value.faults]


def test_workbook_is_imported_whole() -> None:
    import_sheets(sheets=OFFICE, by=BY, file_name="机构.xlsx")

    city = Procuratorate.objects.get(code="429900")
    assert subtree_codes(city) == ["429900", "429901"]
    assert Department.objects.get().card_code == "一部"
    assert [
        (each.person.name, each.from_on, each.until_on)
        for each in Appointment.objects.select_related("person")
    ] == [
        ("陈明", date(2024, 1, 1), date(2024, 12, 31)),
        ("陈明", date(2025, 1, 1), None),
        ("林静", date(2024, 1, 1), None),
    ]


def test_import_is_one_entry_with_the_digest_of_its_changes() -> None:
    import_sheets(sheets=OFFICE, by=BY, file_name="机构.xlsx")

    entry = JournalEntry.objects.get()
    assert (entry.event, entry.subject_id) == ("organisation.imported", "机构.xlsx")
    assert '"people":{"added":2,"changed":0}' in entry.new
    assert '"digest":"' in entry.new


def test_importing_again_changes_nothing() -> None:
    import_sheets(sheets=OFFICE, by=BY)
    before = everything()

    plan = import_sheets(sheets=OFFICE, by=BY)

    assert plan.is_empty
    assert everything() == before


def test_what_comes_out_goes_in_again_and_changes_nothing(
    cast: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "机构.xlsx"
    before = everything()

    write_sheets(file, as_sheets())
    plan = import_sheets(sheets=read_sheets(file), by=BY)

    assert plan.is_empty
    assert everything() == before


def test_form_offers_every_choice_that_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "机构.xlsx"

    write_sheets(file, as_sheets(), choices=offered())

    book = openpyxl.load_workbook(file)
    lists = {
        (sheet.title, str(rule.sqref).split(":")[0]): rule.formula1.strip('"')
        for sheet in book
        for rule in sheet.data_validations.dataValidation
    }
    assert lists.keys() == {
        ("单位", "E2"),
        ("单位", "F2"),
        ("岗位", "D2"),
        ("任职", "G2"),
    }
    for column in (column for sheet in SHEETS for column in sheet.columns):
        for word in column.offered:
            assert column.show(column.parse(word)) == word


def test_changed_rows_are_changed() -> None:
    import_sheets(sheets=OFFICE, by=BY)
    sheets = office()
    sheets["人员"][1][1] = "陈明明"
    sheets["任职"][3][5] = "2026-06-30"

    plan = import_sheets(sheets=sheets, by=BY)

    assert plan.counts()["people"] == {"added": 0, "changed": 1}
    assert Person.objects.get(number="1001").name == "陈明明"
    ended = Appointment.objects.get(person__number="1002")
    assert ended.until_on == date(2026, 6, 30)


def test_procuratorate_moves_with_all_below_it() -> None:
    import_sheets(sheets=OFFICE, by=BY)
    units = [
        ["编码", "名称", "级别", "上级编码"],
        ["420000", "某省人民检察院", "省级院", ""],
        ["429900", "江城市人民检察院", "市级院", "420000"],
    ]

    import_sheets(sheets={"单位": units}, by=BY)

    province = Procuratorate.objects.get(code="420000")
    assert subtree_codes(province) == ["420000", "429900", "429901"]


def test_sheets_that_are_left_out_stay_as_they_are() -> None:
    import_sheets(sheets=OFFICE, by=BY)

    plan = import_sheets(sheets={"人员": [["工号", "姓名"], ["1003", "周燕"]]}, by=BY)

    assert plan.counts()["people"]["added"] == 1
    assert Person.objects.count() == 3


def test_dry_run_writes_nothing() -> None:
    before = everything()

    plan = import_sheets(sheets=OFFICE, by=BY, dry_run=True)

    assert not plan.is_empty
    assert everything() == before


def test_every_fault_is_told_at_once_and_nothing_is_written() -> None:
    sheets = office()
    sheets["单位"].append(["42990", "编码不对", "", "县级院", "", "429900"])
    sheets["单位"].append(["429903", "上级不对", "", "县级院", "", "999999"])
    sheets["单位"].append(["429904", "级别不对", "", "市级院", "", "429900"])
    sheets["部门"].append(["429901", "01", "", ""])
    sheets["部门"].append(["429900", "02", "第二检察部", "一部"])
    sheets["人员"].append(["1001", "重复"])
    sheets["任职"].append(["1002", "429900", "09", "P9", "2023-13-01", "", ""])
    sheets["任职"].append(["1003", "429900", "09", "P9", "2023-01-01", "", ""])
    sheets["任职"].append(["1002", "429900", "01", "P1", "2024-06-01", "", ""])
    before = everything()

    assert faults_of(sheets) == [
        "procuratorates:4: code “42990”: six digits are expected",
        "departments:3: name “”: must be filled",
        "people:4: the same as row 2",
        "appointments:5: from_on “2023-13-01”: a date such as 2025-10-09",
        "procuratorates:5: there is no 999999 in procuratorates",
        "procuratorates:6: the level must be below that of 429900",
        "appointments:6: there is no 1003 in people",
        "appointments:6: there is no P9 in posts",
        "appointments:6: there is no 429900 09 in departments",
        "departments:4: another department has the card name “一部”",
        f"appointments:7: {OVERLAP.format('2024-06-01')}",
    ]
    assert everything() == before


def test_row_that_refers_to_a_faulty_one_is_not_blamed_again() -> None:
    sheets = office()
    sheets["单位"][1][2] = ""
    sheets["单位"][1][3] = "院"

    assert len(faults_of(sheets)) == 1


def test_overlap_with_what_is_stored_is_told() -> None:
    import_sheets(sheets=OFFICE, by=BY)
    row = ["1002", "429901", "", "P1", "2026-01-01", "", ""]

    assert faults_of({"任职": [OFFICE["任职"][0], row]}) == [
        f"appointments:2: {OVERLAP.format('2026-01-01')}"
    ]


def test_missing_column_is_told() -> None:
    assert faults_of({"人员": [["工号"], ["1001"]]}) == [
        "people:1: column “name” is missing"
    ]


def test_workbook_without_any_known_sheet_is_told() -> None:
    assert len(faults_of({"Sheet1": [["a"]]})) == 1


def test_end_before_the_beginning_is_told() -> None:
    sheets = office()
    sheets["任职"][3][5] = "2023-12-31"

    assert faults_of(sheets) == ["appointments:4: the last day is before the first"]


def test_numbers_and_dates_of_a_spreadsheet_are_read_as_people_see_them(
    tmp_path: Path,
) -> None:
    file = tmp_path / "cells.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.append([429900, 1.0, date(2025, 10, 9), True, None, " 甲　乙 "])
    workbook.save(file)

    [row] = read_sheets(file)["Sheet"]

    assert row == ["429900", "1", "2025-10-09", "是", "", "甲 乙"]


def test_written_formula_stays_a_text(tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"

    write_sheets(file, {"人员": [["姓名"], ["=HYPERLINK(1)"]]})

    assert openpyxl.load_workbook(file)["人员"]["A2"].data_type == "s"
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_file_that_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(content)

    with pytest.raises(UnreadableWorkbook):
        read_sheets(file)
