"""What leaves the system as a file, entered in the journal."""

from collections.abc import Mapping

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor


LONGEST = 200  # characters of a value of the filter


@journal.action
def note(
    *, table: str, asked: Mapping[str, str], rows: int | None = None, by: Actor
) -> None:
    """Enter that somebody takes a table or a paper out of the system.

    ``table`` names it as its file is named, ``asked`` is the filter it was made by
    (without free text), ``rows`` how many rows it has; None for a paper.
    """
    detail: dict[str, object] = {
        "table": table[:LONGEST],
        "asked": {name: value[:LONGEST] for name, value in asked.items() if value},
    }
    if rows is not None:
        detail["rows"] = rows
    journal.enter(
        "access.exported",
        subject=by if isinstance(by, Account) else f"access.account:{by.journal_name}",
        detail=detail,
    )
