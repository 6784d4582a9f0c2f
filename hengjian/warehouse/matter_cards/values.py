"""The values of matters as their cards have them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hengjian.engines.forms.cells import from_stored
from hengjian.engines.pack_format.model import CaseCard
from hengjian.lib.faults import UserFault
from hengjian.matters import personal_vault
from hengjian.matters.kinds import CLOSED_ON, NUMBER
from hengjian.matters.models import Matter


_LOOKED_UP = 500  # keys in one query


def read(numbers: Iterable[int]) -> list[Matter]:
    """The matters with what their cards need, in the order of their keys."""
    wanted = sorted(numbers)
    found: list[Matter] = []
    for at in range(0, len(wanted), _LOOKED_UP):
        found += Matter.objects.filter(
            pk__in=wanted[at : at + _LOOKED_UP]
        ).select_related("procuratorate", "department", "handler", "personal_values")
    return sorted(found, key=lambda matter: matter.pk)


def card_values(matters: Sequence[Matter], card: CaseCard) -> list[dict[str, Any]]:
    """What each matter says in the card's types, personal items included.

    Where the matter itself knows better than what was filled (whose it is, who handles
    it, when it was closed), that stands.
    """
    return [_values(matter, card) for matter in matters]


def _values(matter: Matter, card: CaseCard) -> dict[str, Any]:
    stored: dict[str, Any] = {**matter.values, **_personal(matter, card)}
    stored |= _known(matter, card)
    return {
        name: _typed(stored[name], card, name)
        for name, item in card.items.items()
        if stored.get(name) is not None and not item.transient
    }


def _known(matter: Matter, card: CaseCard) -> Mapping[str, Any]:
    known: dict[str, Any] = {}
    if NUMBER in card.key and card.unit not in card.key:
        # the number is the office's own: two offices have a matter 2026-0001
        known[NUMBER] = f"{matter.procuratorate.code}-{matter.number}"
    if card.unit:
        known[card.unit] = matter.procuratorate.code
    if card.department and matter.department is not None:
        known[card.department] = matter.department.code
    if card.handler and matter.handler is not None:
        known[card.handler] = matter.handler.number
    if CLOSED_ON in card.items:
        closed = matter.closed_on
        known[CLOSED_ON] = closed.isoformat() if closed else None
    return known


def _personal(matter: Matter, card: CaseCard) -> Mapping[str, Any]:
    if not any(item.personal for item in card.items.values()):
        return {}
    if not hasattr(matter, "personal_values"):
        return {}
    try:
        return personal_vault.opened(matter)
    except UserFault:  # erased: the card has none any more
        return {}


def _typed(value: Any, card: CaseCard, name: str) -> Any:
    try:
        return from_stored(value, card.items[name])
    except (ValueError, ArithmeticError):
        return None  # an older release kept it otherwise
