"""What journal entries tell, as they are shown: no content of matters, nothing sealed."""

import json
from typing import Any

from django.apps import apps

from hengjian.audit.models import JournalEntry
from hengjian.lib.bilingual import Text
from hengjian.matters.queries.unsealed import sealed_among
from hengjian.warehouse.queries.sealed import WITHHELD, redacted, withheld_digests


_OF_SEALINGS = (
    "warehouse.record_sealed",
    "warehouse.sealing_",
    "warehouse.sealed_card_opened",
)
# typed by people, who may have named somebody
_TYPED = ("reason", "basis", "explanation")
# whose old and new are what a matter's forms hold: whoever audits sees which items, and
# that they are what they were, not what stands in them
_OF_ITEMS = (
    "matters.registered",
    "matters.completed",
    "matters.corrected",
    "matters.arrived",
)
CONTENT = Text("〔事项内容，不予显示〕", "[content of a matter, not shown]")


def told(entry: JournalEntry, text: str) -> str:
    """A JSON text of an entry, without what stands in matters and what is sealed.

    The entry itself, and its place in the chain, are untouched.
    """
    if not text:
        return text
    values = json.loads(text)
    left = values
    if entry.event in _OF_ITEMS and text != entry.detail:
        left = _without_content(values)
    withheld = withheld_digests()
    if withheld:
        left = redacted(left)
    is_about = withheld and (
        redacted(values) != values or _is_of_sealed(entry, withheld)
    )
    is_about = is_about or _is_of_sealed_matter(entry, values)
    if is_about and isinstance(left, dict):
        left = _without_words(left)
    return text if left == values else json.dumps(left, ensure_ascii=False)


def _without_content(values: Any) -> Any:
    """Items without what they hold; a digest of a personal one stays."""
    if isinstance(values, dict):
        if isinstance(values.get("values"), dict):
            return {**values, "values": _without_content(values["values"])}
        return {name: _without_content(each) for name, each in values.items()}
    if values is None or (isinstance(values, str) and values.startswith("digest:")):
        return values
    return CONTENT.zh


def _is_of_sealed_matter(entry: JournalEntry, values: Any) -> bool:
    if entry.subject_type != "matters.matter" or not entry.subject_id.isdecimal():
        return False
    is_typed = isinstance(values, dict) and any(values.get(name) for name in _TYPED)
    return is_typed and bool(sealed_among([int(entry.subject_id)]))


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
