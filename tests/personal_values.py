"""What is personal in the database of a test, in the clear, and where it was found."""

from hengjian.audit.models import JournalEntry
from hengjian.warehouse import personal_payload, vault_rows
from hengjian.warehouse.models import VaultBlob


SHORTEST = 2  # shorter texts (a sex, a digit) stand everywhere


def personal_values() -> set[str]:
    """Every value that the vault holds under a living key."""
    found: set[str] = set()
    for blob in VaultBlob.objects.select_related("table", "data_key"):
        if blob.data_key.wrapped is None:
            continue
        payloads = vault_rows.payloads_at(
            blob.table, blob.from_version, [bytes(blob.card_digest)]
        )
        for payload in payloads.values():
            found |= set(personal_payload.values(payload).values())
    return {value for value in found if len(value) >= SHORTEST}


def entries_with(values: set[str]) -> list[tuple[str, str]]:
    """Event and value of every journal entry in which one of the values stands."""
    return [
        (entry.event, value)
        for entry in JournalEntry.objects.all()
        for value in values
        if value
        in "\n".join((entry.subject_id, entry.old, entry.new, entry.detail, entry.by))
    ]
