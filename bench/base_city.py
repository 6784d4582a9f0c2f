"""The cards from which national cards are drawn: one large invented city, typed.

The city is generated once, written as its exports would be and read back as an import
reads them, so that derived items, limits and digests are the real ones.
"""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hengjian.demo.city.generating import generate
from hengjian.engines.pack_format.model import CaseCard, Item, ItemType, Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards


ROOT = Path(__file__).absolute().parent.parent
CACHE = ROOT / "var" / "bench"
SIZE = 4.0  # of the invented city: about 240,000 cards in thirty months
KEY = b"bench" * 8


def packs() -> Loaded:
    """The packs of the repository."""
    return load([ROOT / "packs"])


def card_of(loaded: Loaded, pack: str) -> CaseCard:
    """The imported card of a pack."""
    card = loaded.packs[pack].card
    assert card is not None
    return card


def base_cards(loaded: Loaded, size: float = SIZE) -> dict[str, pa.Table]:
    """Typed cards of the city by pack, from the cache where they are there."""
    folder = CACHE / f"city-{size:g}"
    if not (folder / "whole").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _make(loaded, size, folder)
        (folder / "whole").touch()
    return {path.stem: pq.read_table(path) for path in sorted(folder.glob("*.parquet"))}


def _make(loaded: Loaded, size: float, folder: Path) -> None:
    for pack, rows in generate(size=size).cards.items():
        card = card_of(loaded, pack)
        file = folder / f"{pack}.csv"
        write_csv(card, rows, file)
        options = ReadOptions(
            match_key=KEY, parameters=loaded.parameters_in(pack), max_bytes=1 << 32
        )
        read = read_cards(file, card, options)
        personal = {item.name for item in card.items.values() if item.personal}
        kept = [name for name in read.table.column_names if name not in personal]
        pq.write_table(
            read.table.select(kept), file.with_suffix(".parquet"), compression="zstd"
        )
        file.unlink()


def write_csv(card: CaseCard, rows: Iterable[dict[str, Any]], file: Path) -> None:
    """Rows under their Chinese headers, as an office exports them."""
    listed = list(rows)
    used = {name for row in listed for name in row}
    items = [item for item in card.items.values() if item.name in used]
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow([item.label.zh for item in items])
        for row in listed:
            writer.writerow([shown(item, row.get(item.name)) for item in items])


def shown(item: Item, value: Any) -> str:
    """A value as it stands in an export."""
    if value is None:
        return ""
    if item.type is ItemType.BOOLEAN:
        return "是" if value else "否"
    if item.type is ItemType.CHOICE:
        choice = item.choices.get(value)
        return choice.zh if choice else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)
