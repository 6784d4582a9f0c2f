"""Rows that fail a blocking check, kept aside like those that could not be read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard, Check
from hengjian.engines.rules.checking import Failure
from hengjian.engines.tables.card_table import ROW, CardTable, RejectedCell, RejectedRow
from hengjian.engines.tables.masking import masked


def kept_aside(read: CardTable, failures: Sequence[Failure]) -> CardTable:
    """The cards without rows that fail a blocking check; those stand in ``rejected``.

    Failures of prompting checks change nothing here: they become findings.
    ``originals`` keeps only the rows that could not be read at all.
    """
    by_row: dict[int, list[Check]] = defaultdict(list)
    for failure in failures:
        if failure.check.level == "blocking":
            by_row[failure.row].append(failure.check)
    if not by_row:
        return read
    numbers = np.asarray(read.table.column(ROW))
    blocked = np.isin(numbers, list(by_row))
    rows = read.table.filter(pa.array(blocked)).to_pylist()
    added = [
        RejectedRow(
            row[ROW],
            tuple(_cell(row, check, read.card) for check in by_row[row[ROW]]),
        )
        for row in rows
    ]
    rejected = sorted((*read.rejected, *added), key=lambda one: one.row)
    table = read.table.filter(pa.array(~blocked))
    return replace(read, table=table, rejected=tuple(rejected))


def _cell(row: dict[str, object], check: Check, card: CaseCard) -> RejectedCell:
    """The fault at the first of the card's own items that the check reads."""
    number = row[ROW]
    assert isinstance(number, int)  # noqa: S101 (the column is int64)
    item = next((name for name in card.items if name in check.assertion.names), "")
    if not item:
        return RejectedCell(number, "", "", check.name, check.message)
    value = "" if row[item] is None else str(row[item])
    shown = masked(value) if card.items[item].personal else value
    return RejectedCell(number, item, shown, check.name, check.message)
