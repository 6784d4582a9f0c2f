"""Reading one sheet of an xlsx workbook, its slices side by side."""

import html
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Semaphore

import numpy as np
import pyarrow as pa

from hengjian.engines.tables.headers import LOOKED_AT, Vocabulary, find_header
from hengjian.engines.tables.marks import refuse_marked
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.raw_table import RawTable
from hengjian.engines.tables.threads import THREADS, in_threads
from hengjian.engines.tables.xlsx.choosing import choose_sheet
from hengjian.engines.tables.xlsx.contents import Contents, SheetPart, contents
from hengjian.engines.tables.xlsx.grid import Grid, parse
from hengjian.engines.tables.xlsx.package import Package
from hengjian.engines.tables.xlsx.shared_strings import resolved
from hengjian.engines.tables.xlsx.slices import Packer, SlicedSheet
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_PAGE_HEADER = re.compile(
    rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<", re.IGNORECASE
)
_READING = Text("读取工作表", "reading the sheet")


def read_workbook(path: Path, vocabulary: Vocabulary, options: ReadOptions) -> RawTable:
    """All rows of one sheet as columns of texts.

    Raises ``UserFault`` for what cannot or must not be read: damaged or protected files,
    macros, bombs, marks of secrecy, several sheets that fit equally, no content.
    """
    package = Package(path, options)
    try:
        about = contents(package)
        refuse_marked([*(sheet.name for sheet in about.sheets), *about.properties])
        packer = Packer(package, about)
        sheet, notices = choose_sheet(package, about, packer, vocabulary, options)
        grids, page_headers = _grids(package, sheet, packer, options)
    finally:
        package.close()
    raw = assembled(grids, vocabulary, sheet, about, packer.strings, notices)
    refuse_marked([], raw.titles, page_headers)
    return raw


def _grids(
    package: Package, sheet: SheetPart, packer: Packer, options: ReadOptions
) -> tuple[list[Grid], list[str]]:
    sliced = SlicedSheet(package, sheet.part)
    room = Semaphore(THREADS + 1)  # each thread holds a slice and what is made of it
    total = package.size(sheet.part)
    futures: list[Future[Grid]] = []
    done = 0
    with closing(sliced), ThreadPoolExecutor(THREADS) as pool:
        try:
            for part in sliced.slices():
                room.acquire()
                future = pool.submit(parse, part, sliced.frame, packer)
                future.add_done_callback(lambda _: room.release())
                futures.append(future)
                done += len(part.xml)
                options.progress(min(done, total), total, _READING)
            grids = [future.result() for future in futures]
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    _refuse_wide(grids, options.max_cells)
    return grids, _page_headers(sliced.ending)


def _refuse_wide(grids: Sequence[Grid], limit: int) -> None:
    cells = sum(grid.height * len(grid.columns) for grid in grids)
    if cells > limit:
        raise UserFault(
            Text(
                f"工作表跨越 {cells} 个单元格，超过 {limit} 个的上限，请分成几个文件导入",
                f"the sheet spans {cells} cells, more than {limit}: split it",
            ),
            status=413,
        )


def _page_headers(ending: bytes) -> list[str]:
    return [
        html.unescape(found.decode("utf-8", "replace"))
        for found in _PAGE_HEADER.findall(ending)
    ]


def assembled(
    grids: Sequence[Grid],
    vocabulary: Vocabulary,
    sheet: SheetPart,
    about: Contents,
    strings: pa.Array | None,
    notices: Sequence[Text],
) -> RawTable:
    """The rows below a sheet's header. Raises ``UserFault`` for an empty sheet."""
    head = _head(grids, strings)
    place = find_header(head, vocabulary)
    if place is None:
        raise UserFault(
            Text(
                f"工作表“{sheet.name}”里没有内容", f'the sheet "{sheet.name}" is empty'
            )
        )
    width = max(len(grid.columns) for grid in grids)
    start = place.last + 1
    numbers = np.concatenate(
        [np.arange(g.first, g.first + g.height, dtype=np.int64) for g in grids]
    )
    formulas = sum(grid.formulas_without_value for grid in grids)
    return RawTable(
        names=(*place.names, *[""] * (width - len(place.names))),
        columns=tuple(_columns(grids, width, start, strings)),
        rows=pa.array(numbers[start:]),
        titles=head[:start],
        notices=(*notices, *_formula_notice(formulas)),
        sheet=sheet.name,
        date_origin=about.date_origin,
    )


def _head(grids: Sequence[Grid], strings: pa.Array | None) -> list[list[str]]:
    """The first rows of a sheet as texts."""
    rows: list[list[str]] = []
    for grid in grids:
        rows += grid.head(LOOKED_AT, strings)
        if len(rows) >= LOOKED_AT:
            break
    return rows[:LOOKED_AT]


def _columns(
    grids: Sequence[Grid], width: int, start: int, strings: pa.Array | None
) -> list[pa.DictionaryArray]:
    """Whole columns below row ``start``, each distinct text once."""

    def one(index: int) -> pa.DictionaryArray:
        parts = [
            grid.columns[index]
            if index < len(grid.columns)
            else pa.nulls(grid.height, pa.string())
            for grid in grids
        ]
        # the parts come to share one dictionary, so that only numbers are joined
        whole = pa.chunked_array(parts).slice(start).dictionary_encode()
        joined = whole.combine_chunks()
        if isinstance(joined, pa.ChunkedArray):
            joined = pa.array([], pa.string()).dictionary_encode()
        return resolved(joined, strings)

    return in_threads(one, range(width))


def _formula_notice(formulas: int) -> Iterator[Text]:
    if formulas:
        yield Text(
            f"有 {formulas} 个公式没有保存计算结果，按空格读入；请用表格软件打开并保存一次再导入",
            f"{formulas} formulas carry no stored result and were read as empty: open the"
            " file in a spreadsheet and save it once",
        )
