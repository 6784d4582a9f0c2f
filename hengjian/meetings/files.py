"""Papers and minutes on disk: checked on the way in, kept by digest, held to it on the way out."""

import hashlib
import os
import secrets
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hengjian.engines.documents.fonts import Fonts
from hengjian.engines.documents.template import write_template
from hengjian.engines.tables.marks import refuse_marked
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.own_files import own_folder


LARGEST = 20 * 1024 * 1024  # bytes of one paper
MOST_INSIDE = 400  # parts of one Office file; an honest one has some dozens
_ZIP, _PDF, _PNG, _JPEG = b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff"
# ending -> how such a file begins; what is not here is not taken
TYPES: dict[str, bytes] = {
    ".pdf": _PDF,
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".png": _PNG,
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
}
CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
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
    name = Path(name).name[:200]
    ending = Path(name).suffix.lower()
    if ending not in TYPES:
        raise UserFault(
            Text(
                f"材料只收 {'、'.join(TYPES)} 文件",
                f"papers are {', '.join(TYPES)} files",
            ),
            where=name,
        )
    refuse_marked([name])
    folder = papers_folder()
    passing = folder / f".{secrets.token_hex(8)}.part"
    try:
        digest, size = _written(passing, name, blocks)
        _hold_to_type(passing, name, ending)
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
                raise UserFault(
                    Text("文件超过 20 MiB", "the file is larger than 20 MiB"),
                    where=name,
                    status=413,
                )
            digest.update(block)
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest(), size


def _hold_to_type(path: Path, name: str, ending: str) -> None:
    with path.open("rb") as stream:
        fits = stream.read(16).startswith(TYPES[ending])
    if fits and TYPES[ending] == _ZIP:
        fits = _is_plain_office_file(path)
    if not fits:
        raise UserFault(
            Text(
                "文件内容与类型不符，或含有宏",
                "the file is not what its name says, or holds macros",
            ),
            where=name,
        )


def _is_plain_office_file(path: Path) -> bool:
    """An Office file without macros whose parts are few."""
    try:
        with zipfile.ZipFile(path) as office:
            names = office.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return (
        "[Content_Types].xml" in names
        and len(names) <= MOST_INSIDE
        and not any("vbaproject" in each.lower() for each in names)
    )


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
