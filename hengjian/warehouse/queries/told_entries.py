"""What journal entries tell, as they are shown: nothing of sealed records."""

import json
from typing import Any

from hengjian.audit.models import JournalEntry
from hengjian.warehouse.models import Finding
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
    if not entry.event.startswith("warehouse.finding") or not entry.subject_id:
        return False
    if not entry.subject_id.isdecimal():
        return False
    finding = Finding.bookkeeping.filter(pk=int(entry.subject_id)).first()
    return finding is not None and finding.card_digest in withheld
