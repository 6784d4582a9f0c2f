"""Files on their way in: kept by digest under the home until their import has ended."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hengjian.warehouse.seams import Seam, pass_by


BLOCK = 1024 * 1024


@dataclass(frozen=True)
class KeptFile:
    """A file that was copied in; its name is its digest."""

    name: str  # as its owner calls it
    digest: str
    size: int
    path: Path


def keep(name: str, blocks: Iterable[bytes]) -> KeptFile:
    """Copy a file in, durably and for the owner alone."""
    folder = Path(settings.HENGJIAN_HOME) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    passing = folder / f".{secrets.token_hex(8)}.part"
    digest, size = hashlib.sha256(), 0
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            for block in blocks:
                digest.update(block)
                size += len(block)
                stream.write(block)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        passing.unlink(missing_ok=True)  # half of it would keep a full disk full
        raise
    target = folder / f"{digest.hexdigest()}{Path(name).suffix.lower()}"
    passing.replace(target)
    pass_by(Seam.FILE_KEPT)
    return KeptFile(Path(name).name, digest.hexdigest(), size, target)


def keep_path(path: Path) -> KeptFile:
    """Copy a file of this machine in."""
    with path.open("rb") as stream:
        return keep(path.name, iter(lambda: stream.read(BLOCK), b""))


def forget(path: Path) -> None:
    """Remove a kept file; fine when it is gone already."""
    path.unlink(missing_ok=True)
