"""Reading one sheet of an old .xls or an .ods, with the care that xlsx gets.

Sheets are chosen, headers found and faults told as in xlsx; the whole sheet is read at
once, for no such file is long.
"""

from dataclasses import dataclass
from pathlib import Path

import fastexcel
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from hengjian.engines.tables.conversion.dates import SERIAL_ORIGIN
from hengjian.engines.tables.headers import LOOKED_AT, Vocabulary, find_header
from hengjian.engines.tables.marks import refuse_marked
from hengjian.engines.tables.old_workbooks.guarding import guard_ods, guard_xls
from hengjian.engines.tables.old_workbooks.kinds import Kind
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.raw_table import RawTable
from hengjian.engines.tables.xlsx.choosing import choose, refuse_marked_beside
from hengjian.engines.tables.xlsx.contents import Contents, SheetPart
from hengjian.engines.tables.xlsx.grid import Grid, long_number, with_errors
from hengjian.engines.tables.xlsx.package import corrupt
from hengjian.engines.tables.xlsx.workbook import assembled


@dataclass(frozen=True)
class OldWorkbook:
    """A workbook that passed its guards, opened by both readers.

    The fast one makes columns, the other tells which numbers have too many digits.
    """

    columns: fastexcel.ExcelReader
    cells: CalamineWorkbook
    sheets: tuple[SheetPart, ...]

    @classmethod
    def open(cls, path: Path, kind: Kind, options: ReadOptions) -> "OldWorkbook":
        """Raises ``UserFault`` for what cannot or must not be read."""
        data = path.read_bytes()
        if kind is Kind.XLS:
            guard_xls(data)
        else:
            guard_ods(path, options)
        try:
            cells = CalamineWorkbook.from_path(str(path))
            columns = fastexcel.read_excel(data)
        except (CalamineError, fastexcel.FastExcelError, OSError, ValueError) as fault:
            raise corrupt() from fault
        sheets = tuple(
            SheetPart(each.name, each.name, each.visible == SheetVisibleEnum.Visible)
            for each in cells.sheets_metadata
        )
        refuse_marked([sheet.name for sheet in sheets])
        return cls(columns, cells, sheets)

    def grid(self, sheet: SheetPart) -> Grid:
        """A sheet's cells from its first row on; an empty one has no columns."""
        try:
            found = self.cells.get_sheet_by_name(sheet.name)
            if found.start is None:
                return Grid(1, ())
            batch, errors = self.columns.load_sheet(
                sheet.name, header_row=None, skip_rows=0, dtypes="string"
            ).to_arrow_with_errors()
            rows = found.to_python(skip_empty_area=False)
        except (CalamineError, fastexcel.FastExcelError) as fault:
            raise corrupt() from fault
        long = [
            (at, column, text)
            for at, row in enumerate(rows)
            for column, value in enumerate(row)
            if (text := long_number(value)) is not None
        ]
        return Grid(1, tuple(with_errors(list(batch.columns), errors, long)))

    def head(self, sheet: SheetPart) -> list[list[str]]:
        """A sheet's first rows as texts."""
        return self.grid(sheet).head(LOOKED_AT, None)


def read_old_workbook(
    path: Path, kind: Kind, vocabulary: Vocabulary, options: ReadOptions
) -> RawTable:
    """All rows of one sheet as columns of texts.

    Raises ``UserFault`` as ``read_workbook`` does.
    """
    workbook = OldWorkbook.open(path, kind, options)
    sheet, notices = choose(
        workbook.sheets,
        lambda one: find_header(workbook.head(one), vocabulary),
        vocabulary,
        options,
    )
    refuse_marked_beside(workbook.sheets, sheet, workbook.head)
    about = Contents(workbook.sheets, None, None, SERIAL_ORIGIN, ())
    raw = assembled([workbook.grid(sheet)], vocabulary, sheet, about, None, notices)
    refuse_marked([], raw.titles)
    return raw
