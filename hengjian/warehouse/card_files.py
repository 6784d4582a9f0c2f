"""Parquet files of a card table: written once, named by their content, read in part."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from hengjian.lib.own_files import own_folder
from hengjian.warehouse.card_layout import (
    BUCKET_COLUMN,
    KEY_COLUMN,
    YEAR_COLUMN,
    Partition,
)
from hengjian.warehouse.card_store import StoredFile


def write_file(folder: Path, partition: Partition, rows: pa.Table) -> StoredFile:
    """Write rows as one lasting file of mode 600; its name carries its digest."""
    buffer = pa.BufferOutputStream()
    texts = [field.name for field in rows.schema if pa.types.is_string(field.type)]
    pq.write_table(
        rows,
        buffer,
        use_dictionary=[name for name in texts if not name.endswith("__match")],
        # The key column is random: packing it costs time and saves nothing.
        compression={
            name: "NONE" if name == KEY_COLUMN else "SNAPPY"
            for name in rows.column_names
        },
        write_statistics=[n for n in rows.column_names if n != KEY_COLUMN],
    )
    content = buffer.getvalue()
    name = f"{content_digest(memoryview(content))}.parquet"
    target = folder / partition.folder
    own_folder(target)
    _write_durably(target / name, memoryview(content))
    return StoredFile(
        path=f"{partition.folder}/{name}",
        size=content.size,
        rows=rows.num_rows,
        partition=partition,
    )


def content_digest(content: memoryview | bytes) -> str:
    """The first 32 hex digits of the content's SHA-256."""
    return hashlib.sha256(content).hexdigest()[:32]


def is_intact(path: Path) -> bool:
    """Whether a file's content still has the digest in its name."""
    try:
        return content_digest(path.read_bytes()) == path.stem
    except OSError:
        return False


def read_key_numbers(path: Path) -> np.ndarray:
    """The ``_key`` column of a file."""
    column = pq.ParquetFile(path).read([KEY_COLUMN], use_threads=False).column(0)
    return np.asarray(column.to_numpy())


def read_rows(path: Path) -> pa.Table:
    """All rows of a file, without columns that only its folder's name holds."""
    table = pq.ParquetFile(path).read()
    extra = [n for n in (YEAR_COLUMN, BUCKET_COLUMN) if n in table.column_names]
    return table.drop_columns(extra) if extra else table


def _write_durably(path: Path, content: memoryview) -> None:
    """Readers never see half a file, and a commit never names one that a crash loses."""
    if is_intact(path):
        return
    passing = path.with_suffix(f".{os.getpid()}.part")
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    passing.replace(path)
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        _make_names_durable(folder)


def _make_names_durable(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
