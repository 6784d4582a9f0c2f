"""Result files of the command line, readable by their owner alone."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from hengjian.engines.indicators.results import ResultTable
from hengjian.engines.tables.workbook_writing import Sheet
from hengjian.engines.tables.writing import (
    write_csv,
    write_csv_rows,
    write_parquet,
    write_xlsx,
)
from hengjian.indicators.file_tool.card_files import KeptAside
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


def check_out(path: Path) -> None:
    """Refuse an ending that is not written, before anything is computed."""
    if path.suffix.lower() not in {".csv", ".parquet", ".xlsx"}:
        raise UserFault(
            Text(
                f"--out 应以 .csv、.parquet 或 .xlsx 结尾：{path}",
                f"--out ends in .csv, .parquet or .xlsx: {path}",
            )
        )
    check_place(path)


def check_place(path: Path) -> None:
    """Refuse a file in a folder that is not there, or a folder itself."""
    if not path.absolute().parent.is_dir():
        raise UserFault(
            Text("没有这个文件夹", "no such folder"), where=str(path.parent)
        )
    if path.is_dir():
        raise UserFault(
            Text("这是一个文件夹，请写文件名", "this is a folder: name a file"),
            where=str(path),
        )


def refuse_overwriting(written: Iterable[Path], read: Iterable[Path]) -> None:
    """Refuse to write over, or to remove, a file that is to be read."""
    given = [path for path in read if path.exists()]
    for path in written:
        if path.exists() and any(path.samefile(other) for other in given):
            raise UserFault(
                Text(
                    "这是要读入的文件，不能写在它上面；请换一个 --out",
                    "this file is to be read and is not written over: name another --out",
                ),
                where=str(path),
            )


def rejected_path(out: Path) -> Path:
    """Where rows kept aside are told, beside the result."""
    return out.with_name(f"{out.stem}.rejected.csv")


def write_result(result: ResultTable, path: Path) -> None:
    """Write a result by its file's ending: texts in csv, numbers in the others."""
    match path.suffix.lower():
        case ".csv":
            write_csv(path, _plain(result.texts))
        case ".parquet":
            write_parquet(path, _plain(result.numbers))
        case _:
            name = Text("指标", "indicators").in_language(language())
            write_xlsx(path, [Sheet(name, result.columns, _cells(result))])


def write_rejected(kept_aside: Iterable[KeptAside], out: Path) -> None:
    """Write every fault of every row kept aside; without any there is no file."""
    path = rejected_path(out)
    lines = [
        (
            one.card,
            str(one.file),
            one.cell.row,
            one.cell.item,
            one.cell.value,
            one.cell.rule,
            one.cell.message.in_language(language()),
        )
        for one in kept_aside
    ]
    if lines:
        heads = ["card", "file", "row", "item", "value", "rule", "message"]
        write_csv_rows(path, heads, lines)
    else:
        path.unlink(missing_ok=True)  # of an earlier run with the same name


def _plain(table: pa.Table) -> pa.Table:
    """Few different texts as plain ones, so that every reader sees texts."""
    columns = [
        column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    return pa.table(columns, names=table.column_names)


def _cells(result: ResultTable) -> Iterator[tuple[object, ...]]:
    """Rows with numbers as numbers, each with its own decimals."""
    columns = list(result.columns)
    numeric = {columns.index(n) for n in ("numerator", "denominator", "value")}
    for batch in result.texts.to_batches(max_chunksize=10_000):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield tuple(
                Decimal(cell) if place in numeric and cell else cell
                for place, cell in enumerate(row)
            )
