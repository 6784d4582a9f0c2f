"""A card behind a finding as its page shows it; personal items masked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hengjian.engines.pack_format.model import CaseCard, Item, RolledCard, RolledItem
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse import card_layout, card_store
from hengjian.warehouse.definitions import CardUnknown, in_force
from hengjian.warehouse.models import NO_VERSION, Finding
from hengjian.warehouse.queries.cards import cards_by_key, masked_personal_items
from hengjian.warehouse.queries.told_findings import ToldFindings


@dataclass(frozen=True)
class ShownItem:
    """One item of a card in words."""

    name: str
    label: Text
    value: Text
    personal: bool
    concerned: bool  # the finding's rule reads it


def card_in_force(name: str) -> CaseCard | None:
    """The card's definition; None where its pack is released no more."""
    try:
        return in_force(name).card
    except CardUnknown:
        return None


# what a finding on a balance says besides items
_OTHERS = {
    "period": Text("期间", "Period"),
    "difference": Text("两边相差", "Difference of the two sides"),
}


def items_as_found(
    finding: Finding, card: CaseCard | None, rolled: RolledCard | None = None
) -> list[ShownItem]:
    """The items that the rule reads, as they stood when it was found.

    A rule about a whole case reads the items of ``rolled``.
    """
    items: Mapping[str, Item | RolledItem] = {
        **(card.items if card is not None else {}),
        **(rolled.items if rolled is not None else {}),
    }
    return [
        ShownItem(
            name,
            items[name].label if name in items else _OTHERS.get(name, Text.same(name)),
            in_words(items.get(name), value),
            personal=False,  # masked when it was found
            concerned=True,
        )
        for name, value in ToldFindings().values(finding).items()
    ]


def card_now(
    finding: Finding,
    card: CaseCard | None,
    unmasked: Mapping[str, str] | None = None,
) -> list[ShownItem]:
    """All items of the card at the version in force that are filled or concerned.

    Empty where the card is gone. ``unmasked`` are personal items in the clear. Raises
    ``StoreFault``.
    """
    table = finding.table
    if card is None or table.current_version == NO_VERSION:
        return []
    snapshot = card_store.open_version(table.location, table.current_version)
    layout = card_layout.layout_of(card)
    key = finding.card_key
    rows = cards_by_key(snapshot, layout, [key], finding.unit_code).to_pylist()
    if not rows:
        return []
    masked = masked_personal_items(table, table.current_version, [key]).get(key, {})
    personal = dict(unmasked) if unmasked is not None else masked
    shown = []
    for item in card.items.values():
        value = personal.get(item.name) if item.personal else rows[0].get(item.name)
        concerned = item.name in finding.values
        if concerned or value not in (None, ""):
            words = in_words(item, value, card.timezone)
            shown.append(
                ShownItem(item.name, item.label, words, item.personal, concerned)
            )
    return _with_place(shown, card)


def in_words(
    item: Item | RolledItem | None, value: object, timezone: str = "Asia/Shanghai"
) -> Text:
    """A value as people read it: labels for codes, yes or no, dates; empty is a dash."""
    if value is None or value == "":
        return Text.same("—")
    if isinstance(value, bool) or value in {"True", "False"}:
        return Text("是", "yes") if str(value) == "True" else Text("否", "no")
    if isinstance(value, datetime):
        return Text.same(f"{value.astimezone(ZoneInfo(timezone)):%Y-%m-%d %H:%M}")
    if isinstance(value, date):
        return Text.same(value.isoformat())
    if item is not None and str(value) in item.choices:
        return item.choices[str(value)]
    return Text.same(str(value))


def _with_place(shown: list[ShownItem], card: CaseCard) -> list[ShownItem]:
    """The unit's code becomes its name."""
    places = {item.value.zh for item in shown if item.name == card.unit}
    names = dict(
        Procuratorate.objects.filter(code__in=places).values_list("code", "name")
    )
    return [
        ShownItem(
            item.name,
            item.label,
            Text.same(names.get(item.value.zh, item.value.zh)),
            item.personal,
            item.concerned,
        )
        if item.name == card.unit
        else item
        for item in shown
    ]
