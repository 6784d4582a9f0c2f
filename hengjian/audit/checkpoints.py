"""The file of signed checkpoints, outside the database."""

import errno
import os
from pathlib import Path

from django.conf import settings

from hengjian.audit import kept_outside
from hengjian.audit.models import JournalHead
from hengjian.engines.chain.checkpoints import (
    BadCheckpoint,
    Checkpoint,
    from_line,
    public_key,
    to_line,
)
from hengjian.lib import clock


def write(number: int, link: str) -> Checkpoint:
    """Append a signed line for a number and link that are committed; fsynced."""
    # first: what was erased is told up to every checkpoint that there is
    kept_outside.say_end(number)
    checkpoint = Checkpoint(number, link, clock.now().isoformat(timespec="seconds"))
    line = to_line(checkpoint, settings.KEYRING.key("checkpoint_key")) + "\n"
    path: Path = settings.JOURNAL_CHECKPOINTS
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        _append(descriptor, line.encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return checkpoint


def _append(descriptor: int, line: bytes) -> None:
    """Write a line wholly or not at all: half of one would spoil the next."""
    before = os.fstat(descriptor).st_size
    written = os.write(descriptor, line)
    if written < len(line):  # the disk became full inside the line
        os.ftruncate(descriptor, before)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def write_now() -> Checkpoint | None:
    """Checkpoint the present head; None while the journal is empty."""
    head = JournalHead.objects.filter(id=1, number__gt=0).first()
    return write(head.number, head.link) if head else None


def read() -> tuple[list[Checkpoint], list[int]]:
    """The checkpoints of the file, and the numbers of lines that are not genuine."""
    path: Path = settings.JOURNAL_CHECKPOINTS
    if not path.exists():
        return [], []
    public = public_key(settings.KEYRING.key("checkpoint_key"))
    genuine, bad = [], []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            genuine.append(from_line(line, public))
        except BadCheckpoint:
            bad.append(number)
    return genuine, bad
