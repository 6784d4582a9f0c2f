"""What was asked for and refused, entered in the journal."""

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor


LONGEST = 300


@journal.action
def note(*, door: str, asked: str, why: str, by: Actor) -> None:
    """Enter a refusal: at which door, what was asked for, why.

    ``asked`` is an address or a command without what was typed into it; ``why`` is the
    permission that was missing, or ``not_found`` where the thing does not exist or is
    not the account's: outside, both read the same.
    """
    journal.enter(
        "access.refused",
        subject=by if isinstance(by, Account) else f"access.account:{by.journal_name}",
        detail={"door": door[:LONGEST], "asked": asked[:LONGEST], "why": why},
    )
