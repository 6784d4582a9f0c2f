"""Reading xlsx."""

from pathlib import Path

import fastexcel
import pyarrow as pa

from hengjian.engines.tables.headers import LOOKED_AT, Vocabulary, find_header
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.raw_table import RawTable
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


def read_workbook(path: Path, vocabulary: Vocabulary, options: ReadOptions) -> RawTable:
    """All rows of one sheet as columns of texts."""
    reader = fastexcel.read_excel(path)
    name = options.sheet or reader.sheet_names[0]
    sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    batch = sheet.to_arrow()
    head = [
        [cell.as_py() or "" for cell in row]
        for row in zip(*(c[:LOOKED_AT] for c in batch.columns), strict=True)
    ]
    place = find_header(head, vocabulary)
    if place is None:
        raise UserFault(Text("工作表里没有内容", "the sheet is empty"), where=name)
    start = place.last + 1
    return RawTable(
        names=place.names,
        columns=tuple(column[start:] for column in batch.columns),
        rows=pa.array(range(start + 1, batch.num_rows + 1), pa.int64()),
        titles=head[:start],
        sheet=name,
    )
