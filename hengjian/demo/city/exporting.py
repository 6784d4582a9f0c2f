"""The city's cards as the exports an office would bring: workbooks with Chinese headers."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from hengjian.demo.city.rows import Row
from hengjian.engines.pack_format.model import CaseCard, Item, ItemType


def write_export(card: CaseCard, rows: Iterable[Row], target: Path) -> int:
    """Write rows as one workbook; texts of choices, dates as dates. Returns the rows."""
    listed = list(rows)
    used = {name for row in listed for name in row}
    items = [item for item in card.items.values() if item.name in used]
    unknown = used - {item.name for item in items}
    if unknown:
        raise ValueError(f"{card.name} has no items {sorted(unknown)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(
        str(target), {"constant_memory": True, "strings_to_numbers": False}
    )
    try:
        sheet = book.add_worksheet("案卡")
        head = book.add_format({"bold": True, "bg_color": "#EEF1F5"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 1)
        for column, item in enumerate(items):
            sheet.write_string(0, column, item.label.zh, head)
        for number, row in enumerate(listed, start=1):
            for column, item in enumerate(items):
                _write(sheet, number, column, item, row.get(item.name), day)
    finally:
        book.close()
    target.chmod(0o600)
    return len(listed)


def _write(sheet: Any, row: int, column: int, item: Item, value: Any, day: Any) -> None:
    if value is None:
        return
    if item.type is ItemType.BOOLEAN:
        sheet.write_string(row, column, "是" if value else "否")
    elif item.type is ItemType.CHOICE:
        shown = item.choices.get(value)
        sheet.write_string(row, column, shown.zh if shown else str(value))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))
