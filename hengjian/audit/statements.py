"""The journal's own SQL, said once for both databases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.audit.models import JournalEntry, JournalHead


# an entry in the order of its columns: number, moment, then texts to the link
Row = Sequence[Any]
Head = tuple[int, str]

_ENTRY = JournalEntry._meta
_HEAD = JournalHead._meta.db_table
COLUMNS = [f'"{field.column}"' for field in _ENTRY.concrete_fields]
READ = f"SELECT number, link FROM {_HEAD} WHERE id = 1"  # noqa: S608 (our own names)
MOVE = f"UPDATE {_HEAD} SET number = %s, link = %s, seal = %s WHERE id = 1"  # noqa: S608
INTO = f"INSERT INTO {_ENTRY.db_table} ({', '.join(COLUMNS)})"
INSERT = f"{INTO} VALUES ({', '.join(['%s'] * len(COLUMNS))})"


@dataclass(frozen=True)
class Chained:
    """Entries that were numbered and linked after a head, and the head they make."""

    rows: Sequence[Row]
    head: Head
    seal: str

    @property
    def move(self) -> list[int | str]:
        """What ``MOVE`` is given."""
        return [*self.head, self.seal]
