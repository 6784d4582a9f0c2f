"""An export of 300,000 prosecution cards as an office brings it: thirty columns."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.base_city import CACHE, card_of, packs, shown
from hengjian.demo.city.exporting import write_export
from hengjian.demo.city.generating import generate
from hengjian.engines.pack_format.model import CaseCard, Item


PACK = "prosecution_review"
CARDS = 300_000
COLUMNS = 30
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"

Row = dict[str, Any]


def export_file(suffix: str) -> Path:
    """The file, from the cache where it is there; one row in a hundred has a fault."""
    file = CACHE / f"export-{CARDS}.{suffix}"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        card = card_of(packs(), PACK)
        city = [dict(row) for row in generate().cards[PACK]]
        items = _items(card, city)
        draft = file.with_name(f"draft-{file.name}")
        rows = _rows(city, {item.name for item in items})
        if suffix == "csv":
            with draft.open("w", newline="", encoding="utf-8") as stream:
                writer = csv.writer(stream)
                writer.writerow([item.label.zh for item in items])
                for row in rows:
                    writer.writerow([shown(item, row.get(item.name)) for item in items])
        else:
            write_export(card, rows, draft)
        draft.rename(file)
    return file


def correction_rows(cards: list[Row], card: CaseCard, file: Path) -> None:
    """Rows of typed cards as a csv that corrects them."""
    items = [item for item in card.items.values() if not item.personal]
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow([item.label.zh for item in items])
        for row in cards:
            writer.writerow([shown(item, row.get(item.name)) for item in items])


def _items(card: CaseCard, rows: list[Row]) -> list[Item]:
    """Key and personal items first, then those that are filled most often."""
    filled = {
        item.name: sum(item.name in row for row in rows) for item in card.items.values()
    }
    first = {*card.key, "procuratorate", "accepted_on", "concluded_on", "outcome"}
    first |= {"concluded_charge", "non_prosecution_kind", "amount"}  # asked of many
    first |= {i.name for i in card.items.values() if i.personal and filled[i.name]}
    rest = sorted((n for n in filled if n not in first), key=lambda n: -filled[n])
    chosen = first | set(rest[: COLUMNS - len(first)])
    return [item for item in card.items.values() if item.name in chosen]


def _rows(city: list[Row], names: set[str]) -> Iterator[Row]:
    """The city's cards again and again, each time other cases and other persons."""
    given = 0
    for copy in range(CARDS // len(city) + 1):
        for row in city:
            if given == CARDS:
                return
            own = {name: value for name, value in row.items() if name in names}
            own["case_number"] = f"{row['case_number']}-{copy}"
            if "unified_number" in own:
                own["unified_number"] = f"{row['unified_number']}-{copy}"
            if len(str(row.get("identity_number", ""))) == 18:
                own["identity_number"] = _other_person(row["identity_number"], copy)
            given += 1
            yield own


def _other_person(number: str, copy: int) -> str:
    """The same born elsewhere: other first digits, a right check digit."""
    digits = f"{990100 + copy:06d}{number[6:17]}"
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True))
    return digits + _CHECK_DIGITS[total % 11]
