"""Files that would harm: refused on their way in, made harmless on their way out."""

import io
import zipfile
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl import load_workbook

from hengjian.engines.tables.sheets import UnreadableWorkbook, read_sheets
from hengjian.ui.downloads import Sheet, workbook_bytes
from tests.attack.hostile import FORMULAS
from tests.attack.world import World, built_office, unchanged, world
from tests.failing_journal import everything_but_the_journal


__all__ = ["built_office", "unchanged", "world"]

MEBIBYTE = 1024 * 1024
TYPES = b'<Types><Override ContentType="application/vnd.%s.main+xml"/></Types>'


def package(parts: dict[str, bytes]) -> bytes:
    """A zip archive that calls itself a workbook."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES % b"spreadsheetml.sheet")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


DANGEROUS = {
    "macros": package({"xl/vbaProject.bin": b"macro"}),
    "old macros": package({"xl/macrosheets/sheet1.xml": b"<x/>"}),
    "bomb": package({"xl/worksheets/sheet1.xml": bytes(220 * MEBIBYTE)}),
    "no workbook": b"PK\x03\x04" + bytes(100),
    "program": b"MZ\x90\x00" + bytes(100),
    "page": b"<html><script>alert(1)</script></html>",
}


def upload(world: World, name: str, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return world.client("case_manager").post(  # type: ignore[return-value]
        "/imports/new/",
        {"file": file, "card": "arrest_review", "unit": world.cast.jiangcheng.code},
    )


@pytest.mark.parametrize("kind", [k for k in DANGEROUS if k != "bomb"])
@pytest.mark.parametrize("name", ["cards.xlsx", "cards.csv", "cards.xlsm"])
def test_dangerous_file_is_refused_whatever_its_name(
    kind: str, name: str, unchanged: World
) -> None:
    before = everything_but_the_journal()

    answer = upload(unchanged, name, DANGEROUS[kind])

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert everything_but_the_journal() == before


@pytest.mark.parametrize("kind", DANGEROUS)
def test_dangerous_workbook_of_the_organisation_is_refused(
    kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "organisation.xlsx"
    path.write_bytes(DANGEROUS[kind])

    with pytest.raises(UnreadableWorkbook):
        read_sheets(path)


@pytest.mark.parametrize(
    "name", ["../../../x.csv", "/etc/x.csv", "..\\..\\x.csv", "a\r\nb.csv", "x" * 300]
)
def test_name_of_a_file_leads_nowhere(name: str, unchanged: World) -> None:
    home = unchanged.office.home
    outside = {path for path in home.parent.rglob("*") if home not in path.parents}

    answer = upload(unchanged, name, "部门受案号\nX1\n".encode())

    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    kept = {path for path in home.parent.rglob("*") if home not in path.parents}
    assert kept == outside


@pytest.mark.parametrize("text", FORMULAS[:6])
def test_no_text_of_an_export_is_a_formula(text: str) -> None:
    made = workbook_bytes(Sheet("x", ["项目"], [[text]], note="说明"))

    cell = load_workbook(io.BytesIO(made)).worksheets[0]["A3"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")
