"""What stands in the table of cards of matters, as its tests read it."""

from typing import Any

from hengjian.matters.models import Matter
from hengjian.warehouse import card_files, card_store
from hengjian.warehouse.models import CardTable


KIND = "supply_request"


def cards(kind: str = KIND) -> dict[str, dict[str, Any]]:
    """The cards in force by office and number."""
    table = CardTable.objects.get(name=kind)
    snapshot = card_store.open_version(table.location, table.current_version)
    rows = [r for p in snapshot.paths for r in card_files.read_rows(p).to_pylist()]
    return {f"{row['procuratorate']} {row['number']}": row for row in rows}


def place(matter: Matter) -> str:
    matter.refresh_from_db()
    return f"{matter.procuratorate.code} {matter.number}"
