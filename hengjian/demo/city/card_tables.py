"""The city's cards as card tables in memory, for measurements without a database."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from hengjian.demo.city.generating import City
from hengjian.demo.city.rows import Row
from hengjian.engines.indicators.request import CardSource
from hengjian.engines.pack_format.model import CaseCard, Loaded
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards


KEY = b"the invented city matches persons"[:32]


def card_tables(
    city: City, loaded: Loaded, only: Iterable[str] = ()
) -> dict[str, CardSource]:
    """Each pack's cards, typed and with derived items, as an import would leave them."""
    wanted = set(only) or set(city.cards)
    tables: dict[str, CardSource] = {}
    with TemporaryDirectory() as folder:
        for name in sorted(wanted & set(city.cards)):
            card = loaded.packs[name].card
            if card is None:
                continue
            file = Path(folder) / f"{name}.csv"
            _write(card, city.cards[name], file)
            options = ReadOptions(match_key=KEY, parameters=loaded.parameters_in(name))
            tables[name] = _typed(file, card, options)
    return tables


def _typed(file: Path, card: CaseCard, options: ReadOptions) -> pa.Table:
    return read_cards(file, card, options).without_personal().table


def _write(card: CaseCard, rows: list[Row], file: Path) -> None:
    used = {name for row in rows for name in row}
    items = [item for item in card.items.values() if item.name in used]
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow([item.label.zh for item in items])
        for row in rows:
            writer.writerow([_text(row.get(item.name)) for item in items])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str(value)
