"""Workbooks of other programmes, told by their first bytes: old .xls, .ods."""

import mmap
from enum import StrEnum
from pathlib import Path


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files
_OLD_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# An archive of this family begins with its media type, unpacked, at a fixed place
_MEDIA_TYPE_AT = 30
_OPEN_SHEET = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


class Kind(StrEnum):
    """Which of them; the value is the usual ending of the file's name."""

    XLS = ".xls"
    ODS = ".ods"


def kind_of(data: mmap.mmap) -> Kind | None:
    """The kind of a file by its content, whatever its name says."""
    start = data[:512]
    if start[_MEDIA_TYPE_AT:].startswith(_OPEN_SHEET):
        return Kind.ODS
    if not start.startswith(_COMPOUND) or data.find(_ENCRYPTED) >= 0:
        return None
    is_old = any(data.find(name) >= 0 for name in _OLD_STREAMS)
    return Kind.XLS if is_old else None


def kind_of_file(path: Path) -> Kind | None:
    """The same of a file that is not empty, without reading what is not needed."""
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return kind_of(data)
