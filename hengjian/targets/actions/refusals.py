"""Keeps what the never-scored list refused: who asked, by which door, and the reason."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text


@journal.action
def refused(*, indicator: str, channel: str, reason: Text, by: Actor) -> None:
    """Enter a refusal; nothing else is written."""
    journal.enter(
        "targets.refused",
        subject=f"indicator:{indicator}",
        detail={"channel": channel, "reason": reason.en},
    )
