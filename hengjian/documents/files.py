"""Where documents and templates lie: sealed files by digest, held to it when read."""

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hengjian.documents import vault
from hengjian.documents.models import DocumentVersion, OfficeTemplate, ReceivedPaper
from hengjian.documents.vault import Holder
from hengjian.engines.documents.fonts import Fonts
from hengjian.engines.tables.marks import refuse_marked
from hengjian.engines.tables.marks_in_files import refuse_marked_file
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.own_files import own_folder


LARGEST = 20 * 1024 * 1024  # bytes of an edited file
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Kept:
    """A file that lies in the house."""

    stored_as: str
    digest: str
    size: int


def fonts() -> Fonts:
    """The office's fonts, by setting."""
    return Fonts(settings.HENGJIAN_FONTS)


def files_folder() -> Path:
    """The folder of sealed files."""
    return own_folder(Path(settings.HENGJIAN_HOME) / "documents" / "files")


def templates_folder() -> Path:
    """The folder of offices' templates; they hold nobody's data."""
    return own_folder(Path(settings.HENGJIAN_HOME) / "documents" / "templates")


def keep(document: Holder, content: bytes) -> Kept:
    """Seal and keep a file of a document; the same content is sealed anew each time."""
    digest = hashlib.sha256(content).hexdigest()
    stored = f"{secrets.token_hex(16)}.sealed"
    _write(files_folder() / stored, vault.seal_bytes(document, digest, content))
    return Kept(stored, digest, len(content))


def opened(version: DocumentVersion) -> bytes:
    """A kept file, readable. Raises ``UserFault`` when it is missing or was changed."""
    return _opened(version.document, version.stored_as, version.digest)


def opened_paper(paper: ReceivedPaper) -> bytes:
    """A received paper's file. Raises ``DocumentErased``, ``UserFault`` as ``opened``."""
    return _opened(paper, paper.stored_as, paper.digest)


def forget(kept: Kept) -> None:
    """Remove a file that nothing came to point at."""
    (files_folder() / kept.stored_as).unlink(missing_ok=True)


def _opened(holder: Holder, stored_as: str, digest: str) -> bytes:
    path = files_folder() / stored_as
    if not path.is_file():
        raise _damaged(stored_as)
    content = vault.open_bytes(holder, digest, path.read_bytes())
    if hashlib.sha256(content).hexdigest() != digest:
        raise _damaged(stored_as)
    return content


def keep_template(content: bytes) -> Kept:
    """Keep a template by its digest."""
    digest = hashlib.sha256(content).hexdigest()
    stored = f"{digest}.docx"
    path = templates_folder() / stored
    if not path.exists():
        _write(path, content)
    return Kept(stored, digest, len(content))


def opened_template(template: OfficeTemplate) -> bytes:
    """A template's bytes, held to its digest. Raises ``UserFault``."""
    path = templates_folder() / template.stored_as
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != template.digest:
        raise _damaged(template.stored_as)
    return content


def uploaded(name: str, blocks: Iterable[bytes], largest: int = LARGEST) -> bytes:
    """The bytes of an upload. Raises ``UserFault`` for one too large, no ``.docx``, or
    marked as a State secret.
    """
    name = Path(name).name
    if Path(name).suffix.lower() != ".docx":
        raise UserFault(
            Text("请上传 Word 文档(.docx)", "bring a Word file (.docx)"), where=name
        )
    refuse_marked([name])
    content = bytearray()
    for block in blocks:
        content += block
        if len(content) > largest:
            raise UserFault(
                Text(
                    f"文件超过 {largest >> 20} MiB",
                    f"the file is larger than {largest >> 20} MiB",
                ),
                where=name,
                status=413,
            )
    refuse_marked_file(bytes(content), name)
    return bytes(content)


@contextmanager
def as_file(content: bytes) -> Iterator[Path]:
    """Readable bytes as a file of one's own, for as long as it is looked at."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        _write(path, content)
        yield path


def _write(path: Path, content: bytes) -> None:
    passing = path.with_name(f".{secrets.token_hex(8)}.part")
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        passing.replace(path)
    finally:
        passing.unlink(missing_ok=True)


def _damaged(name: str) -> UserFault:
    return UserFault(
        Text("文书文件缺失或已改变", "the document's file is missing or was changed"),
        where=name,
        status=409,
    )
