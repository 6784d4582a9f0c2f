"""Limits of cards as they are counted, made without cards."""

from datetime import date
from typing import Any

from hengjian.limits.models import CardLimit
from hengjian.warehouse import card_layout
from hengjian.warehouse.models import CardTable


def values(card_key: str = "A1|1", **more: Any) -> dict[str, Any]:
    """One counted limit as ``actions.enter_limits`` takes it."""
    facts = {"start": "2026-10-19", "length": "usual", "custody": True}
    return {
        "card_digest": card_layout.key_digest(card_key).hex(),
        "card_key": card_key,
        "deadline": "review_detained",
        "limit": "T01",
        "unit_code": "",
        "procuratorate_id": None,
        "department_id": None,
        "department_text": "",
        "person_id": None,
        "handler": "",
        "standing": "running",
        "acts": "office",
        "custody": True,
        "started_on": date(2026, 10, 19),
        "due_on": date(2026, 10, 26),
        "done_on": None,
        "provisional": False,
        "untold": "",
        "facts": facts,
        **more,
    }


def card_limit(table: CardTable, card_key: str = "A1|1", **more: Any) -> CardLimit:
    """A limit of a card that is in no file."""
    [made] = CardLimit.bookkeeping.bulk_create(
        [CardLimit(table=table, **values(card_key, **more))]
    )
    return made
