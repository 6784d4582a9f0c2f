"""What an import will change: which rows enter, which are kept aside, what is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard, Check
from hengjian.engines.rules.asking import Unasked, unasked
from hengjian.engines.rules.checking import check_cards
from hengjian.engines.tables.card_table import ROW, RejectedCell
from hengjian.engines.tables.card_table import CardTable as ReadCards
from hengjian.engines.tables.masking import masked
from hengjian.lib import clock
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse import card_layout
from hengjian.warehouse.card_merge import Merge, RowState
from hengjian.warehouse.importing import leaving, originals, rolling
from hengjian.warehouse.importing.counting import case_counts, rule_counts, units_of
from hengjian.warehouse.importing.foreign import foreign_cells, foreign_rows
from hengjian.warehouse.importing.judging import Broken, Subjects, judge
from hengjian.warehouse.importing.linking import OtherCards, linked_tables
from hengjian.warehouse.importing.mending import concerned_items
from hengjian.warehouse.importing.preparing import Prepared
from hengjian.warehouse.importing.stored_rows import Stored, stored
from hengjian.warehouse.importing.time_limit import finding_due_on
from hengjian.warehouse.importing.touching import touched_cells
from hengjian.warehouse.models import FindingState, Import
from hengjian.warehouse.sealing import later
from hengjian.warehouse.vault_rows import Sealable


@dataclass(frozen=True)
class Checked:
    """Cards parted by the checks.

    ``rows``: those that stay, in the order of ``stored``; ``blocked``: those kept aside.
    ``failures`` and masks of ``unasked`` are by positions among all that were checked;
    ``units`` are the places of those.
    """

    rows: pa.Table
    blocked: pa.Table
    aside: list[RejectedCell]
    failures: list[tuple[int, Check]]
    units: pa.DictionaryArray
    stays: np.ndarray
    stored: Stored
    unasked: Unasked
    absent: frozenset[str]


def check(
    others: OtherCards,
    read: ReadCards,
    place: Procuratorate | None,
    *,
    keeps_all: bool = False,
) -> Checked:
    """Ask every rule of the card, with the linked cards at their pinned versions.

    With a ``place`` rows of procuratorates outside it are kept aside: nobody changes
    another's cards. ``keeps_all``: nothing is kept aside for a blocking rule either (a
    matter is where it is; there is no file to mend and bring again).
    """
    definition = others.definition
    card = definition.card
    found = check_cards(
        read.table,
        card,
        definition.packs,
        clock.today(),
        linked_tables(others, read.table),
    )
    numbers = np.asarray(read.table.column(ROW))
    cannot = unasked(read.table, card, read.header.absent)
    positions = np.searchsorted(numbers, [failure.row for failure in found]).tolist()
    failures = [
        (at, failure.check)
        for at, failure in zip(positions, found, strict=True)
        if cannot.is_asked(failure.check, at)
    ]
    stays = np.ones(read.table.num_rows, dtype=bool)
    if not keeps_all:
        stays[[at for at, rule in failures if rule.level == "blocking"]] = False
    foreign = foreign_rows(read.table, card, place)
    stays[foreign] = False
    # nothing to leave out: no copy of a large table
    rows = read.table if stays.all() else read.table.filter(pa.array(stays))
    return Checked(
        rows=rows,
        blocked=read.table.take(pa.array(np.flatnonzero(~stays))),
        aside=[
            *([] if keeps_all else _blocked_cells(card, read.table, failures)),
            *foreign_cells(read.table, foreign, card),
        ],
        failures=failures,
        units=units_of(read.table, card.unit),
        stays=stays,
        stored=stored(rows, card),
        unasked=cannot,
        absent=frozenset(read.header.absent),
    )


def plan(
    others: OtherCards,
    card_import: Import,
    read: ReadCards,
    checked: Checked,
    merge: Merge,
) -> Prepared:
    """Everything that goes live with the import, ready to be written down."""
    card = others.definition.card
    today = clock.today()
    cards, broken = _card_subjects(checked, merge)
    cases, broken_cases = rolling.judged_cases(
        others, checked.rows, merge, checked.absent
    )
    judged = judge(
        card_import,
        card,
        checked.rows,
        [cards, *cases],
        [*broken, *broken_cases],
        on=today,
        due_on=finding_due_on(today),
    )
    judged = leaving.judged(card_import.table, merge, judged)
    rejected = _rejected(read, checked)
    aside = originals.originals(read, checked.blocked)
    notices = [*read.notices, *checked.unasked.notice(card)]
    counts = {
        "rows_read": read.rows_read,
        "rows_new": merge.count(RowState.NEW),
        "rows_changed": merge.count(RowState.CHANGED),
        "rows_unchanged": merge.count(RowState.UNCHANGED),
        "rows_rejected": len({row["row"] for row in rejected}),
        "findings_raised": len(judged.raised),
        "findings_closed": judged.count(FindingState.CLOSED),
        "findings_reopened": judged.count(FindingState.REOPENED),
        "header": _header(read),
        "notices": [{"zh": text.zh, "en": text.en} for text in notices],
    }
    return Prepared(
        version=merge.base.version + (0 if merge.changes_nothing else 1),
        rejected=rejected,
        originals=originals.seal(card_import, aside),
        sealed_cards=[*later.cards_of_sealed(card_import.table, card, checked.rows)],
        sealed_rows=[
            *later.rows_of_sealed(
                card_import.table, card, aside, dict(read.header.matched)
            )
        ],
        counts=[
            *rule_counts(card, checked.units, checked.failures, checked.unasked),
            *case_counts(cases, broken_cases, units_of(checked.rows, card.unit)),
        ],
        judged=judged,
        touched=touched_cells(merge, card),
        payloads=leaving.hidden(merge, _payloads(checked.stored, merge)),
        numbers=counts,
    )


def _card_subjects(checked: Checked, merge: Merge) -> tuple[Subjects, list[Broken]]:
    cards = Subjects(
        texts=checked.stored.incoming.texts,
        states=merge.states,
        rows=np.arange(len(merge.states)),
        digest=card_layout.key_digest,
        asked={
            name: mask[checked.stays] for name, mask in checked.unasked.masks.items()
        },
    )
    place = np.cumsum(checked.stays) - 1  # positions among the rows that stay
    broken = [
        Broken(cards, int(place[at]), rule, rule.name)
        for at, rule in checked.failures
        if checked.stays[at]
    ]
    return cards, broken


def _rejected(read: ReadCards, checked: Checked) -> list[dict[str, Any]]:
    cells = [cell for row in read.rejected for cell in row.cells]
    cells += checked.aside
    cells.sort(key=lambda cell: cell.row)
    return [
        {
            "row": cell.row,
            "item": cell.item[:100],
            "value": cell.value[:200],
            "rule": cell.rule[:100],
            "message_zh": cell.message.zh,
            "message_en": cell.message.en,
        }
        for cell in cells
    ]


def _blocked_cells(
    card: CaseCard, asked: pa.Table, failures: Sequence[tuple[int, Check]]
) -> list[RejectedCell]:
    blocking = [(at, rule) for at, rule in failures if rule.level == "blocking"]
    rows = asked.take(pa.array([at for at, _ in blocking], pa.int64()))
    numbers = rows.column(ROW).to_pylist()
    cells = []
    for place, (_, rule) in enumerate(blocking):
        item, value = _first_concerned(card, rule, rows, place)
        cells.append(RejectedCell(numbers[place], item, value, rule.name, rule.message))
    return cells


def _first_concerned(
    card: CaseCard, rule: Check, rows: pa.Table, place: int
) -> tuple[str, str]:
    names = concerned_items(rule, card)
    if not names:
        return "", ""
    value = rows.column(names[0])[place].as_py()
    text = "" if value is None else str(value)
    return names[0], masked(text) if card.items[names[0]].personal else text


def _payloads(stored: Stored, merge: Merge) -> dict[str, Sealable]:
    """New payloads by the year of their card; unchanged personal items stay sealed."""
    column = card_layout.PERSONAL_COLUMN
    if column not in merge.incoming.rows.column_names:
        return {}
    is_new = merge.states == RowState.NEW
    differs = is_new.copy()
    if merge.before is not None:
        differs[merge.before_of] = _differs(merge, column)
    # a new card without personal items has nothing to seal; a changed one hides the old
    filled = np.asarray(pc.not_equal(stored.payloads, ""))
    wanted = np.flatnonzero(differs & (filled | ~is_new))
    years = card_layout.years(merge.incoming.rows, merge.incoming.layout)[wanted]
    digests = stored.incoming.digests
    return {
        str(year): Sealable(digests, stored.payloads, wanted[years == year])
        for year in np.unique(years)
    }


def _differs(merge: Merge, column: str) -> np.ndarray:
    """Of the replaced rows, whether their personal items are others now."""
    assert merge.before is not None  # noqa: S101 (asked by the caller)
    if column not in merge.before.column_names:
        return np.ones(len(merge.before_of), dtype=bool)
    old = pc.fill_null(merge.before.column(column), "")
    new = merge.incoming.rows.column(column).take(pa.array(merge.before_of))
    return np.asarray(pc.not_equal(old, pc.fill_null(new, "")))


def _header(read: ReadCards) -> dict[str, Sequence[str] | dict[str, str]]:
    return {
        "matched": dict(read.header.matched),
        "unmatched": list(read.header.unmatched),
        "absent": list(read.header.absent),
        "sheet": read.sheet,
    }
