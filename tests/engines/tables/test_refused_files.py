"""Files that are not read, each told in words why and what to do."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.xlsx import package, slices
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


COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


def changed(path: Path, parts: dict[str, bytes]) -> Path:
    """The workbook with some of its parts replaced or added."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**kept, **parts}.items():
            archive.writestr(name, content)
    return path


def refused(path: Path, said: str, **options: object) -> UserFault:
    with pytest.raises(UserFault, match=said) as caught:
        read(path, **options)
    return caught.value


def test_file_protected_by_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.xlsx"
    stream = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(COMPOUND + bytes(1_000) + stream + bytes(1_000))

    refused(path, "请去掉密码")


def test_damaged_old_workbook_renamed_xlsx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.xlsx"
    stream = "Workbook".encode("utf-16-le")
    path.write_bytes(COMPOUND + bytes(1_000) + stream + bytes(1_000))

    refused(path, "损坏")


def test_new_workbook_renamed_xls_is_read(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, ROW], name="cards.xls")

    assert values(read(path), "case_number") == ["A1"]


@pytest.mark.parametrize(
    "start",
    ["<html><table>", "\ufeff<!DOCTYPE html>", ' <?xml version="1.0"?><Workbook>'],
)
def test_web_page_called_xls_is_refused(tmp_path: Path, start: str) -> None:
    path = tmp_path / "cards.xls"
    path.write_text(start + "<tr><td>A1</td></tr>", "utf-8")

    refused(path, "网页")


@pytest.mark.parametrize(
    "start", [b"%PDF-1.7", b"\x89PNG\r\n", COMPOUND + bytes(600), b"\x1f\x8b\x08"]
)
def test_file_that_is_no_table_is_refused(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "cards.xlsx"
    path.write_bytes(start + bytes(100))

    refused(path, "不是表格")


def test_binary_without_a_known_beginning_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes(bytes(range(256)) * 4 + bytes(500))

    refused(path, "不是文本表格")


@pytest.mark.parametrize("share", [0.2, 0.6, 0.98])
def test_workbook_cut_in_the_middle_is_refused(tmp_path: Path, share: float) -> None:
    path = xlsx_file(tmp_path, [HEADER, *(row(person_number=n) for n in range(500))])
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    refused(path, "没有复制完整")


def test_workbook_with_damaged_bytes_is_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, *(row(person_number=n) for n in range(500))])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
        inside = sheet.header_offset + 200
    damaged = bytearray(path.read_bytes())
    damaged[inside : inside + 40] = bytes(40)
    path.write_bytes(bytes(damaged))

    refused(path, "已损坏")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet></worksheet>"),
        (
            "xl/worksheets/sheet1.xml",
            b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</c></row></sheetData></worksheet>',
        ),
        (
            "xl/worksheets/sheet1.xml",
            b'<worksheet><sheetData><row r="9"/><row r="3"/></sheetData></worksheet>',
        ),
        (
            "xl/worksheets/sheet1.xml",
            b'<worksheet><sheetData><row r="9999999"/></sheetData></worksheet>',
        ),
        ("xl/workbook.xml", b"<workbook><sheets>"),
        ("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "aaa">]><workbook/>'),
    ],
)
def test_workbook_with_broken_xml_is_refused(
    tmp_path: Path, part: str, content: bytes
) -> None:
    path = changed(xlsx_file(tmp_path, [HEADER, ROW]), {part: content})

    refused(path, "已损坏")


@pytest.mark.parametrize(
    "part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/sub/VbaProject.bin"]
)
def test_workbook_with_macros_is_refused(tmp_path: Path, part: str) -> None:
    path = changed(xlsx_file(tmp_path, [HEADER, ROW]), {part: b"x"})

    refused(path, "含有宏")


def test_workbook_declared_with_macros_is_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, ROW])
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml")
    declared = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )

    refused(changed(path, {"[Content_Types].xml": declared}), "含有宏")


@pytest.mark.parametrize(
    ("part", "said"),
    [("xl/workbook.bin", ".xlsb"), ("mimetype", ".ods")],
)
def test_other_kinds_of_workbook_are_refused_by_name(
    tmp_path: Path, part: str, said: str
) -> None:
    refused(changed(xlsx_file(tmp_path, [HEADER, ROW]), {part: b"x"}), said)


def test_archive_without_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    refused(path, "不是 Excel 工作簿")


def test_encrypted_archive_is_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, ROW])
    content = bytearray(path.read_bytes())
    directory = content.rfind(b"PK\x01\x02")
    content[directory + 8] |= 1
    path.write_bytes(bytes(content))

    refused(path, "请去掉密码")


def test_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = changed(
        xlsx_file(tmp_path, [HEADER, ROW]),
        {"xl/worksheets/sheet1.xml": b" " * (70 * 2**20)},
    )
    unpacked = []
    monkeypatch.setattr(
        package.Package, "pieces", lambda *given: unpacked.append(given)
    )

    fault = refused(path, "解开后过大")

    assert fault.status == 413
    assert unpacked == []


def test_archive_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, ROW])
    with zipfile.ZipFile(path) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    large = whole["xl/worksheets/sheet1.xml"] + b" " * 2**20
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**whole, "xl/worksheets/sheet1.xml": large}.items():
            archive.writestr(name, content)
    size = len(large).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (100).to_bytes(4, "little")))

    refused(path, "已损坏")


def test_total_size_when_unpacked_is_limited(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, *(row(person_number=n) for n in range(500))])

    refused(path, "解开后过大", max_expanded_bytes=10_000)


def test_cells_of_a_sheet_are_limited(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEADER, *(row(person_number=n) for n in range(50))])

    refused(path, "超过 500 个的上限", max_cells=500)


def test_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, ROW])

    fault = refused(path, "超过 0 MB 的上限", max_bytes=100)

    assert fault.status == 413


def test_file_of_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes(b"")

    refused(path, "文件是空的")


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "none.csv", "找不到文件")


def test_workbook_whose_sheets_are_all_hidden_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    path = saved(book, tmp_path)
    with zipfile.ZipFile(path) as archive:
        workbook = archive.read("xl/workbook.xml")
    hidden = workbook.replace(b'state="visible"', b'state="hidden"')
    if hidden == workbook:
        hidden = workbook.replace(b"<sheet ", b'<sheet state="hidden" ')

    refused(changed(path, {"xl/workbook.xml": hidden}), "没有可见的数据")


def test_stream_of_a_part_is_counted_while_it_comes(tmp_path: Path) -> None:
    """The archive's table is only the first check: what comes out is counted."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "x" * 5_000)
    path = tmp_path / "cards.xlsx"
    path.write_bytes(stored.getvalue())
    opened = package.Package(path, ReadOptions(max_expanded_bytes=8_000))
    opened.read("xl/workbook.xml")

    with pytest.raises(UserFault, match="解开后过大"):
        opened.read("xl/workbook.xml")


def test_archive_without_a_list_of_contents_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    refused(path, "已损坏")


def test_archive_without_relations_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")

    refused(path, "已损坏")


def test_workbook_without_worksheets_is_refused(tmp_path: Path) -> None:
    sheets = b'<workbook><sheets><sheet name="x" sheetId="1"/></sheets></workbook>'
    path = changed(xlsx_file(tmp_path, [HEADER, ROW]), {"xl/workbook.xml": sheets})

    refused(path, "没有可见的数据")


def test_archive_of_too_many_parts_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "_MOST_PARTS", 3)

    refused(xlsx_file(tmp_path, [HEADER, ROW]), "解开后过大")


def test_sheet_that_never_comes_to_its_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "_LONGEST_OPENING", 1_000)
    monkeypatch.setattr(package, "_PIECE", 500)
    endless = b"<worksheet><cols>" + b"<col/>" * 5_000 + b"<sheetData/></worksheet>"
    path = changed(
        xlsx_file(tmp_path, [HEADER, ROW]), {"xl/worksheets/sheet1.xml": endless}
    )

    refused(path, "已损坏")


def test_empty_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.xlsx"
    with zipfile.ZipFile(path, "w"):
        pass

    refused(path, "已损坏")


def test_csv_that_begins_with_nothing_but_empty_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_text("\n" * 300_000 + ",".join(HEADER), "utf-8")

    refused(path, "文件开头没有内容")


def test_csv_with_an_endless_quotation_is_refused_or_told(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [HEADER, ROW])
    path.write_bytes(path.read_bytes() + b'"' + b"x" * 300_000)

    table = read(path)

    assert [r.rule for r in table.rejected] == ["columns"]
    assert values(table, "case_number") == ["A1"]


def test_marked_secret_with_a_damaged_sheet_is_refused_as_marked(
    tmp_path: Path,
) -> None:
    path = changed(
        xlsx_file(tmp_path, [HEADER, ROW], name="机密★ 案卡.xlsx"),
        {"xl/worksheets/sheet1.xml": b"<worksheet>"},
    )

    refused(path, "国家秘密标志")
