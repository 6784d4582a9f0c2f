"""What papers from people may be: PDF, Word, Excel, pictures; held to how they begin."""

import zipfile
from pathlib import Path
from typing import BinaryIO

from hengjian.engines.tables.marks import refuse_marked
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


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


def plain_name(name: str) -> str:
    """A file's name without folders. Raises ``UserFault`` for another kind, or a mark."""
    name = Path(name).name[:200]
    if Path(name).suffix.lower() not in TYPES:
        raise UserFault(
            Text(
                f"材料只收 {'、'.join(TYPES)} 文件",
                f"papers are {', '.join(TYPES)} files",
            ),
            where=name,
        )
    refuse_marked([name])
    return name


def too_large(name: str) -> UserFault:
    """What is said of a file beyond ``LARGEST``."""
    return UserFault(
        Text("文件超过 20 MiB", "the file is larger than 20 MiB"),
        where=name,
        status=413,
    )


def hold_to_type(stream: BinaryIO, name: str) -> None:
    """Raise ``UserFault`` for a file that is not what its name says, or holds macros."""
    begins = TYPES[Path(name).suffix.lower()]
    fits = stream.read(16).startswith(begins)
    if fits and begins == _ZIP:
        fits = _is_plain_office_file(stream)
    if not fits:
        raise UserFault(
            Text(
                "文件内容与类型不符，或含有宏",
                "the file is not what its name says, or holds macros",
            ),
            where=name,
        )


def _is_plain_office_file(stream: BinaryIO) -> bool:
    """An Office file without macros whose parts are few."""
    try:
        with zipfile.ZipFile(stream) as office:
            names = office.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return (
        "[Content_Types].xml" in names
        and len(names) <= MOST_INSIDE
        and not any("vbaproject" in each.lower() for each in names)
    )
