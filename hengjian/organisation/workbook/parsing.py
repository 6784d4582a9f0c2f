"""Reads the cells of an organisation workbook into rows; every fault at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hengjian.lib.bilingual import Text
from hengjian.organisation.workbook.layout import SHEETS, BadCell, Column, Sheet


Key = tuple[Any, ...]


@dataclass(frozen=True)
class RowFault:
    """What is wrong in a row; ``row`` as the spreadsheet shows it, 0 for the sheet."""

    sheet: Text
    row: int
    message: Text

    def in_language(self, language: str) -> str:
        place = self.sheet.in_language(language)
        if self.row:
            place = f"{place}:{self.row}"
        return f"{place}: {self.message.in_language(language)}"


@dataclass
class Parsed:
    """Rows by sheet and key, with their row numbers, and what was wrong."""

    rows: dict[str, dict[Key, dict[str, Any]]] = field(default_factory=dict)
    places: dict[tuple[str, Key], int] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    # keys whose row was faulty: what refers to them is not blamed again
    faulty: set[tuple[str, Key]] = field(default_factory=set)

    def blame(self, sheet: Sheet, key: Key, message: Text) -> None:
        """Note a fault of the row with this key."""
        place = self.places.get((sheet.name, key), 0)
        self.faults.append(RowFault(sheet.title, place, message))
        self.faulty.add((sheet.name, key))


def parse(sheets: Mapping[str, Sequence[Sequence[str]]]) -> Parsed:
    """Parse every known sheet; unknown sheets are left alone, none at all is a fault."""
    parsed = Parsed()
    known = False
    for sheet in SHEETS:
        rows = sheets.get(sheet.title.zh) or sheets.get(sheet.title.en)
        parsed.rows[sheet.name] = {}
        if rows:
            known = True
            _parse_sheet(sheet, rows, parsed)
    if not known:
        names = Text(
            "、".join(each.title.zh for each in SHEETS),
            ", ".join(each.title.en for each in SHEETS),
        )
        parsed.faults.append(
            RowFault(
                Text("工作簿", "workbook"),
                0,
                Text(
                    f"没有以下任何一张表：{names.zh}", f"none of the sheets {names.en}"
                ),
            )
        )
    return parsed


def _parse_sheet(sheet: Sheet, rows: Sequence[Sequence[str]], parsed: Parsed) -> None:
    positions = _positions(sheet, rows[0], parsed)
    if positions is None:
        return
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cells):
            continue
        values = _parse_row(sheet, positions, cells, number, parsed)
        if values is None:
            continue
        key = tuple(values[name] for name in sheet.key)
        if key in parsed.rows[sheet.name]:
            first = parsed.places[sheet.name, key]
            message = Text(f"与第 {first} 行重复", f"the same as row {first}")
            parsed.faults.append(RowFault(sheet.title, number, message))
            continue
        parsed.rows[sheet.name][key] = values
        parsed.places[sheet.name, key] = number


def _positions(
    sheet: Sheet, header: Sequence[str], parsed: Parsed
) -> dict[str, int] | None:
    positions = {}
    for column in sheet.columns:
        for name in (column.header.zh, column.header.en):
            if name in header:
                positions[column.name] = list(header).index(name)
    missing = [
        column.header
        for column in sheet.columns
        if column.required and column.name not in positions
    ]
    for header_text in missing:
        message = Text(
            f"缺少列“{header_text.zh}”", f"column “{header_text.en}” is missing"
        )
        parsed.faults.append(RowFault(sheet.title, 1, message))
    return None if missing else positions


def _parse_row(
    sheet: Sheet,
    positions: Mapping[str, int],
    cells: Sequence[str],
    number: int,
    parsed: Parsed,
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    good = True
    for column in sheet.columns:
        position = positions.get(column.name)
        cell = cells[position] if position is not None and position < len(cells) else ""
        try:
            values[column.name] = _parse_cell(column, cell)
        except BadCell as bad:
            good = False
            message = Text(
                f"“{column.header.zh}”的“{cell}”：{bad.expected.zh}",
                f"{column.header.en} “{cell}”: {bad.expected.en}",
            )
            parsed.faults.append(RowFault(sheet.title, number, message))
            values[column.name] = None
    if not good:
        parsed.faulty.add((sheet.name, tuple(values[name] for name in sheet.key)))
    return values if good else None


def _parse_cell(column: Column, cell: str) -> Any:
    if column.required and not cell:
        raise BadCell(Text("必填", "must be filled"))
    return column.parse(cell)
