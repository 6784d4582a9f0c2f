"""Old .xls workbooks and OpenDocument sheets, read with the care that xlsx gets.

``files/old_cards.xls``: a merged title, an empty row, the header in row 3, cards in rows
4, 6 and 7 with an identity number turned into a number and a formula error, a blank cell
in row 41, and a hidden second sheet.
"""

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading_head import read_head
from hengjian.lib.faults import UserFault
from tests.engines.tables.card_files import HEADER, card, faults, read, row, values


OLD = Path(__file__).parent / "files" / "old_cards.xls"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
    )
)  # fmt: skip
TYPES = {date: "date", float: "float", bool: "boolean"}


def ods_cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    kind = TYPES.get(type(value), "string")
    held = {"float": "value", "date": "date-value", "boolean": "boolean-value"}
    said = str(value).lower() if kind == "boolean" else str(value)
    extra = f' office:{held[kind]}="{said}"' if kind in held else ""
    text = f"<text:p>{escape(str(value))}</text:p>"
    return (
        f'<table:table-cell office:value-type="{kind}"{extra}>{text}</table:table-cell>'
    )


def ods_rows(rows: list[list[object]]) -> str:
    return "".join(
        f"<table:table-row>{''.join(map(ods_cell, cells))}</table:table-row>"
        for cells in rows
    )


def ods_file(folder: Path, body: str, **parts: str) -> Path:
    path = folder / "cards.ods"
    with zipfile.ZipFile(path, "w") as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        content = (
            f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="案卡">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"
        )
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", parts.pop("manifest", "<manifest/>"))
        for name, text in parts.items():
            archive.writestr(name.replace("_", "."), text)
    return path


def refused(path: Path, words: str) -> UserFault:
    with pytest.raises(UserFault) as caught:
        read(path)
    assert words in caught.value.message.zh
    return caught.value


def test_old_workbook_is_read_with_its_row_numbers() -> None:
    table = read(OLD)

    assert values(table, "_row") == [4]
    assert values(table, "case_number") == ["A1"]
    assert values(table, "accepted_on") == [date(2025, 3, 1)]
    assert values(table, "concluded_on") == [date(2025, 3, 8)]
    assert values(table, "identity_number") == ["320101199003071234"]
    assert values(table, "amount") == [Decimal("12.50")]
    assert values(table, "heard_at") == [datetime(2025, 3, 2, 1, 30, tzinfo=UTC)]
    assert values(table, "leniency") == [True]
    assert table.rows_read == 3


def test_lost_digits_and_formula_errors_of_an_old_workbook_are_told() -> None:
    assert faults(read(OLD)) == [(6, "identity_number", "type"), (7, "amount", "type")]


def test_head_of_an_old_workbook_is_shown_for_mapping() -> None:
    head = read_head(OLD, card(), ReadOptions())

    assert (head.sheet, head.sheets) == ("案卡", ("案卡",))
    assert list(head.headers) == HEADER
    assert head.examples[0][0] == "A1"


def test_open_document_sheet_is_read_with_its_row_numbers(tmp_path: Path) -> None:
    wanted = row(accepted_on=date(2025, 3, 1), person_number=2.0, leniency=False)
    body = ods_rows([["案卡表"], []])
    body += '<table:table-row table:number-rows-repeated="3"><table:table-cell/>'
    body += "</table:table-row>" + ods_rows([HEADER, wanted, row(person_number="x")])
    far = '<table:table-row table:number-rows-repeated="1048000">'
    body += f'{far}<table:table-cell table:number-columns-repeated="16384"/>'
    body += "</table:table-row>"

    table = read(ods_file(tmp_path, body))

    assert values(table, "_row") == [7]
    assert values(table, "accepted_on") == [date(2025, 3, 1)]
    assert values(table, "person_number") == [2]
    assert values(table, "leniency") == [False]
    assert faults(table) == [(8, "person_number", "type")]


def test_cell_said_to_be_repeated_a_milliard_times_is_refused(tmp_path: Path) -> None:
    cell = ods_cell("x").replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"'
    )
    body = ods_rows([HEADER])
    body += f'<table:table-row table:number-rows-repeated="1000000">{cell}'
    body += "</table:table-row>"

    fault = refused(ods_file(tmp_path, body), "跨越的单元格超过")

    assert fault.status == 413


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"manifest": "<manifest><encryption-data/></manifest>"}, "去掉密码"),
        ({"meta_xml": "<meta><title>机密★三年</title></meta>"}, "国家秘密标志"),
        (
            {"styles_xml": "<x><style:header><p>机密</p></style:header></x>"},
            "国家秘密标志",
        ),
        ({"Basic/Standard/Module1_xml": "<module/>"}, "含有宏"),
    ],
)
def test_open_document_that_must_not_be_read_is_refused(
    tmp_path: Path, parts: dict[str, str], words: str
) -> None:
    refused(ods_file(tmp_path, ods_rows([HEADER, row()]), **parts), words)


def test_damaged_open_document_is_refused(tmp_path: Path) -> None:
    path = ods_file(tmp_path, "")
    path.write_bytes(path.read_bytes()[:-200])

    refused(path, "损坏")


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ("_VBA_PROJECT".encode("utf-16-le"), "含有宏"),
        ("机密★十年".encode("gb18030"), "国家秘密标志"),
        (b"\x14\x00\x07\x00\x02\x00\x01" + "秘密".encode("utf-16-le"), "国家秘密标志"),
    ],
)
def test_old_workbook_with_macros_or_a_mark_is_refused(
    tmp_path: Path, added: bytes, words: str
) -> None:
    path = tmp_path / "cards.xls"
    path.write_bytes(OLD.read_bytes() + added)

    refused(path, words)


def test_damaged_old_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cards.xls"
    content = OLD.read_bytes()
    path.write_bytes(content[:2_000] + bytes(len(content) - 2_000))

    with pytest.raises(UserFault):
        read(path)
