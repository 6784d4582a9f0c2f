"""Word and Excel files that would harm: told by their table of parts, before any is read."""

import zipfile

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


MOST_PARTS = 5_000
# what a reader unpacks is never more than the table says: it stops there
LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes of all parts
_ENCRYPTED = 0x1
_MACROS = ("vbaproject", "vbadata", "xl/macrosheets/", "xl/dialogsheets/")
_TYPES = "[Content_Types].xml"


def refuse_harmful(office: zipfile.ZipFile, name: str) -> None:
    """Raise ``UserFault`` for a bomb (413), a password, or macros of whatever age."""
    parts = office.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise UserFault(
            Text(
                "文件解开后过大，不予打开", "the file unpacks to more than is allowed"
            ),
            where=name,
            status=413,
        )
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UserFault(
            Text(
                "文件设有打开密码，请去掉密码后另存",
                "the file is protected by a password: save it without one",
            ),
            where=name,
        )
    names = [part.filename.lower() for part in parts]
    types = office.read(_TYPES) if _TYPES in office.NameToInfo else b""
    if b"macroEnabled" in types or any(
        sign in each for sign in _MACROS for each in names
    ):
        raise UserFault(
            Text(
                "文件含有宏，请去掉宏后另存",
                "the file holds macros: save it without them",
            ),
            where=name,
        )
