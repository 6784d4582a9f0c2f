"""Result files of the command line, readable by their owner alone."""

import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from hengjian.engines.indicators.results import ResultTable
from hengjian.indicators.file_tool.card_files import KeptAside
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


def check_out(path: Path) -> None:
    """Refuse an ending that is not written, before anything is computed."""
    if path.suffix.lower() not in {".csv", ".parquet", ".xlsx"}:
        raise UserFault(
            Text(
                f"--out 应以 .csv、.parquet 或 .xlsx 结尾:{path}",
                f"--out ends in .csv, .parquet or .xlsx: {path}",
            )
        )
    if not path.absolute().parent.is_dir():
        raise UserFault(
            Text("没有这个文件夹", "no such folder"), where=str(path.parent)
        )


def rejected_path(out: Path) -> Path:
    """Where rows kept aside are told, beside the result."""
    return out.with_name(f"{out.stem}.rejected.csv")


def write_result(result: ResultTable, path: Path) -> None:
    """Write a result by its file's ending."""
    match path.suffix.lower():
        case ".csv":
            sink = io.BytesIO()
            plain = [c.cast(pa.string()) for c in result.texts.columns]
            table = pa.table(dict(zip(result.columns, plain, strict=True)))
            options = pa_csv.WriteOptions(quoting_style="needed")
            pa_csv.write_csv(table, sink, options)
            _write(path, sink.getvalue())
        case ".parquet":
            sink = io.BytesIO()
            pq.write_table(result.numbers, sink)
            _write(path, sink.getvalue())
        case _:
            raise UserFault(Text("xlsx 未实现", "xlsx is not there yet"))


def write_rejected(kept_aside: Iterable[KeptAside], out: Path) -> None:
    """Write every fault of every row kept aside; without any there is no file."""
    path = rejected_path(out)
    lines = [
        [
            one.card,
            str(one.file),
            str(one.cell.row),
            one.cell.item,
            one.cell.value,
            one.cell.rule,
            one.cell.message.in_language(language()),
        ]
        for one in kept_aside
    ]
    if not lines:
        path.unlink(missing_ok=True)
        return
    write_lines(
        path, [["card", "file", "row", "item", "value", "rule", "message"], *lines]
    )


def write_lines(path: Path, lines: Iterable[list[str]]) -> None:
    """Write lines of texts as csv."""
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n").writerows(lines)
    _write(path, sink.getvalue().encode("utf-8"))


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)
