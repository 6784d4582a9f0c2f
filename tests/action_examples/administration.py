"""Examples of the actions of administration."""

from functools import partial

from hengjian.administration.backup import noting
from hengjian.audit.actors import System
from tests.action_examples import Example


BY = System("test")
MODULE = "hengjian.administration.backup.noting"

EXAMPLES: dict[str, Example] = {
    f"{MODULE}.note_backup": lambda cast: partial(
        noting.note_backup, name="2026-10-26", head=7, files=3, size_bytes=1, by=BY
    ),
    f"{MODULE}.note_restore": lambda cast: partial(
        noting.note_restore, made_at="2026-10-26T09:00:00+00:00", head=7, by=BY
    ),
}
