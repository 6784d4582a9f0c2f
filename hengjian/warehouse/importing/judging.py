"""Findings of an import: new ones raised, older ones closed, reopened or left.

A finding is one rule that one card breaks. Every card of the file is judged, also those
that did not change: what they are linked with may have. A broken rule that was answered
as corrected is reopened; one that was explained stays explained until the card changes;
a rule that is kept again closes its finding, whatever was answered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard, Check
from hengjian.engines.tables.masking import masked
from hengjian.warehouse.actions.disagreements import NOTED
from hengjian.warehouse.card_merge import RowState
from hengjian.warehouse.importing.fillers import Fillers, filler_item
from hengjian.warehouse.importing.keepers import Keepers
from hengjian.warehouse.importing.mending import concerned_items, mend
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    FindingState,
    Import,
)


_FEW = 2_000  # cards whose findings are asked for by key; beyond, all are read


@dataclass(frozen=True)
class Subjects:
    """What rules are asked of: cards, or cases made of cards; one position for each.

    ``rows``: the position of the card that speaks for it, who filled it, what it says.
    ``states``: ``RowState``, of a case whether any of its cards changed. ``rules``: what
    is asked of cases, by its name in lists. ``asked``: a mask for each rule that cannot
    be asked of all of them, for the file lacks its columns.
    """

    texts: pa.Array
    states: np.ndarray
    rows: np.ndarray
    digest: Callable[[str], bytes]
    rules: Mapping[str, Check] = field(default_factory=dict)
    asked: Mapping[str, np.ndarray] = field(default_factory=dict)

    @cached_property
    def digests(self) -> list[str]:
        """Hexadecimal digests of all texts; not computed unless asked for."""
        return [self.digest(text).hex() for text in self.texts.to_pylist()]

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where each digest stands."""
        return {digest: at for at, digest in enumerate(self.digests)}

    def leaves_alone(self, finding: Finding) -> bool:
        """Whether a finding's rule could not be asked of its subject this time."""
        mask = self.asked.get(finding.rule)
        at = None if mask is None else self.positions.get(finding.card_digest)
        return mask is not None and at is not None and not mask[at]


@dataclass(frozen=True)
class Broken:
    """One rule that one subject breaks; ``rule`` is the rule's name in lists."""

    subjects: Subjects
    position: int
    check: Check
    rule: str

    @property
    def text(self) -> str:
        """The subject's key."""
        text: str = self.subjects.texts[self.position].as_py()
        return text

    @cached_property
    def digest(self) -> str:
        """The digest of the subject's key."""
        return self.subjects.digest(self.text).hex()

    @property
    def state(self) -> RowState:
        """What the import is to the subject."""
        return RowState(self.subjects.states[self.position])

    @property
    def row(self) -> int:
        """The position of the card that speaks for the subject."""
        return int(self.subjects.rows[self.position])


@dataclass(frozen=True)
class Judged:
    """What is to be written; in force when the import is live."""

    raised: list[dict[str, Any]]  # rows of Finding to be
    changes: list[dict[str, Any]]  # rows of FindingChange to be

    def count(self, becomes: FindingState) -> int:
        """How many older findings come to a state."""
        return sum(change["becomes"] == becomes for change in self.changes)


def judge(
    card_import: Import,
    card: CaseCard,
    rows: pa.Table,
    asked: Sequence[Subjects],
    broken: Sequence[Broken],
    *,
    on: date,
    due_on: date,
) -> Judged:
    """Compare what is broken now with the findings there are on what was asked.

    ``rows`` are the typed cards, personal items included.
    """
    known = _known_findings(card_import.table, asked)
    describe = _Describer(card, rows, broken, on)
    raised: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    new = {
        "table_id": card_import.table_id,
        "raised_by_id": card_import.pk,
        "raised_on": on,
        "due_on": due_on,
        "state": FindingState.STAGED.value,
    }
    for fault in broken:
        finding = known.pop((fault.digest, fault.rule), None)
        if finding is None:
            raised.append({**new, **describe(fault)})
        elif _reopens(finding, fault.state):
            reopened = FindingState.REOPENED.value
            values = describe.values(fault)
            changes.append(
                {"finding_id": finding.pk, "becomes": reopened, "values": values}
            )
    changes += [
        {"finding_id": finding.pk, "becomes": FindingState.CLOSED.value}
        for finding in known.values()
        if finding.state != FindingState.CLOSED
        and not any(subjects.leaves_alone(finding) for subjects in asked)
    ]
    return Judged(raised, changes)


def _reopens(finding: Finding, state: RowState) -> bool:
    if finding.state == FindingState.ANSWERED_EXPLAINED:
        return state is RowState.CHANGED
    return finding.state in {FindingState.ANSWERED_CORRECTED, FindingState.CLOSED}


def _known_findings(
    table: CardTable, asked: Sequence[Subjects]
) -> dict[tuple[str, str], Finding]:
    # those on sealed cards too: one rule is raised once for a card
    live = Finding.bookkeeping.exclude(state=FindingState.STAGED)
    # what was noted on a matter otherwise is compared with the matter, after the import
    live = live.exclude(rule__startswith=NOTED)
    found = live.filter(table=table).only("card_digest", "rule", "state")
    if not found.exists():
        return {}
    wanted = {digest for subjects in asked for digest in subjects.digests}
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
        self, card: CaseCard, rows: pa.Table, broken: Sequence[Broken], on: date
    ) -> None:
        self._card = card
        positions = sorted({fault.row for fault in broken})
        self._place = {position: at for at, position in enumerate(positions)}
        taken = rows.take(pa.array(positions, pa.int64()))
        self._columns: Mapping[str, list[Any]] = {
            name: taken.column(name).to_pylist()
            for name in _columns_needed(
                card, {f.rule: f.check for f in broken}.values()
            )
        }
        rules = {fault.rule: fault.check for fault in broken}
        self._mends = {name: mend(check, card) for name, check in rules.items()}
        self._concerned = {
            name: concerned_items(check, card) for name, check in rules.items()
        }
        units = set(self._texts(card.unit))
        self._fillers = Fillers.of(units, on)
        self._keepers = Keepers.of(units, on)

    def __call__(self, fault: Broken) -> dict[str, Any]:
        at = self._place[fault.row]
        check, asked = fault.check, self._mends[fault.rule]
        unit = self._text(self._card.unit, at)
        handler = self._text(filler_item(self._card), at)
        department = self._text(self._card.department, at)
        department_id = self._fillers.department(unit, department)
        person = self._fillers.person(unit, handler)
        if person is None:  # a card that names nobody is somebody's all the same
            person = self._keepers.steward(unit, department_id)
        return {
            "card_digest": fault.digest,
            "card_key": fault.text[:400],
            "rule": fault.rule,
            "level": check.level,
            "dimension": check.dimension,
            "kind": check.kind,
            "message_zh": check.message.zh,
            "message_en": check.message.en,
            "mend_zh": asked.zh,
            "mend_en": asked.en,
            "values": self.values(fault),
            "person_id": person,
            "handler": handler[:200],
            "procuratorate_id": self._fillers.procuratorates.get(unit),
            "unit_code": unit[:20],
            "department_id": department_id,
            "department_text": department[:200],
        }

    def values(self, fault: Broken) -> dict[str, str]:
        """The items concerned as they were found, masked where personal."""
        at = self._place[fault.row]
        shown = {}
        for name in self._concerned[fault.rule]:
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
