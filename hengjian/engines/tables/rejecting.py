"""Gathering what is wrong in a file, cell by cell, into rows kept aside."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.tables.card_table import RejectedCell, RejectedRow
from hengjian.engines.tables.conversion.column import Converted
from hengjian.engines.tables.masking import masked
from hengjian.engines.tables.raw_table import MalformedRow
from hengjian.lib.bilingual import Text


class Rejections:
    """Faults by row number, in the order in which they were found."""

    def __init__(self, card: CaseCard) -> None:
        self._card = card
        self._cells: dict[int, list[RejectedCell]] = defaultdict(list)
        self._unread: dict[str, set[int]] = {}

    def add(self, row: int, item: str, value: str, rule: str, message: Text) -> None:
        """Note one fault; the value is masked here where the item is personal."""
        declared = self._card.items.get(item)
        shown = masked(value) if declared is not None and declared.personal else value
        self._cells[row].append(RejectedCell(row, item, shown, rule, message))

    def add_unread(self, item: str, converted: Converted, rows: np.ndarray) -> None:
        """Cells that could not be read as the item's type."""
        where = rows[converted.faulty].tolist()
        self._unread[item] = set(where)
        for row, text, problem in zip(
            where, converted.texts, converted.problems, strict=True
        ):
            self.add(row, item, text, problem.rule, problem.message)

    def add_malformed(self, rows: Iterable[MalformedRow]) -> None:
        """Rows whose shape is wrong; their cells are not shown, any may be personal."""
        for malformed in rows:
            self.add(malformed.row, "", "", "columns", malformed.message)

    def add_required(self, item: str, rows: Sequence[int]) -> None:
        """Rows in which a required item is empty; what could not be read is not."""
        label = self._card.items[item].label
        message = Text(
            f"“{label.zh}”是必填项，请补填", f'"{label.en}" is required: fill it in'
        )
        for row in rows:
            if row not in self._unread.get(item, ()):
                self.add(row, item, "", "required", message)

    def drop(self, rows: Iterable[int]) -> None:
        """Forget faults of rows that turned out to hold no card."""
        for row in rows:
            self._cells.pop(row, None)

    @property
    def row_numbers(self) -> np.ndarray:
        """Row numbers with at least one fault, ascending."""
        return np.array(sorted(self._cells), dtype=np.int64)

    def rows(self) -> tuple[RejectedRow, ...]:
        """The rows kept aside, in the file's order."""
        return tuple(
            RejectedRow(row, tuple(self._cells[row])) for row in sorted(self._cells)
        )
