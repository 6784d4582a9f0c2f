"""Writes down everything that goes live with an import, before its commit.

In short transactions of some thousand rows, all keyed by the import: nobody sees them
until the pointer moves, and recovery clears those of a dead import by that key.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from hengjian.lib import clock
from hengjian.warehouse import bulk_rows, vault_rows
from hengjian.warehouse.importing.judging import Judged
from hengjian.warehouse.importing.touching import Cell
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    FindingChange,
    FindingState,
    Import,
    MatterCard,
    RejectedOriginals,
    RejectedRow,
    RuleCount,
    SealedCard,
    SealedRow,
    TouchedCell,
)
from hengjian.warehouse.seams import Seam, pass_by
from hengjian.warehouse.vault_rows import Sealable


Row = Mapping[str, Any]


@dataclass(frozen=True)
class Prepared:
    """All that an import will change beside the card table itself; rows as columns."""

    version: int  # that the commit will have
    rejected: Sequence[Row]
    originals: Row | None
    # of persons whose record is sealed already
    sealed_cards: Sequence[Row]
    sealed_rows: Sequence[Row]
    counts: Sequence[Row]
    judged: Judged
    touched: Sequence[Cell]
    payloads: dict[str, Sealable] = field(default_factory=dict)
    # which card each matter that was taken has
    matter_cards: Sequence[Row] = ()
    numbers: dict[str, Any] = field(default_factory=dict)  # counts of the import row


def write(card_import: Import, prepared: Prepared) -> Iterator[int]:
    """Write everything; yields the number of vault rows after each step of them."""
    mine = {"card_import_id": card_import.pk}
    touched = {**mine, "table_id": card_import.table_id, "version": prepared.version}
    bulk_rows.insert(
        [
            (RejectedRow, ({**mine, **row} for row in prepared.rejected)),
            (RejectedOriginals, _one(mine, prepared.originals)),
            (SealedCard, prepared.sealed_cards),
            (SealedRow, ({**mine, **row} for row in prepared.sealed_rows)),
            (RuleCount, ({**mine, **row} for row in prepared.counts)),
            (Finding, prepared.judged.raised),
            (FindingChange, ({**mine, **row} for row in prepared.judged.changes)),
            (MatterCard, ({**mine, **row} for row in prepared.matter_cards)),
            (
                TouchedCell,
                (
                    {**touched, "month_on": month, "unit_code": unit[:20]}
                    for month, unit in prepared.touched
                ),
            ),
        ]
    )
    for written in vault_rows.write(card_import, prepared.version, prepared.payloads):
        pass_by(Seam.VAULT_BEGUN)
        yield written
    Import.bookkeeping.filter(pk=card_import.pk).update(
        prepared_at=clock.now(), version=prepared.version, **prepared.numbers
    )
    pass_by(Seam.PREPARED)


def add(
    card_import: Import,
    judged: Judged,
    counts: Sequence[Row],
    numbers: Mapping[str, int],
) -> None:
    """Write down what was found after all else was: what the written files say."""
    mine = {"card_import_id": card_import.pk}
    bulk_rows.insert(
        [
            (RuleCount, ({**mine, **row} for row in counts)),
            (Finding, judged.raised),
            (FindingChange, ({**mine, **row} for row in judged.changes)),
        ]
    )
    Import.bookkeeping.filter(pk=card_import.pk).update(
        **{name: F(name) + number for name, number in numbers.items()}
    )


def clear(table: CardTable, dead: Sequence[Import]) -> None:
    """Remove what imports wrote that never came to a commit."""
    keys = [card_import.pk for card_import in dead]
    for model in (
        RejectedRow,
        RejectedOriginals,
        SealedRow,
        RuleCount,
        FindingChange,
        TouchedCell,
        MatterCard,
    ):
        model._base_manager.filter(card_import__in=keys).delete()
    Finding.bookkeeping.filter(raised_by__in=keys, state=FindingState.STAGED).delete()
    vault_rows.clear_above(table, table.current_version)
    Import.bookkeeping.filter(pk__in=keys).update(prepared_at=None, version=None)


def _one(mine: Row, row: Row | None) -> list[Row]:
    return [] if row is None else [{**mine, **row}]
