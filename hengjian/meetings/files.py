"""Papers and minutes on disk: checked on the way in, kept by digest, held to it on the way out."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hengjian.documents.paper_types import (
    LARGEST,
    hold_to_type,
    plain_name,
    too_large,
)
from hengjian.engines.documents.fonts import Fonts
from hengjian.engines.documents.template import write_template
from hengjian.engines.tables.marks_in_files import refuse_marked_file
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.own_files import own_folder


MINUTES_TEMPLATE = "meeting_minutes.docx"


@dataclass(frozen=True)
class KeptPaper:
    """A file that was taken in; ``part`` says which required paper it is."""

    name: str
    stored_as: str
    digest: str
    size: int
    part: str = ""


def papers_folder() -> Path:
    """The folder of papers."""
    return own_folder(Path(settings.HENGJIAN_HOME) / "meetings" / "papers")


def minutes_folder() -> Path:
    """The folder of minutes."""
    return own_folder(Path(settings.HENGJIAN_HOME) / "meetings" / "minutes")


def take_in(name: str, blocks: Iterable[bytes], part: str = "") -> KeptPaper:
    """Check and keep a file. Raises ``UserFault`` for what is too large, of another kind
    than it says, or marked as a State secret; then nothing is kept.
    """
    name = plain_name(name)
    ending = Path(name).suffix.lower()
    folder = papers_folder()
    passing = folder / f".{secrets.token_hex(8)}.part"
    try:
        digest, size = _written(passing, name, blocks)
        with passing.open("rb") as stream:
            hold_to_type(stream, name)
        refuse_marked_file(passing.read_bytes(), name)
        stored = f"{digest}{ending}"
        passing.replace(folder / stored)
    finally:
        passing.unlink(missing_ok=True)
    return KeptPaper(name, stored, digest, size, part)


def _written(passing: Path, name: str, blocks: Iterable[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        for block in blocks:
            size += len(block)
            if size > LARGEST:
                raise too_large(name)
            digest.update(block)
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest(), size


def opened(folder: Path, stored_as: str, digest: str) -> bytes:
    """A kept file's bytes. Raises ``UserFault`` when it is missing or was changed."""
    path = folder / stored_as
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != digest:
        raise UserFault(
            Text("文件缺失或已改变", "the file is missing or was changed"),
            where=stored_as,
            status=409,
        )
    return content


def minutes_template() -> Path:
    """The office's template of minutes; the shipped one is written when it is missing."""
    folder = own_folder(Path(settings.HENGJIAN_HOME) / "templates")
    path = folder / MINUTES_TEMPLATE
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        write_template(draft, Fonts(settings.HENGJIAN_FONTS))
        draft.replace(path)
    return path
