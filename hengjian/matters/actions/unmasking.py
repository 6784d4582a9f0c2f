"""Read a matter's personal items in the clear: an act with a reason."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.matters.faults import reason_given
from hengjian.matters.models import Matter


@journal.action
def unmask(*, matter: Matter, reason: str, by: Actor) -> None:
    """Enter who reads a matter's personal items, and why. Raises ``ReasonMissing``."""
    journal.enter(
        "matters.personal_values_unmasked",
        subject=matter,
        detail={"reason": reason_given(reason)[:500]},
    )
