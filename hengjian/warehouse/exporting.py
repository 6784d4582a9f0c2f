"""Workbooks to be corrected and imported again: rows kept aside, cards with findings."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from hengjian.audit.actors import Actor
from hengjian.engines.pack_format.model import CaseCard, Item
from hengjian.engines.tables.card_table import (
    ROW,
    HeaderMatch,
    RejectedCell,
    RejectedRow,
)
from hengjian.engines.tables.errors_workbook import write_errors_workbook
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse import card_layout, card_store, definitions
from hengjian.warehouse.actions import exports, vault
from hengjian.warehouse.importing.originals import as_filled
from hengjian.warehouse.models import CardTable, Finding, Import
from hengjian.warehouse.queries.cards import cards_by_key
from hengjian.warehouse.queries.told_findings import ToldFindings


class PersonalItemsNeeded(UserFault):
    """The card cannot go back in without personal items: say why they are needed."""


def write_rejected(path: Path, card_import: Import, *, reason: str, by: Actor) -> int:
    """Write the rows that an import kept aside; returns how many, 0 writes no file.

    They hold personal items in the clear: without a ``reason`` raises ``ReasonMissing``.
    """
    taken = exports.take_out_rejected(card_import=card_import, reason=reason, by=by)
    if taken is None:
        return 0
    card = definitions.in_force(card_import.table.name).card
    write_errors_workbook(path, taken.originals, taken.rejected, card, taken.header)
    return len(taken.rejected)


def write_findings(
    path: Path,
    card_name: str,
    findings: Iterable[Finding],
    *,
    reason: str = "",
    by: Actor,
) -> int:
    """Write the cards of one kind that have findings, each with what is wrong.

    Corrected in place the workbook is imported like any file. Personal items are left
    out, and kept by the import, unless a ``reason`` is given: then they are unmasked,
    and that is journaled. Findings on whole cases have no row of their own. Returns the
    number of cards. Raises ``PersonalItemsNeeded``.
    """
    card = definitions.in_force(card_name).card
    table = CardTable.objects.get(name=card_name)
    by_card: dict[str, list[Finding]] = {}
    for finding in findings:
        by_card.setdefault(finding.card_key, []).append(finding)
    snapshot = card_store.open_version(table.location, table.current_version)
    layout = card_layout.layout_of(card)
    cards = cards_by_key(snapshot, layout, list(by_card))
    keys: list[str] = card_layout.key_texts(cards, layout).to_pylist()
    personal: Mapping[str, Mapping[str, str]] = {}
    if reason.strip():
        personal = vault.unmask(table=table, card_keys=keys, reason=reason, by=by)
    items = _columns(card, with_personal=bool(reason.strip()))
    rows = _texts(cards, keys, items, personal)
    write_errors_workbook(
        path,
        rows,
        [_told(at, by_card[key]) for at, key in enumerate(keys, start=1)],
        card,
        HeaderMatch({item.name: item.label.zh for item in items}, (), ()),
    )
    return len(keys)


def _columns(card: CaseCard, *, with_personal: bool) -> list[Item]:
    """What an office fills: computed items come by themselves."""
    items = []
    for item in card.items.values():
        if item.derive is not None or item.limit is not None:
            continue
        needed = item.required or item.name in card.key
        if item.personal and not with_personal:
            if needed:
                raise PersonalItemsNeeded(
                    Text(
                        f"“{item.label.zh}”是个人信息且必填，导出须写明理由",
                        f"“{item.label.en}” is personal and required: say the reason",
                    )
                )
            continue
        items.append(item)
    return items


def _texts(
    cards: pa.Table,
    keys: Sequence[str],
    items: Sequence[Item],
    personal: Mapping[str, Mapping[str, str]],
) -> pa.Table:
    columns: dict[str, pa.Array] = {}
    for item in items:
        if item.personal:
            values = [personal.get(key, {}).get(item.name) for key in keys]
        elif item.name in cards.column_names:
            values = [as_filled(item, v) for v in cards.column(item.name).to_pylist()]
        else:
            values = [None] * len(keys)
        columns[item.label.zh] = pa.array(values, pa.string())
    columns[ROW] = pa.array(range(1, len(keys) + 1), pa.int64())
    return pa.table(columns)


def _told(row: int, findings: Sequence[Finding]) -> RejectedRow:
    cells, told = [], ToldFindings()
    for finding in findings:
        message = Text(finding.message_zh, finding.message_en)
        for item, value in told.values(finding).items() or [("", "")]:
            cells.append(RejectedCell(row, item, value, finding.rule, message))
    return RejectedRow(row, tuple(cells))
