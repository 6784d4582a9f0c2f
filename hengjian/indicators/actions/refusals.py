"""Keeps what policy refused: who asked for what, and the reason they were given."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text


@journal.action
def refused(*, use: str, period: str, channel: str, reason: Text, by: Actor) -> None:
    """Enter a refusal; nothing else is written."""
    journal.enter(
        "indicators.policy_refused",
        subject=f"policy:{use}",
        detail={"period": period, "channel": channel, "reason": reason.en},
    )
