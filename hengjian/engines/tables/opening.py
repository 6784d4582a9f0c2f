"""What a file is by its first bytes, whatever its name says; and its digest."""

import hashlib
import mmap
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from hengjian.engines.tables.delimited import read_delimited
from hengjian.engines.tables.headers import Vocabulary
from hengjian.engines.tables.marks import refuse_marked
from hengjian.engines.tables.old_workbooks.kinds import kind_of
from hengjian.engines.tables.old_workbooks.reading import read_old_workbook
from hengjian.engines.tables.options import MEBIBYTE, ReadOptions
from hengjian.engines.tables.raw_table import RawTable
from hengjian.engines.tables.xlsx.package import corrupt, protected
from hengjian.engines.tables.xlsx.workbook import read_workbook
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|table|\?xml|\w+:workbook)", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """A file that may be read, with the SHA-256 of its bytes."""

    digest: str
    read: Callable[[Vocabulary], RawTable]


def open_source(path: Path, options: ReadOptions) -> Source:
    """Look at a file's size, name and kind before any reader touches it.

    Raises ``UserFault`` for what cannot or must not be read at all.
    """
    try:
        size = path.stat().st_size
    except OSError as fault:
        raise UserFault(_not_there(), where=path.name) from fault
    if not path.is_file():
        raise UserFault(_no_file(), where=path.name)
    if size > options.max_bytes:
        raise UserFault(_too_large(size, options.max_bytes), status=413)
    if size == 0:
        raise UserFault(Text("文件是空的", "the file is empty"))
    refuse_marked([path.stem])
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    kind = kind_of(data)
    digest = hashlib.sha256(data).hexdigest()
    if kind is not None:
        return Source(
            digest, lambda words: read_old_workbook(path, kind, words, options)
        )
    _refuse_other_kinds(data)
    if data[: len(_ZIP)] == _ZIP:
        return Source(digest, lambda words: read_workbook(path, words, options))
    return Source(digest, lambda words: read_delimited(pa.py_buffer(data), words))


def _refuse_other_kinds(data: mmap.mmap) -> None:
    start = data[:512]
    if start.startswith(_COMPOUND):
        if data.find(_ENCRYPTED_STREAM) >= 0:
            raise protected()
        raise UserFault(_not_a_table())
    if start.startswith(b"PK") and not start.startswith(_ZIP):
        raise corrupt()
    if start.startswith(_BINARY):
        raise UserFault(_not_a_table())
    if _MARKUP.match(start.removeprefix(b"\xef\xbb\xbf")):
        raise UserFault(_web_page())


def _not_there() -> Text:
    return Text("找不到文件", "there is no such file")


def _no_file() -> Text:
    return Text("这是文件夹，不是文件", "this is a folder, not a file")


def _too_large(size: int, limit: int) -> Text:
    return Text(
        f"文件有 {size / MEBIBYTE:.0f} MB，超过 {limit / MEBIBYTE:.0f} MB 的上限，"
        "请分成几个文件导入",
        f"the file has {size / MEBIBYTE:.0f} MB, more than {limit / MEBIBYTE:.0f}:"
        " split it",
    )


def _web_page() -> Text:
    return Text(
        "文件其实是网页或 XML（有的系统导出的“.xls”就是网页），请用表格软件打开并另存为 xlsx",
        "the file is in truth a web page or XML (some systems export these as .xls): open"
        " it in a spreadsheet and save it as xlsx",
    )


def _not_a_table() -> Text:
    return Text(
        "文件不是表格，请导入 xlsx 或 csv",
        "the file is not a table: import xlsx or csv",
    )
