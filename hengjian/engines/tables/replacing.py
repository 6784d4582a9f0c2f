"""Files that are whole or not there: written beside, synced, renamed; mode 600."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A draft beside ``path`` that takes its place when the block ends well.

    The draft exists already, readable by its owner alone; writers may open it by name.
    Whatever goes wrong, ``path`` stays as it was and the draft is removed. Raises
    ``UserFault`` where the folder cannot be written to or ``path`` is a folder.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with _told(path):
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield draft
        _sync(draft)
        draft.chmod(0o600)
        with _told(path):
            draft.replace(path)
        _sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserFault(
            Text(f"写不进去({reason})", f"cannot be written ({reason})"),
            where=str(path),
        ) from error


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
