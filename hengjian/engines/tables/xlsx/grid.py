"""The cells of one slice as columns of texts."""

import io
import re
from dataclasses import dataclass

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from python_calamine import CalamineWorkbook

from hengjian.engines.tables.xlsx.oddities import oddities
from hengjian.engines.tables.xlsx.package import corrupt
from hengjian.engines.tables.xlsx.shared_strings import resolved_text
from hengjian.engines.tables.xlsx.slices import Frame, Packer, Slice
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_ERROR = re.compile(r"Error\((\w+)\)")
_ERROR_TEXTS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}
_KEPT_DIGITS = 15


@dataclass(frozen=True)
class Grid:
    """Columns from A on, rows from number ``first`` on, without gaps.

    Shared texts stand as their numbers behind ``shared_strings.SIGN``.
    """

    first: int
    columns: tuple[pa.Array, ...]
    formulas_without_value: int = 0

    @property
    def height(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def head(self, rows: int, strings: pa.Array | None) -> list[list[str]]:
        """The first rows as texts."""
        columns = [column.slice(0, rows).to_pylist() for column in self.columns]
        return [
            [resolved_text(cell or "", strings) for cell in row]
            for row in zip(*columns, strict=True)
        ]


def parse(part: Slice, frame: Frame, packer: Packer) -> Grid:
    """Read one slice; numbers too long to be whole are given in scientific notation.

    Raises ``UserFault`` where the XML is broken or a cell stands out of all bounds.
    """
    odd = oddities(part)
    if odd.out_of_bounds:
        raise _out_of_bounds()
    packed = packer.pack(part, frame)
    try:
        sheet = fastexcel.read_excel(packed).load_sheet(
            0,
            header_row=None,
            # 0 keeps empty rows at the top; None begins at the marked row
            skip_rows=0 if part.first == 1 else None,
            dtypes="string",
        )
        batch, errors = sheet.to_arrow_with_errors()
    except fastexcel.FastExcelError as fault:
        raise corrupt() from fault
    long = _long_numbers(packed, part) if odd.long_numbers else []
    columns = with_errors(list(batch.columns), errors, long)
    begin = 0 if part.first == 1 else 1
    rows = part.last - part.first + 1
    return Grid(
        part.first,
        tuple(column.slice(begin, rows) for column in columns),
        odd.formulas_without_value,
    )


def with_errors(
    columns: list[pa.Array],
    errors: fastexcel.CellErrors | None,
    long_numbers: list[tuple[int, int, str]],
) -> list[pa.Array]:
    """The columns with the texts of error cells and of numbers with too many digits."""
    found = errors.errors if errors else []
    _put(columns, [(*each.position, _shown(each.detail)) for each in found])
    _put(columns, long_numbers)
    return columns


def long_number(value: object) -> str | None:
    """A number with more digits than are kept, in scientific notation; else nothing."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if is_number and abs(value) >= 10**_KEPT_DIGITS:  # type: ignore[arg-type]
        return f"{value:.{_KEPT_DIGITS - 1}E}"
    return None


def _put(columns: list[pa.Array], cells: list[tuple[int, int, str]]) -> None:
    """Write texts into cells (row, column, text), column by column."""
    by_column: dict[int, dict[int, str]] = {}
    for row, column, text in cells:
        by_column.setdefault(column, {})[row] = text
    for column, texts in by_column.items():
        places = sorted(texts)
        mask = np.zeros(len(columns[column]), dtype=bool)
        mask[places] = True
        columns[column] = pc.replace_with_mask(
            columns[column], pa.array(mask), pa.array([texts[p] for p in places])
        )


def _shown(detail: str) -> str:
    """The text a spreadsheet shows for an error cell."""
    found = _ERROR.search(detail)
    return _ERROR_TEXTS.get(found[1], "#VALUE!") if found else "#VALUE!"


def _long_numbers(packed: bytes, part: Slice) -> list[tuple[int, int, str]]:
    """Cells whose number has more digits than are kept, in scientific notation.

    The fast reader gives them with invented last digits; only the slow one tells a
    number from a text.
    """
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(packed))
    sheet = workbook.get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=True)
    # both marked rows have content, so that the sheet has a beginning
    first_read, _ = sheet.start or (0, 0)
    shift = first_read - (0 if part.first == 1 else part.first - 2)
    return [
        (place + shift, column, text)
        for place, row in enumerate(rows)
        for column, value in enumerate(row)
        if (text := long_number(value)) is not None
    ]


def _out_of_bounds() -> UserFault:
    return UserFault(
        Text(
            "表格右侧很远处（ZZ 列以外）还有内容，请删除多余的列后再导入",
            "the sheet has content far to the right, beyond column ZZ: delete it",
        )
    )
