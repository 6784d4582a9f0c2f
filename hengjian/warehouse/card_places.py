"""Which card a row is, and whose: its key, place and people, as tables above keep them."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard
from hengjian.lib import clock
from hengjian.warehouse import card_layout
from hengjian.warehouse.importing.fillers import Fillers


def place_columns(card: CaseCard, layout: card_layout.Layout) -> list[str]:
    """The columns that ``placed`` reads: the key, and those naming whose card it is."""
    named = [n for n in (card.unit, card.department, card.handler) if n is not None]
    return [*layout.key, *(n for n in named if n not in layout.key)]


def placed(
    card: CaseCard, layout: card_layout.Layout, rows: pa.Table
) -> Iterator[dict[str, Any]]:
    """For each row the card's key and digest, and its office, department and handler.

    People and departments that a card names by a number or code are told by name.
    """
    keys = card_layout.key_texts(rows, layout)
    digests = card_layout.key_digests(keys)
    units, departments, handlers = (
        _texts(rows, name) for name in (card.unit, card.department, card.handler)
    )
    people = Fillers.of(units, clock.today())
    for i, key in enumerate(keys.to_pylist()):
        department = people.department(units[i], departments[i])
        person = people.person(units[i], handlers[i])
        department_name = people.department_names.get(department or 0, departments[i])
        yield {
            "card_digest": digests[i].tobytes().hex(),
            "card_key": key[:400],
            "unit_code": units[i][:20],
            "procuratorate_id": people.procuratorates.get(units[i]),
            "department_id": department,
            "department_text": department_name[:200],
            "person_id": person,
            "handler": people.person_names.get(person or 0, handlers[i])[:200],
        }


def _texts(rows: pa.Table, name: str | None) -> list[str]:
    if name is None:
        return [""] * rows.num_rows
    return [value or "" for value in rows[name].cast(pa.string()).to_pylist()]
