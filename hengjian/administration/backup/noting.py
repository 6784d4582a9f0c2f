"""Backups and restores as acts."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor


@journal.action
def note_backup(
    *, name: str, head: int, files: int, size_bytes: int, by: Actor
) -> None:
    """Enter that a backup was made: up to which entry, how large."""
    journal.enter(
        "administration.backup_made",
        subject=f"backup:{name}",
        detail={"head": head, "files": files, "bytes": size_bytes},
    )


@journal.action
def note_restore(*, made_at: str, head: int, by: Actor, reason: str = "") -> None:
    """Enter that this database was put back from a backup.

    ``reason``: why what was erased and sealed since is not done again.
    """
    without = {"without_erasures": reason} if reason else {}
    journal.enter(
        "administration.backup_restored",
        subject=f"backup:{made_at}",
        detail={"made_at": made_at, "head": head, **without},
    )
