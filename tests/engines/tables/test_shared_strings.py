"""Texts that a workbook keeps once are read as a reader of whole workbooks reads them."""

import io
import zipfile
from pathlib import Path

import fastexcel
import pyarrow as pa
import pytest
import xlsxwriter

from hengjian.engines.tables.xlsx import shared_strings
from hengjian.engines.tables.xlsx.shared_strings import read_shared_strings, resolved
from hengjian.lib.faults import UserFault
from tests.engines.tables.card_files import HEADER, ROW, read, row, values


def part(*entries: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{''.join(entries)}</sst>"
    ).encode()


PLAIN = (
    "<si><t>汉字</t></si>",
    '<si><t xml:space="preserve"> a </t></si>',
    "<si><t>x&amp;&lt;&gt;&quot;y'z &amp;amp; &#20013;&#x4e2d;</t></si>",
    "<si><t>line\nbreak</t></si>",
    "<si><t>cr_x000D_\nlf _x005F_x0041_ _x004_</t></si>",
    "<si><t>_xD83D__xDE00_</t></si>",
    "<si><t></t></si>",
)
OTHERS = (
    "<si><t/></si>",
    "<si/>",
    "<si><r><rPr><b/></rPr><t>粗</t></r><r><t> 细</t></r></si>",
    '<si><t>汉字</t><rPh sb="0" eb="2"><t>hanzi</t></rPh></si>',
    "<si><t><![CDATA[<c>]]></t></si>",
)


def by_a_whole_reader(xml: bytes, count: int) -> list[str]:
    """The same texts as cells of a workbook, through the library itself."""
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        sheet = book.add_worksheet()
        for place in range(count):
            sheet.write_string(place, 0, f"text {place}")
    other = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if "sharedStrings" in name else old.read(name))
    cells = fastexcel.read_excel(other.getvalue()).load_sheet(
        0, header_row=None, skip_rows=0, dtypes="string"
    )
    return [cell or "" for cell in cells.to_arrow().columns[0].to_pylist()]


@pytest.mark.parametrize("entries", [PLAIN, PLAIN + OTHERS], ids=["plain", "all kinds"])
def test_texts_are_those_of_a_whole_reader(entries: tuple[str, ...]) -> None:
    xml = part(*entries)

    texts = read_shared_strings(xml).to_pylist()

    assert texts == by_a_whole_reader(xml, len(entries))


def test_texts_in_a_name_space_are_read() -> None:
    xml = part("<si><t>a</t></si>").replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    xml = xml.replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x=")

    assert read_shared_strings(xml).to_pylist() == ["a"]


@pytest.mark.parametrize(
    "xml",
    [
        part("<si><r><t>a</t></si>"),
        b'<!DOCTYPE sst [<!ENTITY a "a">]><sst><si><r><t>&a;</t></r></si></sst>',
        b"<sst><si><t>\xff\xfe</t></si></sst>",
    ],
)
def test_broken_part_is_refused(xml: bytes) -> None:
    with pytest.raises(UserFault, match="已损坏"):
        read_shared_strings(xml)


@pytest.mark.parametrize("number", ["9", "x", "-1", ""])
def test_cell_that_names_no_text_is_refused(number: str) -> None:
    column = pa.array([shared_strings.SIGN + number]).dictionary_encode()

    with pytest.raises(UserFault, match="已损坏"):
        resolved(column, pa.array(["only"]))


@pytest.mark.parametrize(
    "change",
    [
        (b' t="s"><v>', b" t='s'><v>"),
        (b' t="s"><v>', b' t="s" ><v>'),
        (b' t="s"><v>', b' t="s" s="0"><v>'),
        (b' t="s"><v>', b' t="s"><v>'),
    ],
)
def test_cells_of_writers_with_other_habits_are_read_alike(
    tmp_path: Path, change: tuple[bytes, bytes]
) -> None:
    plain, path = io.BytesIO(), tmp_path / "cards.xlsx"
    with xlsxwriter.Workbook(plain) as book:
        sheet = book.add_worksheet("案卡")
        for number, cells in enumerate((HEADER, ROW, row(case_number="A<2>"))):
            sheet.write_row(number, 0, cells)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(*change) if "sheet1" in name else text)

    table = read(path)

    assert values(table, "case_number") == ["A1", "A<2>"]
    assert values(table, "outcome") == ["approved"] * 2
