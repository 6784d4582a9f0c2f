"""Balances that an import leaves broken become findings; those it mends are closed.

上期未结 + 新收 = 审结 + 未结. A balance is no card's fault alone: it is asked of a place and
a month, over the cards as they will stand, and goes to the place's case manager. Only
months and places that the import touched are asked again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengjian.engines.indicators.periods import month_number, read_period
from hengjian.engines.indicators.request import CardFiles, CardSource, MonthRange
from hengjian.engines.pack_format.model import Balance
from hengjian.engines.rules.balancing import BalanceCell, balance_cells
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.warehouse import card_layout
from hengjian.warehouse.card_merge import Merge
from hengjian.warehouse.card_store import StoredFile
from hengjian.warehouse.definitions import Definition
from hengjian.warehouse.importing.judging import Judged
from hengjian.warehouse.importing.keepers import Keepers
from hengjian.warehouse.importing.time_limit import finding_due_on
from hengjian.warehouse.importing.touching import EVERYTHING, Cell
from hengjian.warehouse.models import Finding, FindingState, Import
from hengjian.warehouse.queries import pins


PREFIX = "balance."
MONTHS_BACK = 60
"""A balance is asked of five years; earlier months have long been reported."""
DIMENSION = "consistent"
KIND = "wrong"


@dataclass(frozen=True)
class Weighed:
    """What became of the balances: findings to be written, and counts by place."""

    judged: Judged
    counts: list[dict[str, Any]]


@dataclass(frozen=True)
class _Stretch:
    """Months, and places (None: all there are), that an import touched.

    Not before ``MONTHS_BACK``, nor after today: one date of the year 9999 in a file must
    not draw a table of eighty centuries.
    """

    first: int
    last: int
    units: frozenset[str] | None

    @classmethod
    def of(cls, touched: Sequence[Cell], today: date) -> "_Stretch":
        now = month_number(today.year, today.month)
        earliest = now - MONTHS_BACK
        if EVERYTHING in touched:
            return cls(earliest, now, None)
        months = [month_number(on.year, on.month) for on, _ in touched if on]
        units = frozenset(unit for _, unit in touched)
        return cls(max(min(months), earliest), min(max(months), now), units)

    def has_place(self, unit: str | None) -> bool:
        return self.units is None or unit is None or unit in self.units

    def may_lie_in(self, bucket: int) -> bool:
        """Whether cards of these places may lie in a bucket of a large table."""
        if self.units is None or bucket == card_layout.NO_BUCKET:
            return True
        return bucket in {card_layout.bucket_of(unit) for unit in self.units}

    def has_period(self, period: str) -> bool:
        months = read_period(period)[1]
        return months is None or (months[0] <= self.last and months[1] >= self.first)


def weigh(
    card_import: Import,
    definition: Definition,
    merge: Merge,
    changed: tuple[Sequence[StoredFile], Sequence[StoredFile]],
    touched: Sequence[Cell],
) -> Weighed:
    """Ask the balances of the card's pack over the cards as the import leaves them.

    ``changed``: the files that the next version adds and leaves out; they are written,
    and nobody's yet.
    """
    nothing = Weighed(Judged([], []), [])
    if not definition.pack.balances or not touched:
        return nothing
    stretch = _Stretch.of(touched, clock.today())
    if stretch.first > stretch.last:
        return nothing
    cells = [
        cell
        for cell in balance_cells(
            definition.packs,
            definition.card.name,
            _sources(definition, merge, changed, stretch),
            MonthRange(stretch.first, stretch.last),
            clock.today(),
        )
        if stretch.has_place(_unit(cell))
    ]
    judged = _judged(card_import, cells, stretch)
    return Weighed(judged, _counts(cells))


def rule_name(balance: Balance) -> str:
    """A balance's name among the rules of its card."""
    return f"{PREFIX}{balance.name}"[:100]


def _sources(
    definition: Definition,
    merge: Merge,
    changed: tuple[Sequence[StoredFile], Sequence[StoredFile]],
    stretch: _Stretch,
) -> dict[str, CardSource]:
    added, removed = changed
    gone = {file.path for file in removed}
    files = [
        file
        for file in (*merge.base.files, *added)
        if file.path not in gone and stretch.may_lie_in(file.partition.bucket)
    ]
    held = pins.pins()
    held.pop(definition.card.name, None)
    sources: dict[str, CardSource] = {
        name: CardFiles(tuple(paths)) for name, paths in pins.sources_for(held).items()
    }
    sources[definition.card.name] = CardFiles(
        tuple(merge.base.location / file.path for file in files)
    )
    return sources


def _unit(cell: BalanceCell) -> str | None:
    """The place of a cell; None where the balance is not asked by procuratorate."""
    return cell.cell.get("procuratorate")


def _judged(
    card_import: Import, cells: Sequence[BalanceCell], stretch: _Stretch
) -> Judged:
    known = {
        (finding.card_digest, finding.rule): finding
        for finding in Finding.bookkeeping.exclude(state=FindingState.STAGED).filter(
            table=card_import.table, rule__startswith=PREFIX
        )
    }
    broken = [cell for cell in cells if cell.difference]
    keepers = Keepers.of({_unit(cell) or "" for cell in broken}, clock.today())
    raised: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    for cell in cells:
        finding = known.pop((_digest(cell), rule_name(cell.balance)), None)
        if finding is None and cell.difference:
            raised.append(_described(card_import, cell, keepers))
        elif finding is not None:
            becomes = _becomes(finding, cell)
            if becomes is not None:
                values = _values(cell) if cell.difference else {}
                changes.append(
                    {
                        "finding_id": finding.pk,
                        "becomes": becomes.value,
                        "values": values,
                    }
                )
    changes += [
        {"finding_id": finding.pk, "becomes": FindingState.CLOSED.value, "values": {}}
        for finding in known.values()
        if finding.state != FindingState.CLOSED
        and _has_lost_its_cards(finding, stretch)
    ]
    return Judged(raised, changes)


def _has_lost_its_cards(finding: Finding, stretch: _Stretch) -> bool:
    """Asked again and no cell any more: its cards moved to other places or months."""
    period = str(finding.values.get("period", ""))
    asked = bool(period) and stretch.has_period(period)
    return asked and stretch.has_place(finding.unit_code or None)


def _becomes(finding: Finding, cell: BalanceCell) -> FindingState | None:
    """What a finding's state changes to; an explanation holds while the difference does."""
    if not cell.difference:
        closed = finding.state == FindingState.CLOSED
        return None if closed else FindingState.CLOSED
    if finding.state == FindingState.ANSWERED_EXPLAINED:
        same = finding.values == _values(cell)
        return None if same else FindingState.REOPENED
    answered = {FindingState.ANSWERED_CORRECTED, FindingState.CLOSED}
    return FindingState.REOPENED if finding.state in answered else None


def _described(
    card_import: Import, cell: BalanceCell, keepers: Keepers
) -> dict[str, Any]:
    unit, today = _unit(cell) or "", clock.today()
    balance = cell.balance
    asked = _mend(cell)
    return {
        "table_id": card_import.table_id,
        "raised_by_id": card_import.pk,
        "raised_on": today,
        "due_on": finding_due_on(today),
        "state": FindingState.STAGED.value,
        "card_digest": _digest(cell),
        "card_key": _key(cell)[:400],
        "rule": rule_name(balance),
        "level": balance.level,
        "dimension": DIMENSION,
        "kind": KIND,
        "message_zh": balance.message.zh,
        "message_en": balance.message.en,
        "mend_zh": asked.zh,
        "mend_en": asked.en,
        "values": _values(cell),
        "person_id": keepers.person(unit),
        "procuratorate_id": keepers.procuratorates.get(unit),
        "unit_code": unit[:20],
        "department_id": keepers.department(unit),
    }


def _key(cell: BalanceCell) -> str:
    """What the finding is on: the period and its place."""
    return " ".join((cell.period, *map(str, cell.cell.values())))


def _digest(cell: BalanceCell) -> str:
    return card_layout.key_digest(f"{rule_name(cell.balance)}\n{_key(cell)}").hex()


def _values(cell: BalanceCell) -> dict[str, str]:
    return {"period": cell.period, "difference": f"{cell.difference.normalize():f}"}


def _mend(cell: BalanceCell) -> Text:
    difference = _values(cell)["difference"]
    return Text(
        f"请核对 {cell.period} 有关案卡：两边相差 {difference}。",
        f"Check the cards of {cell.period}: the two sides differ by {difference}.",
    )


def _counts(cells: Iterable[BalanceCell]) -> list[dict[str, Any]]:
    """How many cells of each place were asked, and in how many the balance is broken."""
    asked: Counter[tuple[str, str]] = Counter()
    failed: Counter[tuple[str, str]] = Counter()
    levels: dict[str, str] = {}
    for cell in cells:
        at = (rule_name(cell.balance), (_unit(cell) or "")[:20])
        levels[at[0]] = cell.balance.level
        asked[at] += 1
        failed[at] += bool(cell.difference)
    return [
        {
            "rule": rule,
            "level": levels[rule],
            "dimension": DIMENSION,
            "kind": KIND,
            "unit_code": unit,
            "checked": number,
            "failed": failed[rule, unit],
        }
        for (rule, unit), number in sorted(asked.items())
    ]
