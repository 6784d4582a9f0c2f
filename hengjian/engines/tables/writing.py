"""Result tables as files: csv, Parquet, xlsx; whole or not there, for their owner only."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from hengjian.engines.tables.harmless import harmless, harmless_column
from hengjian.engines.tables.replacing import replaced
from hengjian.engines.tables.workbook_writing import Sheet, sheet_of, write_workbook
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8


def write_table(path: Path, table: pa.Table, *, sheet: str = "数据") -> None:
    """Write by the ending of the name; raises ``UserFault`` for another ending."""
    ending = path.suffix.lower()
    if ending == ".csv":
        write_csv(path, table)
    elif ending == ".parquet":
        write_parquet(path, table)
    elif ending == ".xlsx":
        write_workbook(path, [sheet_of(table, sheet)])
    else:
        raise UserFault(
            Text(
                f"输出文件应以 .csv、.parquet 或 .xlsx 结尾：{path.name}",
                f"the output must end in .csv, .parquet or .xlsx: {path.name}",
            )
        )


def write_csv(path: Path, table: pa.Table, *, mark: bool = False) -> None:
    """An Arrow table as UTF-8 csv; empty for null, ``mark`` puts Excel's mark in front.

    Texts that a spreadsheet would run as formulas get an apostrophe in front.
    """
    heads = [harmless(name) for name in table.column_names]
    plain = pa.table([_plain(column) for column in table.columns], names=heads)
    options = pa_csv.WriteOptions(
        include_header=False, quoting_style=_quoting(plain.columns)
    )
    with replaced(path) as draft, draft.open("wb") as file:
        if mark:
            file.write(_MARK)
        file.write(_line(heads).encode("utf-8"))
        # for a chunk without rows Arrow would write memory that was never set
        filled = [batch for batch in plain.to_batches() if batch.num_rows]
        if filled:
            pa_csv.write_csv(pa.Table.from_batches(filled), file, options)


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _quoting(columns: Iterable[pa.ChunkedArray]) -> str:
    """Arrow's ``needed`` quotes every text; none at all where no text asks for it."""
    asks = any(
        pc.any(pc.match_substring_regex(column, r'[",\r\n]')).as_py()
        for column in columns
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    )
    return "needed" if asks else "none"


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return harmless_column(column)
    return column


def write_csv_rows(
    path: Path,
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    mark: bool = False,
) -> None:
    """Rows of any values as UTF-8 csv, row by row; texts made harmless."""
    with replaced(path) as draft:
        encoding = "utf-8-sig" if mark else "utf-8"
        with draft.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([harmless(head) for head in heads])
            writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> object:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else value


def write_parquet(path: Path, table: pa.Table) -> None:
    """An Arrow table as Parquet, types kept."""
    with replaced(path) as draft:
        pq.write_table(table, draft, compression="zstd")


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    """Sheets as a styled workbook."""
    write_workbook(path, sheets)
