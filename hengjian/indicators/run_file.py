"""The immutable file of a run: exact numbers of every slice in one Parquet file.

A run after an import may hold only the cells that the import reached: its file then names
the file it lies over, by its digest, and what it takes the place of there.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
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

_OVER = b"hengjian.over"


@dataclass(frozen=True)
class Over:
    """The file that a file lies over, and which of its cells it takes the place of.

    Those are all cells of the indicators at the ``cities``, at the procuratorates
    ``units`` and at their departments. ``depth``: how many files lie one over the other.
    """

    file: str
    digest: str
    depth: int
    indicators: tuple[str, ...]
    cities: tuple[str, ...]
    units: tuple[str, ...]

    def covers(self, table: pa.Table) -> pa.Array:
        """Which rows of a run's table lie in these cells."""
        units = pc.is_in(table["unit"], pa.array(self.units, pa.string()))
        cities = pc.is_in(table["unit"], pa.array(self.cities, pa.string()))
        at_places = pc.if_else(pc.equal(table["level"], "city"), cities, units)
        asked = pc.is_in(table["indicator"], pa.array(self.indicators, pa.string()))
        return pc.and_(asked, at_places)


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


def write_run_file(
    parts: Iterable[pa.Table], over: Over | None = None
) -> tuple[str, str, int]:
    """Write a run's file; returns its name, digest and number of values.

    The name is the digest: the same numbers are the same file.
    """
    table = pa.concat_tables([SCHEMA.empty_table(), *parts])
    if over is not None:
        told = json.dumps(asdict(over), ensure_ascii=False, sort_keys=True)
        table = table.replace_schema_metadata({_OVER: told})
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


def over_of(name: str) -> Over | None:
    """What a run's file lies over; None: it is whole."""
    return _over(pq.read_schema(_folder() / name))


def read_run_file(
    name: str, digest: str, below: Callable[[str, str], pa.Table] | None = None
) -> pa.Table:
    """All numbers of a run, those of the files it lies over among them.

    ``below`` reads such a file (it may remember it). Raises ``UserFault`` when a file is
    missing or not as written.
    """
    table = pq.read_table(pa.BufferReader(_content(name, digest)))
    over = _over(table.schema)
    table = table.replace_schema_metadata(None)
    if over is None:
        return table
    lower = (below or read_run_file)(over.file, over.digest)
    return pa.concat_tables([lower.filter(pc.invert(over.covers(lower))), table])


def _over(schema: pa.Schema) -> Over | None:
    told = (schema.metadata or {}).get(_OVER)
    if told is None:
        return None
    read = json.loads(told)
    return Over(
        file=read["file"],
        digest=read["digest"],
        depth=read["depth"],
        indicators=tuple(read["indicators"]),
        cities=tuple(read["cities"]),
        units=tuple(read["units"]),
    )


def _content(name: str, digest: str) -> bytes:
    path = _folder() / name
    if not path.is_file():
        raise UserFault(
            Text("这次运行的结果文件不在", "the result file of this run is missing"),
            where=name,
            status=409,
        )
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise UserFault(
            Text(
                "这次运行的结果文件与登记的摘要不符",
                "the result file differs from its recorded digest",
            ),
            where=name,
            status=409,
        )
    return content


def _folder() -> Path:
    return Path(settings.HENGJIAN_HOME) / "runs"
