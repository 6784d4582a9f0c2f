"""Rules about whole cases: cards made of the cards that an import touched.

The cards of a case that stand in the table and those of the file are taken together, as
they will stand when the import is live. Such a rule can only prompt: there is no row of
the file that could be kept aside.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import Check, RolledCard
from hengjian.engines.rules.asking import is_rolled_asked
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
    others: OtherCards, rows: pa.Table, merge: Merge, absent: frozenset[str]
) -> tuple[list[Subjects], list[Broken]]:
    """The cases that ``rows`` belong to, and what they break, for every rolled card.

    Rules that read only columns which neither file nor table have are not asked.
    """
    definition = others.definition
    asked: list[Subjects] = []
    broken: list[Broken] = []
    for rolled in definition.pack.rolled_cards.values():
        if not rolled.checks or not _is_of_own_items(rolled, definition):
            continue
        cards = _cards_of_cases(others, rolled, rows, merge)
        cases = _with_rules(_cases(rolled, rows, merge), rolled, cards, absent)
        asked.append(cases)
        found = [
            failure
            for failure in check_rolled(
                rolled, cards, definition.packs, definition.pack.name, clock.today()
            )
            if _name(rolled, failure.check) not in cases.asked
        ]
        if not found:
            continue
        places = pc.index_in(_texts(rolled, found), value_set=cases.texts).to_pylist()
        for failure, place in zip(found, places, strict=True):
            if place is not None:
                rule = _name(rolled, failure.check)
                broken.append(Broken(cases, place, failure.check, rule))
    return asked, broken


def _name(rolled: RolledCard, check: Check) -> str:
    return f"{rolled.name}.{check.name}"[:100]


def _with_rules(
    cases: Subjects, rolled: RolledCard, cards: pa.Table, absent: frozenset[str]
) -> Subjects:
    nowhere = np.zeros(len(cases.texts), dtype=bool)
    return replace(
        cases,
        rules={_name(rolled, check): check for check in rolled.checks},
        asked={
            _name(rolled, check): nowhere
            for check in rolled.checks
            if not is_rolled_asked(check, rolled, cards, absent)
        },
    )


def _is_of_own_items(rolled: RolledCard, definition: Definition) -> bool:
    """Rolled from this card, by items that are not personal (their texts are not kept)."""
    items = definition.card.items
    return all(name in items and not items[name].personal for name in rolled.key)


def _cases(rolled: RolledCard, rows: pa.Table, merge: Merge) -> Subjects:
    layout = Layout(rolled.name, tuple(rolled.key), None, None)
    coded = card_layout.key_texts(rows, layout).dictionary_encode()
    case_of = np.asarray(coded.indices)
    _, first_rows = np.unique(case_of, return_index=True)
    changed = np.zeros(len(coded.dictionary), dtype=bool)
    changed[case_of[merge.states != RowState.UNCHANGED]] = True
    return Subjects(
        texts=coded.dictionary,
        states=np.where(changed, RowState.CHANGED, RowState.UNCHANGED),
        rows=first_rows,
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
