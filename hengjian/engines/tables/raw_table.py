"""A sheet as it stands: columns of texts below their headers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from hengjian.engines.tables.conversion.dates import SERIAL_ORIGIN
from hengjian.lib.bilingual import Text


@dataclass(frozen=True, slots=True)
class MalformedRow:
    """A row with more or fewer cells than the header has columns."""

    row: int
    cells: tuple[str, ...]
    message: Text


@dataclass(frozen=True)
class RawTable:
    """Cells below the header, all as texts, each distinct one once; null if empty.

    ``rows`` are row numbers as a spreadsheet shows them. ``titles`` are the rows above
    and within the header. ``names`` stand in the columns' order; empty for a column
    without header.
    """

    names: tuple[str, ...]
    columns: tuple[pa.DictionaryArray, ...]
    rows: pa.Array
    titles: Sequence[Sequence[str]]
    malformed: tuple[MalformedRow, ...] = ()
    notices: tuple[Text, ...] = ()
    sheet: str = ""
    date_origin: date = SERIAL_ORIGIN  # what day a spreadsheet counts from
