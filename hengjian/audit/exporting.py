"""Taking a part of the journal out is an act of its own."""

from collections.abc import Mapping

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor


@journal.action
def note_export(*, asked: Mapping[str, str], entries: int, by: Actor) -> None:
    """Enter that somebody takes entries out: what was asked for, and how many."""
    journal.enter(
        "audit.journal_exported",
        subject="audit.journalentry:",
        detail={"asked": dict(asked), "entries": entries},
    )
