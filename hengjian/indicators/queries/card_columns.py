"""The columns of the cards behind a value: any item of the card, personal ones masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from hengjian.engines.pack_format.model import CaseCard, Item, ItemType
from hengjian.indicators.models import Run
from hengjian.indicators.queries.behind import Counted
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate
from hengjian.ui.columns import Column, ShownColumns, TableColumns
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse import card_layout
from hengjian.warehouse.models import CardTable
from hengjian.warehouse.queries import cards as card_queries
from hengjian.warehouse.queries import pins
from hengjian.warehouse.queries.shown_cards import in_words


MOST_USUAL = 9
# beside what the card names itself: when it ended and how
_ENDS = ("concluded_on", "outcome")
_MASKED = Text("(遮盖)", " (masked)")
_NUMBERS = {ItemType.INTEGER, ItemType.DECIMAL, ItemType.MONEY}
_NARROW = {ItemType.DATE, ItemType.DATETIME, ItemType.UNIT, ItemType.BOOLEAN}

Cells = Mapping[str, str]


@dataclass(frozen=True)
class PinnedCards:
    """Counted cards whose items can be shown, at the version that the run pinned."""

    card: CaseCard
    pin: pins.Pin
    columns: TableColumns

    def rows(self, shown: ShownColumns, keys: Sequence[str]) -> list[Cells]:
        """The shown items of the cards with these keys, in words; empty texts for none."""
        snapshot = pins.pinned_snapshot(self.card.name, self.pin)
        layout = card_layout.layout_of(self.card)
        found = card_queries.cards_by_key(snapshot, layout, keys)
        items = [self.card.items[name] for name in shown.names]
        kept = [item.name for item in items if item.name in found.column_names]
        rows = found.select(kept).to_pylist() if kept else [{}] * found.num_rows
        if any(item.personal for item in items):
            rows = self._with_masked(rows, found, layout)
        names = _names_of_places(items)
        return [
            {i.name: _text(self.card, i, row.get(i.name), names) for i in items}
            for row in rows
        ]

    def _with_masked(
        self, rows: list[dict[str, Any]], found: pa.Table, layout: card_layout.Layout
    ) -> list[dict[str, Any]]:
        keys = card_layout.key_texts(found, layout).to_pylist()
        table = CardTable.objects.get(name=self.card.name)
        masked = card_queries.masked_personal_items(table, self.pin.version, keys)
        return [
            {**row, **masked.get(key, {})} for row, key in zip(rows, keys, strict=True)
        ]


def pinned_cards(run: Run, counted: Counted) -> PinnedCards | None:
    """The cards of a measure; None for cards made of cards, which have keys alone."""
    card = counted.measures.shape.card
    if not isinstance(card, CaseCard) or card.name not in run.pins:
        return None
    pin = run.pins[card.name]
    if "file" in pin:
        return None
    usual = _usual(card, counted)
    columns = tuple(_column(card, item, usual) for item in _in_order(card, usual))
    table = TableColumns(f"cards.{card.name}", columns)
    return PinnedCards(card, pins.Pin.read(pin), table)


def _usual(card: CaseCard, counted: Counted) -> list[str]:
    """Key, place, who handles it, dates, outcome, then what the measure reads."""
    measure = counted.measures.measure
    asked = sorted(measure.where.names) if measure.where is not None else []
    named = (card.unit, card.department, card.handler, card.partition_date)
    wanted = [*card.key, *named, measure.dated_by, *_ENDS, *asked]
    names = dict.fromkeys(name for name in wanted if name and name in card.items)
    return [name for name in names if not card.items[name].personal][:MOST_USUAL]


def _in_order(card: CaseCard, usual: Sequence[str]) -> list[Item]:
    """The usual items, then the others as the card lists them, the personal ones last."""
    others = [item for item in card.items.values() if item.name not in usual]
    others.sort(key=lambda item: item.personal)
    return [*(card.items[name] for name in usual), *others]


def _column(card: CaseCard, item: Item, usual: Sequence[str]) -> Column:
    label = item.label
    if item.personal:
        label = Text(label.zh + _MASKED.zh, label.en + _MASKED.en)
    look = "number" if item.type in _NUMBERS else ""
    return Column(
        item.name,
        label,
        "narrow" if item.type in _NARROW else look,
        usual=item.name in usual,
        stays=item.name == card.key[0],
    )


def _names_of_places(items: Sequence[Item]) -> dict[str, str]:
    """Short names by code, where a column holds codes of places."""
    if not any(item.type is ItemType.UNIT for item in items):
        return {}
    named = Procuratorate.objects.values_list("code", "short_name", "name")
    return {code: short or name for code, short, name in named}


def _text(card: CaseCard, item: Item, value: Any, places: Mapping[str, str]) -> str:
    if value is None or value == "":
        return ""
    if item.type is ItemType.UNIT:
        return places.get(value, str(value))
    return in_reader_language(in_words(item, value, card.timezone))
