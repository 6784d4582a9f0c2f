"""The cards of one whole case, for findings that are about the case."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hengjian.engines.pack_format.model import CaseCard, RolledCard
from hengjian.lib.bilingual import Text
from hengjian.packs import queries
from hengjian.warehouse import card_files, card_layout, card_store
from hengjian.warehouse.models import NO_VERSION, Finding
from hengjian.warehouse.queries import sealed
from hengjian.warehouse.queries.shown_cards import in_words


MOST_COLUMNS = 7
MOST_CARDS = 100


@dataclass(frozen=True)
class CaseCards:
    """What the cards together are called, their heads, one row for each card."""

    label: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    count: int


def rolled_card_of(finding: Finding) -> RolledCard | None:
    """The card made of cards that the finding's rule judges; None for one card's rule."""
    name, dot, _ = finding.rule.partition(".")
    pack = queries.current().loaded.packs.get(finding.table.name)
    return pack.rolled_cards.get(name) if pack is not None and dot else None


def case_cards(finding: Finding, card: CaseCard, rolled: RolledCard) -> CaseCards:
    """The case's cards at the version in force, without personal items.

    Raises ``StoreFault``.
    """
    table = finding.table
    names = _columns(card, rolled)
    found: list[pa.Table] = []
    if table.current_version != NO_VERSION:
        snapshot = card_store.open_version(table.location, table.current_version)
        layout = card_layout.Layout(rolled.name, tuple(rolled.key), None, None)
        for path in snapshot.paths:
            keys = pq.read_table(path, columns=list(rolled.key))
            hit = pc.equal(card_layout.key_texts(keys, layout), finding.card_key)
            if pc.any(hit).as_py():
                found.append(card_files.read_rows(path).filter(hit))
    rows = [row for part in found for row in _shown(part, card).to_pylist()]
    rows.sort(key=lambda row: tuple(str(row.get(name)) for name in card.key))
    return CaseCards(
        rolled.label if rolled.label.zh else Text("整案", "the whole case"),
        tuple(card.items[name].label for name in names),
        tuple(
            tuple(in_words(card.items[name], row.get(name)) for name in names)
            for row in rows[:MOST_CARDS]
        ),
        len(rows),
    )


def _shown(cards: pa.Table, card: CaseCard) -> pa.Table:
    texts = card_layout.key_texts(cards, card_layout.layout_of(card)).to_pylist()
    return cards.filter(sealed.shown(texts, card.name))


def _columns(card: CaseCard, rolled: RolledCard) -> list[str]:
    """The key, what the rules of the case read, who handles it."""
    asked = {name for check in rolled.checks for name in check.assertion.names}
    read = [item.of for name, item in rolled.items.items() if name in asked and item.of]
    others = (card.partition_date, card.handler, "outcome", "concluded_on")
    wanted = dict.fromkeys([*card.key, *read, *(name for name in others if name)])
    shown = [n for n in wanted if n in card.items and not card.items[n].personal]
    return shown[:MOST_COLUMNS]
