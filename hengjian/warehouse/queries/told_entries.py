"""What journal entries tell, as they are shown: nothing of sealed records."""

import json
from typing import Any

from django.apps import apps

from hengjian.audit.models import JournalEntry
from hengjian.warehouse.queries.sealed import WITHHELD, redacted, withheld_digests


_OF_SEALINGS = (
    "warehouse.record_sealed",
    "warehouse.sealing_",
    "warehouse.sealed_card_opened",
)
# typed by people, who may have named somebody
_TYPED = ("reason", "basis", "explanation")


def told(entry: JournalEntry, text: str) -> str:
    """A JSON text of an entry, without keys of sealed cards and words typed about them.

    The entry itself, and its place in the chain, are untouched.
    """
    withheld = withheld_digests()
    if not withheld or not text:
        return text
    values = json.loads(text)
    left = redacted(values)
    is_about = left != values or _is_of_sealed(entry, withheld)
    if is_about and isinstance(left, dict):
        left = _without_words(left)
    return text if left == values else json.dumps(left, ensure_ascii=False)


def _without_words(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: WITHHELD.zh if name in _TYPED and value else value
        for name, value in values.items()
    }


def _is_of_sealed(entry: JournalEntry, withheld: frozenset[str]) -> bool:
    if entry.event.startswith(_OF_SEALINGS):
        return True
    return _card_digest(entry) in withheld


def _card_digest(entry: JournalEntry) -> str:
    """Of the card that the entry's subject is about: a finding, a prompt, a limit."""
    try:
        model = apps.get_model(entry.subject_type)
    except (LookupError, ValueError):  # ``file``, ``backup``: no model
        return ""
    names = {field.name for field in model._meta.concrete_fields}
    if "card_digest" not in names or not entry.subject_id.isdecimal():
        return ""
    found = model._base_manager.filter(pk=int(entry.subject_id))
    return str(found.values_list("card_digest", flat=True).first() or "")
