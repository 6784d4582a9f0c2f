"""The immutable file of a run: exact numbers of every slice in one Parquet file."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.conf import settings

from hengjian.engines.indicators.results import ResultTable
from hengjian.indicators.slices import Slice
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


SCHEMA = pa.schema(
    [
        ("kind", pa.string()),
        ("level", pa.string()),
        ("unit", pa.string()),
        ("department", pa.string()),
        ("indicator", pa.string()),
        ("period", pa.string()),
        ("numerator", pa.decimal128(38, 6)),
        ("denominator", pa.decimal128(38, 6)),
        ("value", pa.decimal128(38, 6)),
        ("flags", pa.string()),
    ]
)


def part_of(cut: Slice, result: ResultTable) -> pa.Table:
    """One slice's rows in the columns of the run file."""
    numbers = result.numbers
    rows = numbers.num_rows

    def text(name: str) -> pa.Array:
        column = numbers[name]
        return pc.cast(column, pa.string()) if rows else pa.array([], pa.string())

    def same(word: str) -> pa.Array:
        return pa.array([word] * rows, pa.string())

    columns = {
        "kind": same(cut.period.value),
        "level": same(cut.level),
        "unit": text(cut.by[0]),
        "department": text("department") if "department" in cut.by else same(""),
        "indicator": text("indicator"),
        "period": text("period"),
        **{
            name: numbers[name].cast(SCHEMA.field(name).type)
            for name in ("numerator", "denominator", "value")
        },
        "flags": text("flags"),
    }
    return pa.table(columns, schema=SCHEMA)


def write_run_file(parts: Iterable[pa.Table]) -> tuple[str, str, int]:
    """Write a run's file; returns its name, digest and number of values.

    The name is the digest: the same numbers are the same file.
    """
    table = pa.concat_tables(list(parts))
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".draft-{os.getpid()}.parquet"
    pq.write_table(table, draft, compression="zstd", use_dictionary=True)
    digest = hashlib.sha256(draft.read_bytes()).hexdigest()
    name = f"{digest[:32]}.parquet"
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    draft.chmod(0o600)
    draft.replace(folder / name)
    return name, digest, table.num_rows


def read_run_file(name: str, digest: str) -> pa.Table:
    """Read a run's file; raises ``UserFault`` when it is missing or not as written."""
    path = _folder() / name
    if not path.is_file():
        raise UserFault(
            Text("这次运行的结果文件不在", "the result file of this run is missing"),
            where=name,
            status=409,
        )
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise UserFault(
            Text(
                "这次运行的结果文件与登记的摘要不符",
                "the result file differs from its recorded digest",
            ),
            where=name,
            status=409,
        )
    return pq.read_table(path)


def _folder() -> Path:
    return Path(settings.HENGJIAN_HOME) / "runs"
