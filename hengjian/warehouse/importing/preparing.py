"""Writes down everything that goes live with an import, before its commit.

In short transactions of some thousand rows, all keyed by the import: nobody sees them
until the pointer moves, and recovery clears those of a dead import by that key.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import models, transaction

from hengjian.lib import clock
from hengjian.warehouse import vault_rows
from hengjian.warehouse.importing.judging import Judged
from hengjian.warehouse.importing.touching import Cell
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    FindingChange,
    FindingState,
    Import,
    RejectedOriginals,
    RejectedRow,
    RuleCount,
    TouchedCell,
)
from hengjian.warehouse.seams import Seam, pass_by


_CHUNK = 2_000


@dataclass(frozen=True)
class Prepared:
    """All that an import will change beside the card table itself."""

    version: int  # that the commit will have
    rejected: Sequence[RejectedRow]
    originals: RejectedOriginals | None
    counts: Sequence[RuleCount]
    judged: Judged
    touched: Sequence[Cell]
    payloads: dict[str, list[tuple[bytes, str]]] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)  # counts of the import row


def write(card_import: Import, prepared: Prepared) -> Iterator[int]:
    """Write everything; yields the number of vault rows after each step of them."""
    _write_in_chunks(RejectedRow, prepared.rejected)
    if prepared.originals is not None:
        _write_in_chunks(RejectedOriginals, [prepared.originals])
    _write_in_chunks(RuleCount, prepared.counts)
    _write_in_chunks(Finding, prepared.judged.raised)
    _write_in_chunks(FindingChange, prepared.judged.changes)
    cells = (
        TouchedCell(
            card_import=card_import,
            table=card_import.table,
            version=prepared.version,
            month_on=month,
            unit_code=unit[:20],
        )
        for month, unit in prepared.touched
    )
    _write_in_chunks(TouchedCell, cells)
    for written in vault_rows.write(card_import, prepared.version, prepared.payloads):
        pass_by(Seam.VAULT_BEGUN)
        yield written
    Import.bookkeeping.filter(pk=card_import.pk).update(
        prepared_at=clock.now(), version=prepared.version, **prepared.numbers
    )
    pass_by(Seam.PREPARED)


def clear(table: CardTable, dead: Sequence[Import]) -> None:
    """Remove what imports wrote that never came to a commit."""
    keys = [card_import.pk for card_import in dead]
    for model in (
        RejectedRow,
        RejectedOriginals,
        RuleCount,
        FindingChange,
        TouchedCell,
    ):
        model._default_manager.filter(card_import__in=keys).delete()
    Finding.bookkeeping.filter(raised_by__in=keys, state=FindingState.STAGED).delete()
    vault_rows.clear_above(table, table.current_version)
    Import.bookkeeping.filter(pk__in=keys).update(prepared_at=None, version=None)


def _write_in_chunks(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    # The plain query set: these rows are no facts yet, and writing them no act.
    plain: models.QuerySet[models.Model] = models.QuerySet(model)
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        with transaction.atomic():
            plain.bulk_create(chunk)
