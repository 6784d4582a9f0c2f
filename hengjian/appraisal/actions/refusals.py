"""A scheme refused by the never-scored list, kept in the journal."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text


@journal.action
def refused(*, item: str, channel: str, reason: Text, by: Actor) -> None:
    """Enter that an item of the never-scored list was asked for, and where."""
    journal.enter(
        "appraisal.never_scored_refused",
        subject=f"item:{item}",
        detail={"channel": channel, "reason": reason},
    )
