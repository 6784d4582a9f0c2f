"""Styled workbooks: heads bold and frozen, widths by content, texts never formulas."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import xlsxwriter

from hengjian.engines.tables.harmless import is_risky
from hengjian.engines.tables.replacing import replaced
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


FONT = "宋体"  # on every Chinese desktop; others fall back to their own
_MEASURED = 200  # rows from which widths are taken
_NARROWEST, _WIDEST = 8, 60
_LONGEST_CELL = 32_767
_LAST_ROW = 1_048_576
_KEPT_DIGITS = 15  # whole numbers beyond are written as texts
_NAME_SIGNS = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Sheet:
    """A table for one sheet; ``note`` stands above the heads.

    ``marked`` are cells to be coloured: (row from 0, column from 0). Values may be
    texts, whole numbers, decimals, booleans, dates, moments with a zone, or None.
    """

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[object]]
    note: str = ""
    marked: frozenset[tuple[int, int]] = frozenset()
    timezone: str = "Asia/Shanghai"  # in which moments are shown
    formats: Mapping[int, str] = field(default_factory=dict)  # column → number format


def sheet_of(table: pa.Table, name: str) -> Sheet:
    """An Arrow table as a sheet; decimals show the places of their type."""
    formats = {}
    for index, kind in enumerate(table.schema.types):
        if pa.types.is_decimal(kind):
            formats[index] = f"0.{'0' * kind.scale}" if kind.scale > 0 else "0"
    return Sheet(name, table.column_names, _rows(table), formats=formats)


def _rows(table: pa.Table) -> Iterator[tuple[object, ...]]:
    for batch in table.to_batches(max_chunksize=10_000):
        columns = [column.to_pylist() for column in batch.columns]
        yield from zip(*columns, strict=True)


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write sheets in their order, row by row; raises ``UserFault`` above Excel's rows."""
    with replaced(path) as draft:
        book = xlsxwriter.Workbook(
            str(draft),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        try:
            styles = _Styles(book)
            for sheet, name in zip(sheets, _names(sheets), strict=True):
                _write_sheet(book, sheet, name, styles)
        finally:
            book.close()  # also after a fault: it removes its own temporary files


_PLAIN = ("", False, False)


class _Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool, bool], Any] = {}

    def get(
        self, number: str = "", *, marked: bool = False, quoted: bool = False
    ) -> Any:
        """A cell's format; None for a plain one, which takes its column's."""
        key = (number, marked, quoted)
        if key == _PLAIN:
            return None
        if key not in self._made:
            settings: dict[str, object] = {"num_format": number} if number else {}
            if marked:
                settings["bg_color"] = "#FFE699"
            if quoted:
                settings["quote_prefix"] = True  # stays a text when edited
            self._made[key] = self.new(settings)
        return self._made[key]

    def head(self) -> Any:
        return self.new(
            {"bold": True, "bg_color": "#EEF1F5", "bottom": 1, "text_wrap": True}
        )

    def new(self, settings: dict[str, object]) -> Any:
        return self._book.add_format({"font_name": FONT, "valign": "top", **settings})


def _write_sheet(book: Any, sheet: Sheet, name: str, styles: _Styles) -> None:
    page = book.add_worksheet(name)
    rows = iter(sheet.rows)
    first = list(islice(rows, _MEASURED))
    body = styles.new({})
    for column, width in enumerate(_widths(sheet.heads, first)):
        page.set_column(column, column, width, body)
    top = 0
    if sheet.note:
        page.write_string(0, 0, sheet.note, body)
        top = 1
    head = styles.head()
    for column, text in enumerate(sheet.heads):
        page.write_string(top, column, text, head)
    page.freeze_panes(top + 1, 0)
    cells = _Cells(page, sheet, styles)
    for number, row in enumerate(chain(first, rows)):
        at = top + 1 + number
        if at >= _LAST_ROW:
            raise _too_many_rows(sheet.name)
        for column, value in enumerate(row):
            cells.write(at, column, value, marked=(number, column) in sheet.marked)


class _Cells:
    """Writes values of one sheet, each by its own kind."""

    def __init__(self, page: Any, sheet: Sheet, styles: _Styles) -> None:
        self._page = page
        self._styles = styles
        self._zone = ZoneInfo(sheet.timezone)
        self._formats = sheet.formats

    def write(self, row: int, column: int, value: object, *, marked: bool) -> None:
        page, styles = self._page, self._styles
        if value is None or value == "":
            if marked:
                page.write_blank(row, column, None, styles.get(marked=True))
        elif isinstance(value, str):
            text = value[:_LONGEST_CELL]
            style = styles.get(marked=marked, quoted=is_risky(text))
            page.write_string(row, column, text, style)
        elif isinstance(value, bool):
            word = "是" if value else "否"
            page.write_string(row, column, word, styles.get(marked=marked))
        elif isinstance(value, (int, Decimal)) and _is_kept(value):
            number = self._formats.get(column) or _places(value)
            page.write_number(row, column, value, styles.get(number, marked=marked))
        elif isinstance(value, datetime):
            zoned = value.astimezone(self._zone) if value.tzinfo else value
            style = styles.get("yyyy-mm-dd hh:mm:ss", marked=marked)
            page.write_datetime(row, column, zoned.replace(tzinfo=None), style)
        elif isinstance(value, date):
            style = styles.get("yyyy-mm-dd", marked=marked)
            page.write_datetime(row, column, value, style)
        else:
            page.write_string(row, column, str(value), styles.get(marked=marked))


def _places(number: int | Decimal) -> str:
    """The format that shows a decimal with the places it was written with."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return f"0.{'0' * -exponent}" if isinstance(exponent, int) and exponent < 0 else ""


def _is_kept(number: int | Decimal) -> bool:
    """Whether a spreadsheet keeps all digits of a number."""
    if isinstance(number, int):
        return abs(number) < 10**_KEPT_DIGITS
    digits = str(number.normalize())
    return sum(sign.isdigit() for sign in digits.partition("E")[0]) <= _KEPT_DIGITS


def _widths(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> list[int]:
    widths = [_width(head) for head in heads]
    for row in rows:
        for column, value in enumerate(row):
            if column < len(widths) and value is not None:
                widths[column] = max(widths[column], _width(str(value)))
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in widths]


def _width(text: str) -> int:
    lines = text.split("\n") or [""]
    return max(
        sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
        for line in (one[:_WIDEST] for one in lines)
    )


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Names that Excel takes: 31 signs, none of ``[]:*?/\\``, none twice."""
    names: list[str] = []
    for sheet in sheets:
        plain = _NAME_SIGNS.sub("_", sheet.name).strip("' ")[:31] or "Sheet"
        name, count = plain, 1
        while name.casefold() in {other.casefold() for other in names}:
            count += 1
            name = f"{plain[: 31 - len(str(count)) - 1]}_{count}"
        names.append(name)
    return names


def _too_many_rows(name: str) -> UserFault:
    return UserFault(
        Text(
            f"“{name}”超过工作表的 {_LAST_ROW} 行，请导出为 csv",
            f'"{name}" has more rows than a sheet holds ({_LAST_ROW}): write it as csv',
        )
    )
