"""An export leaves its trace too."""

from collections.abc import Mapping, Sequence

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.chain.links import digest_of


@journal.action
def note_export(*, sheets: Mapping[str, Sequence[Sequence[str]]], by: Actor) -> None:
    """Enter that the organisation was exported: how many rows, and their digest."""
    lines = ("\t".join(row) for rows in sheets.values() for row in rows)
    journal.enter(
        "organisation.exported",
        subject="organisation:",
        detail={
            "rows": {name: len(rows) - 1 for name, rows in sheets.items()},
            "digest": digest_of(lines),
        },
    )
