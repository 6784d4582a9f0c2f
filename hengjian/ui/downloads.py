"""Workbooks as answers: one sheet, a note of where the numbers come from."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY = "yyyy-mm-dd"
RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Figure:
    """A number that is shown with a sign around it, and stays a number: ``32.05%``."""

    number: Decimal | int
    after: str = ""
    before: str = ""
    is_signed: bool = False

    @property
    def form(self) -> str:
        """The number format of a workbook's cell."""
        decimals = -int(Decimal(self.number).as_tuple().exponent)
        digits = "0." + "0" * decimals if decimals > 0 else "0"
        before, after = (f'"{s}"' if s else "" for s in (self.before, self.after))
        form = f"{before}{digits}{after}"
        return f"+{form};-{form};0" if self.is_signed else form


@dataclass(frozen=True)
class Sheet:
    """A table with its heads; ``note`` stands above it."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[object]]
    note: str = ""


def workbook_answer(sheet: Sheet, file_name: str) -> HttpResponse:
    """The sheet as a download; texts that look like formulas are made harmless."""
    answer = HttpResponse(workbook_bytes(sheet), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{file_name}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


def workbook_bytes(sheet: Sheet) -> bytes:
    """The sheet as the bytes of a workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False}
    )
    page = book.add_worksheet(sheet.name[:31])
    head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1})
    forms = {DAY: book.add_format({"num_format": DAY})}
    first = 0
    if sheet.note:
        page.write_string(0, 0, sheet.note)
        first = 1
    for column, text in enumerate(sheet.heads):
        page.write_string(first, column, text, head)
        page.set_column(column, column, max(10, min(40, 2 * len(text) + 4)))
    page.freeze_panes(first + 1, 0)
    for number, row in enumerate(sheet.rows, start=first + 1):
        for column, value in enumerate(row):
            if isinstance(value, Figure) and value.form not in forms:
                forms[value.form] = book.add_format({"num_format": value.form})
            _write(page, number, column, value, forms)
    book.close()
    return buffer.getvalue()


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text


def _write(
    page: Any, row: int, column: int, value: object, forms: dict[str, Any]
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_string(row, column, "是" if value else "否")
    elif isinstance(value, Figure):
        page.write_number(row, column, value.number, forms[value.form])
    elif isinstance(value, int | Decimal):
        page.write_number(row, column, value)
    elif isinstance(value, datetime):
        page.write_string(row, column, f"{value:%Y-%m-%d %H:%M}")
    elif isinstance(value, date):
        page.write_datetime(row, column, value, forms[DAY])
    else:
        page.write_string(row, column, harmless(str(value)))
