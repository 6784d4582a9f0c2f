"""Rules about whole cases: cards made of the cards that an import touched.

The cards of a case that stand in the table and those of the file are taken together, as
they will stand when the import is live. Such a rule can only prompt: there is no row of
the file that could be kept aside.
"""

from collections.abc import Sequence

import pyarrow as pa

from hengjian.engines.pack_format.model import RolledCard
from hengjian.engines.rules.checking import check_rolled
from hengjian.engines.tables.card_table import ROW
from hengjian.lib import clock
from hengjian.warehouse import card_layout
from hengjian.warehouse.card_layout import Layout
from hengjian.warehouse.card_merge import Merge, RowState
from hengjian.warehouse.definitions import Definition
from hengjian.warehouse.importing.judging import Broken, Subject
from hengjian.warehouse.importing.linking import (
    OtherCards,
    first_of_each_key,
    rolled_columns,
)


def judged_cases(
    others: OtherCards, rows: pa.Table, merge: Merge
) -> tuple[list[Subject], list[Broken]]:
    """The cases that ``rows`` belong to, and what they break, for every rolled card."""
    definition = others.definition
    subjects: list[Subject] = []
    broken: list[Broken] = []
    for rolled in definition.pack.rolled_cards.values():
        if not rolled.checks or not _is_of_own_items(rolled, definition):
            continue
        cases = _cases(rolled, rows, merge)
        subjects += cases.values()
        cards = _cards_of_cases(others, rolled, rows, merge)
        found = check_rolled(
            rolled, cards, definition.packs, definition.pack.name, clock.today()
        )
        for failure in found:
            subject = cases.get(_text(failure.key))
            if subject is not None:
                rule = f"{rolled.name}.{failure.check.name}"
                broken.append(Broken(subject, failure.check, rule[:100]))
    return subjects, broken


def _is_of_own_items(rolled: RolledCard, definition: Definition) -> bool:
    """Rolled from this card, by items that are not personal (their texts are not kept)."""
    items = definition.card.items
    return all(name in items and not items[name].personal for name in rolled.key)


def _cases(rolled: RolledCard, rows: pa.Table, merge: Merge) -> dict[str, Subject]:
    layout = Layout(rolled.name, tuple(rolled.key), None, None)
    texts = card_layout.key_texts(rows, layout).to_pylist()
    cases: dict[str, Subject] = {}
    for row, (text, state) in enumerate(zip(texts, merge.states, strict=True)):
        known = cases.get(text)
        if known is None or known.state is RowState.UNCHANGED:
            changed = state != RowState.UNCHANGED
            cases[text] = Subject(
                digest=card_layout.key_digest(f"{rolled.name}\n{text}").hex(),
                text=text,
                state=RowState.CHANGED if changed else RowState.UNCHANGED,
                row=known.row if known else row,
            )
    return cases


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


def _text(key: Sequence[object]) -> str:
    columns = {f"k{at}": pa.array([value]) for at, value in enumerate(key)}
    layout = Layout("", tuple(columns), None, None)
    text: str = card_layout.key_texts(pa.table(columns), layout)[0].as_py()
    return text
