"""The digests that the journal keeps of what the ledger wrote."""

import json
from collections.abc import Collection, Mapping, Sequence

from hengjian.audit.models import JournalEntry


def digests_of(
    label: str, events: Sequence[str], numbers: Collection[int]
) -> Mapping[int, str]:
    """Number of a row → its digest as the journal has it."""
    found = JournalEntry.objects.filter(
        subject_type=label,
        subject_id__in=[str(number) for number in numbers],
        event__in=events,
    ).order_by("number")
    return {
        int(subject): digest_in(new)
        for subject, new in found.values_list("subject_id", "new")
    }


def digest_in(new: str) -> str:
    """The digest that a journal entry tells; empty where it tells none."""
    return str(json.loads(new).get("digest", "")) if new else ""
