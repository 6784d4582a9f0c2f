"""Rules about whole cases: cards made of the cards that an import touched.

The cards of a case that stand in the table and those of the file are taken together, as
they will stand when the import is live. Such a rule can only prompt: there is no row of
the file that could be kept aside.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import RolledCard
from hengjian.engines.rules.checking import CaseFailure, check_rolled
from hengjian.engines.tables.card_table import ROW
from hengjian.lib import clock
from hengjian.warehouse import card_layout
from hengjian.warehouse.card_layout import Layout
from hengjian.warehouse.card_merge import Merge, RowState
from hengjian.warehouse.definitions import Definition
from hengjian.warehouse.importing.judging import Broken, Subjects
from hengjian.warehouse.importing.linking import (
    OtherCards,
    first_of_each_key,
    rolled_columns,
)


def judged_cases(
    others: OtherCards, rows: pa.Table, merge: Merge
) -> tuple[list[Subjects], list[Broken]]:
    """The cases that ``rows`` belong to, and what they break, for every rolled card."""
    definition = others.definition
    asked: list[Subjects] = []
    broken: list[Broken] = []
    for rolled in definition.pack.rolled_cards.values():
        if not rolled.checks or not _is_of_own_items(rolled, definition):
            continue
        cases = _cases(rolled, rows, merge)
        asked.append(cases)
        cards = _cards_of_cases(others, rolled, rows, merge)
        found = check_rolled(
            rolled, cards, definition.packs, definition.pack.name, clock.today()
        )
        if not found:
            continue
        places = pc.index_in(_texts(rolled, found), value_set=cases.texts).to_pylist()
        for failure, place in zip(found, places, strict=True):
            if place is not None:
                rule = f"{rolled.name}.{failure.check.name}"
                broken.append(Broken(cases, place, failure.check, rule[:100]))
    return asked, broken


def _is_of_own_items(rolled: RolledCard, definition: Definition) -> bool:
    """Rolled from this card, by items that are not personal (their texts are not kept)."""
    items = definition.card.items
    return all(name in items and not items[name].personal for name in rolled.key)


def _cases(rolled: RolledCard, rows: pa.Table, merge: Merge) -> Subjects:
    layout = Layout(rolled.name, tuple(rolled.key), None, None)
    cards = pa.table(
        {
            "text": card_layout.key_texts(rows, layout),
            "row": pa.array(np.arange(rows.num_rows)),
            "changed": pa.array(merge.states != RowState.UNCHANGED),
        }
    )
    cases = cards.group_by("text").aggregate([("row", "min"), ("changed", "max")])
    changed = np.asarray(cases.column("changed_max"))
    return Subjects(
        texts=cases.column("text").combine_chunks(),
        states=np.where(changed, RowState.CHANGED, RowState.UNCHANGED),
        rows=np.asarray(cases.column("row_min")),
        digest=lambda text: card_layout.key_digest(f"{rolled.name}\n{text}"),
    )


def _cards_of_cases(
    others: OtherCards, rolled: RolledCard, rows: pa.Table, merge: Merge
) -> pa.Table:
    card = others.definition.card
    personal = [item.name for item in card.items.values() if item.personal]
    arriving = rows.drop_columns([*personal, ROW])
    snapshot = others.snapshot(card.name)
    if snapshot is None:
        return arriving
    columns = {*merge.incoming.layout.key, *rolled_columns(rolled)}
    standing = others.rows_with(
        snapshot,
        columns,
        arriving.select(list(rolled.key)),
        [(k, k) for k in rolled.key],
    )
    if not standing.num_rows:
        return arriving
    return first_of_each_key([arriving, standing], card)


def _texts(rolled: RolledCard, failures: Sequence[CaseFailure]) -> pa.Array:
    columns = {
        name: pa.array([failure.key[at] for failure in failures])
        for at, name in enumerate(rolled.key)
    }
    layout = Layout(rolled.name, tuple(rolled.key), None, None)
    return card_layout.key_texts(pa.table(columns), layout)
