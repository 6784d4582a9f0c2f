"""The places between two steps of an import, where a crash must leave nothing half done.

A test starts an import with ``HENGJIAN_DIES_AT`` set to one of them; the process ends
there at once, as if the power had gone.
"""

import os
from enum import StrEnum


class Seam(StrEnum):
    """In the order in which an import passes them."""

    FILE_KEPT = "file_kept"
    STAGED = "staged"
    READ = "read"
    LEASED = "leased"
    TABLE_CREATED = "table_created"
    CHECKED = "checked"
    VAULT_BEGUN = "vault_begun"
    PREPARED = "prepared"
    FILES_WRITTEN = "files_written"
    COMMITTED = "committed"
    POINTER_MOVED = "pointer_moved"  # in the transaction, before it is committed
    LIVE = "live"


KILLED = 137


def pass_by(seam: Seam) -> None:
    """Go on, unless the environment says that this process dies here."""
    if os.environ.get("HENGJIAN_DIES_AT") == seam:
        os._exit(KILLED)
