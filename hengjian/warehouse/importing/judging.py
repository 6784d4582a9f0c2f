"""Findings of an import: new ones raised, older ones closed, reopened or left.

A finding is one rule that one card breaks. Every card of the file is judged, also those
that did not change: what they are linked with may have. A broken rule that was answered
as corrected is reopened; one that was explained stays explained until the card changes;
a rule that is kept again closes its finding, whatever was answered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard, Check
from hengjian.engines.tables.masking import masked
from hengjian.warehouse.card_merge import RowState
from hengjian.warehouse.importing.fillers import Fillers, filler_item
from hengjian.warehouse.importing.mending import concerned_items, mend
from hengjian.warehouse.importing.stored_rows import Stored
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    FindingChange,
    FindingState,
    Import,
)


_FEW = 2_000  # cards whose findings are asked for by key; beyond, all are read

Broken = tuple[int, Check]
"""A card's position among the stored rows, and the rule it breaks."""


@dataclass(frozen=True)
class Judged:
    """What is to be written; in force when the import is live."""

    raised: list[Finding]
    changes: list[FindingChange]

    def count(self, becomes: FindingState) -> int:
        """How many older findings come to a state."""
        return sum(change.becomes == becomes for change in self.changes)


def judge(
    card_import: Import,
    card: CaseCard,
    stored: Stored,
    states: np.ndarray,
    broken: Sequence[Broken],
    rows: pa.Table,
    *,
    on: date,
    due_on: date,
) -> Judged:
    """Compare what is broken now with the findings there are.

    ``rows`` are the typed cards in the order of ``stored``, personal items included.
    """
    digests = [digest.hex() for digest in stored.incoming.digests]
    known = _known_findings(card_import.table, digests)
    describe = _Describer(card, stored, rows, broken, on)
    raised: list[Finding] = []
    changes: list[FindingChange] = []
    for position, check in broken:
        digest = digests[position]
        finding = known.pop((digest, check.name), None)
        if finding is None:
            raised.append(
                Finding(
                    table=card_import.table,
                    card_digest=digest,
                    raised_by=card_import,
                    raised_on=on,
                    due_on=due_on,
                    state=FindingState.STAGED,
                    **describe(position, check),
                )
            )
        elif _reopens(finding, RowState(states[position])):
            changes.append(
                FindingChange(
                    card_import=card_import,
                    finding=finding,
                    becomes=FindingState.REOPENED,
                    values=describe.values(position, check),
                )
            )
    changes += [
        FindingChange(
            card_import=card_import, finding=finding, becomes=FindingState.CLOSED
        )
        for finding in known.values()
        if finding.state != FindingState.CLOSED
    ]
    return Judged(raised, changes)


def _reopens(finding: Finding, state: RowState) -> bool:
    if finding.state == FindingState.ANSWERED_EXPLAINED:
        return state is RowState.CHANGED
    return finding.state in {FindingState.ANSWERED_CORRECTED, FindingState.CLOSED}


def _known_findings(
    table: CardTable, digests: Sequence[str]
) -> dict[tuple[str, str], Finding]:
    found = Finding.objects.filter(table=table).only("card_digest", "rule", "state")
    wanted = set(digests)
    if len(wanted) <= _FEW:
        batches: Iterable[Any] = (
            found.filter(card_digest__in=batch) for batch in _batches(wanted)
        )
    else:
        batches = [found.iterator(chunk_size=5_000)]
    return {
        (finding.card_digest, finding.rule): finding
        for batch in batches
        for finding in batch
        if finding.card_digest in wanted
    }


def _batches(values: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    remaining = iter(values)
    while batch := list(islice(remaining, size)):
        yield batch


class _Describer:
    """Says of a broken rule whose it is, what was found and what to do."""

    def __init__(
        self,
        card: CaseCard,
        stored: Stored,
        rows: pa.Table,
        broken: Sequence[Broken],
        on: date,
    ) -> None:
        self._card = card
        positions = sorted({position for position, _ in broken})
        self._place = {position: at for at, position in enumerate(positions)}
        taken = rows.take(pa.array(positions, pa.int64()))
        self._columns: Mapping[str, list[Any]] = {
            name: taken.column(name).to_pylist()
            for name in _columns_needed(card, [check for _, check in broken])
        }
        self._keys = stored.incoming.texts.take(
            pa.array(positions, pa.int64())
        ).to_pylist()
        self._mends = {check.name: mend(check, card) for _, check in broken}
        self._fillers = Fillers.of(set(self._texts(card.unit)), on)

    def __call__(self, position: int, check: Check) -> dict[str, Any]:
        at = self._place[position]
        unit = self._text(self._card.unit, at)
        handler = self._text(filler_item(self._card), at)
        department = self._text(self._card.department, at)
        asked = self._mends[check.name]
        return {
            "card_key": self._keys[at][:400],
            "rule": check.name,
            "level": check.level,
            "dimension": check.dimension,
            "kind": check.kind,
            "message_zh": check.message.zh,
            "message_en": check.message.en,
            "mend_zh": asked.zh,
            "mend_en": asked.en,
            "values": self.values(position, check),
            "person_id": self._fillers.person(unit, handler),
            "handler": handler[:200],
            "procuratorate_id": self._fillers.procuratorates.get(unit),
            "unit_code": unit[:20],
            "department_id": self._fillers.department(unit, department),
            "department_text": department[:200],
        }

    def values(self, position: int, check: Check) -> dict[str, str]:
        """The items concerned as they were found, masked where personal."""
        at = self._place[position]
        shown = {}
        for name in concerned_items(check, self._card):
            text = _plain(self._columns[name][at])
            item = self._card.items[name]
            shown[name] = masked(text) if item.personal else text
        return shown

    def _texts(self, item: str | None) -> list[str]:
        if item is None or item not in self._columns:
            return []
        return [_plain(value) for value in self._columns[item]]

    def _text(self, item: str | None, at: int) -> str:
        if item is None or item not in self._columns:
            return ""
        text = _plain(self._columns[item][at])
        return masked(text) if self._card.items[item].personal else text


def _columns_needed(card: CaseCard, checks: Iterable[Check]) -> set[str]:
    named = {card.unit, card.department, filler_item(card)} - {None}
    for check in checks:
        named |= set(concerned_items(check, card))
    return {name for name in named if name is not None}


def _plain(value: object) -> str:
    return "" if value is None else str(value)
