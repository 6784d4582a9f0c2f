"""What a file is by its first bytes, whatever its name says; and its digest."""

import hashlib
import mmap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from hengjian.engines.tables.delimited import read_delimited
from hengjian.engines.tables.headers import Vocabulary
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.raw_table import RawTable
from hengjian.engines.tables.workbook import read_workbook
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class Source:
    """A file that may be read, with the SHA-256 of its bytes."""

    digest: str
    read: Callable[[Vocabulary], RawTable]


def open_source(path: Path, options: ReadOptions) -> Source:
    """Look at a file's size and kind before any reader touches it.

    Raises ``UserFault`` for what cannot be read at all.
    """
    size = path.stat().st_size
    if size > options.max_bytes:
        raise UserFault(_too_large(size, options.max_bytes), status=413)
    if size == 0:
        raise UserFault(Text("文件是空的", "the file is empty"))
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    digest = hashlib.sha256(data).hexdigest()
    if data[:4] == b"PK\x03\x04":
        return Source(digest, lambda words: read_workbook(path, words, options))
    return Source(digest, lambda words: read_delimited(pa.py_buffer(data), words))


def _too_large(size: int, limit: int) -> Text:
    return Text(
        f"文件有 {size // 2**20} MB，超过 {limit // 2**20} MB 的上限，请分成几个文件导入",
        f"the file has {size // 2**20} MB, more than {limit // 2**20}: split it",
    )
