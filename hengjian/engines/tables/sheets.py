"""Small workbooks of plain texts: the organisation's lists, in and out."""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from hengjian.engines.tables.normalising import tidy
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.xlsx.package import Package
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


MAX_BYTES = 20 * 1024 * 1024
MAX_EXPANDED = 10 * MAX_BYTES
MAX_FILLED = 20_000  # rows of a form that offer their choices
Rows = list[list[str]]


class UnreadableWorkbook(UserFault):
    """The file is no workbook, or too large for one."""


def read_sheets(path: Path) -> dict[str, Rows]:
    """Every sheet's cells as tidy texts; dates as 2025-10-09. Row 1 is the first.

    Raises ``UnreadableWorkbook``.
    """
    if not path.is_file():
        raise UnreadableWorkbook(
            Text("找不到文件", "there is no such file"), where=str(path)
        )
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableWorkbook(
            Text("文件超过 20 MB", "the file is larger than 20 MB"), where=str(path)
        )
    _refuse_dangerous(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        return {
            name: [
                [_text(cell) for cell in row]
                for row in workbook.get_sheet_by_name(name).to_python(
                    skip_empty_area=False
                )
            ]
            for name in workbook.sheet_names
        }
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableWorkbook(
            Text("无法作为电子表格打开", "cannot be opened as a workbook"),
            where=str(path),
        ) from error


def _refuse_dangerous(path: Path) -> None:
    """Macros, bombs, what is no xlsx: told apart before a reader unpacks anything."""
    try:
        Package(path, ReadOptions(max_expanded_bytes=MAX_EXPANDED)).close()
    except UserFault as fault:
        raise UnreadableWorkbook(fault.message, where=str(path)) from fault


def write_sheets(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[str]]],
    *,
    choices: Mapping[str, Mapping[int, Sequence[str]]] | None = None,
) -> None:
    """Write texts as texts (never formulas), header rows bold and frozen; mode 600.

    ``choices``: by sheet and column (from 0), what the cells below the head may be
    chosen from; the spreadsheet offers them and warns of anything else.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as workbook:
        bold = workbook.add_format({"bold": True, "bottom": 1})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_string(
                        number, column, cell, bold if not number else None
                    )
            if rows:
                sheet.set_column(0, len(rows[0]) - 1, 16)
                sheet.autofilter(0, 0, max(1, len(rows) - 1), len(rows[0]) - 1)
            for column, offered in (choices or {}).get(name, {}).items():
                rule = {
                    "validate": "list",
                    "source": [*offered],
                    "error_type": "warning",
                }
                sheet.data_validation(1, column, MAX_FILLED, column, rule)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return tidy(str(cell))
