"""What a caller may say about reading a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hengjian.engines.deadlines.work_calendar import DEFAULT, WorkCalendar
from hengjian.engines.expressions.types import ParameterHistory
from hengjian.lib.bilingual import Text


MEBIBYTE = 1024 * 1024

Progress = Callable[[int, int, Text], None]  # done, total, what is being done


def _no_progress(done: int, total: int, doing: Text) -> None:
    pass


@dataclass(frozen=True)
class ReadOptions:
    """How to read one file of cards.

    ``mapping`` gives the item for a header that no alias matches; an empty item means
    that the column is to be left out. ``unit_code`` fills the card's unit where the file
    names none. ``match_key`` keys the digests of personal items that are matched across
    cards: files that are to be matched need the same key; left out, a random one is used
    once. ``parameters`` and ``calendar`` are for derived items and limits.
    """

    sheet: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    unit_code: str | None = None
    match_key: bytes | None = None
    parameters: Mapping[str, ParameterHistory] = field(default_factory=dict)
    calendar: WorkCalendar = DEFAULT
    progress: Progress = _no_progress
    # sizes that are refused, before anything is opened
    max_bytes: int = 200 * MEBIBYTE
    max_expanded_bytes: int = 3 * 1024 * MEBIBYTE  # of all parts of a workbook
    max_expansion: int = 200  # times its packed size, for parts above 64 MiB
    max_cells: int = 64_000_000  # rows × columns that a sheet spans
