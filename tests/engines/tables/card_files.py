"""A small card and the files that hold it, as an office would send them."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from hengjian.engines.pack_format.model import CaseCard, Item, ItemType, Place
from hengjian.engines.tables.card_table import CardTable
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards
from hengjian.lib.bilingual import Text


PLACE = Place("case_card.yaml", 1)

OUTCOMES = {
    "approved": Text("批准逮捕", "Approved"),
    "not_approved": Text("不批准逮捕", "Not approved"),
    "withdrawn": Text("撤回", "Withdrawn"),
}


def item(name: str, zh: str, type_: str = "text", **more: Any) -> Item:
    label = Text(zh, name.replace("_", " ").capitalize())
    return Item(name, label, ItemType(type_), PLACE, **more)


ITEMS = (
    item("case_number", "部门受案号", required=True, aliases=("受案号",)),
    item("person_number", "嫌疑人序号", "integer", required=True),
    item("procuratorate", "承办单位", "unit", required=True),
    item("accepted_on", "受理日期", "date", required=True, aliases=("收案日期",)),
    item("concluded_on", "审结日期", "date"),
    item("outcome", "审结情况", "choice", choices=OUTCOMES),
    item("name", "姓名", personal=True),
    item("identity_number", "证件号码", personal=True, match=True),
    item("amount", "涉案金额", "money"),
    item("heard_at", "讯问时间", "datetime"),
    item("leniency", "认罪认罚", "boolean"),
)

HEADER = [i.label.zh for i in ITEMS]
ROW = [
    "A1", 1, "320101", "2025-03-01", "2025-03-08", "批准逮捕", "张三",
    "320101199003071234", "12.50", "2025-03-02 09:30:00", "是",
]  # fmt: skip


def card(*changed: Item, **more: Any) -> CaseCard:
    """The card, with items replaced or added by name."""
    items = {i.name: i for i in (*ITEMS, *changed)}
    settings = {"unit": "procuratorate", "partition_date": "accepted_on", **more}
    return CaseCard(
        "arrest_review",
        "person",
        ("case_number", "person_number"),
        items,
        PLACE,
        **settings,
    )


def row(**values: Any) -> list[Any]:
    """A good row with some cells changed, by item name."""
    names = [i.name for i in ITEMS]
    cells = list(ROW)
    for name, value in values.items():
        cells[names.index(name)] = value
    return cells


def csv_file(
    folder: Path,
    rows: Iterable[Sequence[Any]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    name: str = "cards.csv",
) -> Path:
    path = folder / name
    lines = (
        delimiter.join("" if cell is None else str(cell) for cell in cells)
        for cells in rows
    )
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def xlsx_file(
    folder: Path,
    rows: Iterable[Sequence[Any]],
    *,
    name: str = "cards.xlsx",
    sheets: dict[str, Iterable[Sequence[Any]]] | None = None,
) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, content in {"案卡": rows, **(sheets or {})}.items():
        sheet = book.create_sheet(title)
        for cells in content:
            sheet.append(list(cells))
    return saved(book, folder, name)


def saved(book: openpyxl.Workbook, folder: Path, name: str = "cards.xlsx") -> Path:
    stream = io.BytesIO()
    book.save(stream)
    path = folder / name
    path.write_bytes(stream.getvalue())
    return path


def read(path: Path, *changed: Item, **options: Any) -> CardTable:
    return read_cards(path, card(*changed), ReadOptions(**options))


def values(table: CardTable, name: str) -> list[Any]:
    return table.table.column(name).to_pylist()


def faults(table: CardTable) -> list[tuple[int, str, str]]:
    """(row, item, rule) of everything rejected."""
    return [(c.row, c.item, c.rule) for r in table.rejected for c in r.cells]
