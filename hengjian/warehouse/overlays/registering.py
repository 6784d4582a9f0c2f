"""Registers matters for imported cards that are their national record, many at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.access.models import Account
from hengjian.audit.actors import Actor
from hengjian.engines.forms.cells import as_stored, as_typed
from hengjian.engines.pack_format.model import CaseCard, Overlay
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters import filling, recording
from hengjian.matters.actions import arriving
from hengjian.matters.actions.registering import register
from hengjian.matters.faults import MatterFault, NotFilled
from hengjian.matters.kinds import REGISTER, Kind
from hengjian.matters.models import Matter
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.warehouse import card_files, card_layout, definitions
from hengjian.warehouse.importing import placing
from hengjian.warehouse.models import CardTable
from hengjian.warehouse.overlays.own_cards import own_overlay
from hengjian.warehouse.queries import sealed


@dataclass(frozen=True)
class WantedCards:
    """Which cards: those whose date lies within, at most so many, in order of keys."""

    from_on: date | None = None
    to_on: date | None = None
    most: int | None = None


@dataclass(frozen=True)
class Place:
    """The office in whose register they go, and who registers them."""

    unit: Procuratorate
    department: Department | None
    account: Account
    by: Actor | None = None  # who acts, where that is not the account

    @property
    def actor(self) -> Actor:
        """Who registers: the account itself, or the system for it."""
        return self.by or self.account


@dataclass
class Registered:
    """What became of the cards: registered, known before, refused with the words."""

    registered: int = 0
    known: int = 0
    refused: list[tuple[str, Text]] = field(default_factory=list)


def register_from_cards(
    kind: Kind,
    card_name: str,
    place: Place,
    wanted: WantedCards,
    *,
    source: Text | None = None,
) -> Registered:
    """Register a matter for each card that has none, and let what it says arrive.

    ``source`` is said to have brought what arrives; else the card.

    Each is an act of its own: whatever stops half-way is gone on with by asking again.
    Cards that belong to another office, and sealed ones, are passed over. Raises
    ``UserFault`` where the card is not a national record of the kind.
    """
    overlay = _overlay(kind, card_name)
    card = definitions.in_force(card_name).card
    told = Registered()
    for key, row in _cards(card, place.unit, wanted):
        number = recording.joined([row.get(name) for name in overlay.key.values()])
        if _is_known(kind, number):
            told.known += 1
            continue
        try:
            _register(kind, overlay, card, place, row, source)
        except (NotFilled, MatterFault) as fault:
            told.refused.append((key, fault.message))
        else:
            told.registered += 1
    return told


def waiting(
    kind: Kind, card_name: str, unit: Procuratorate, wanted: WantedCards
) -> Iterator[str]:
    """The keys of the cards that have no matter yet."""
    overlay = _overlay(kind, card_name)
    for key, row in _cards(definitions.in_force(card_name).card, unit, wanted):
        number = recording.joined([row.get(name) for name in overlay.key.values()])
        if not _is_known(kind, number):
            yield key


def _is_known(kind: Kind, number: str) -> bool:
    return Matter.objects.filter(kind=kind.name, national_number=number).exists()


def _overlay(kind: Kind, card: str) -> Overlay:
    own = own_overlay(kind) if card == kind.name else None
    for overlay in (*kind.pack.overlays, *([own] if own is not None else [])):
        if overlay.card == card:
            return overlay
    raise UserFault(
        Text(
            f"“{card}”不是“{kind.title.zh}”叠加的案卡",
            f"“{card}” is no national record of “{kind.title.en}”",
        ),
        status=409,
    )


def _register(
    kind: Kind,
    overlay: Overlay,
    card: CaseCard,
    place: Place,
    row: dict[str, Any],
    source: Text | None,
) -> None:
    form = kind.form(REGISTER)
    fields = form.filled_items if form is not None else ()
    named = {**overlay.key, **overlay.items}
    zone = ZoneInfo(card.timezone)
    typed = {
        own: as_typed(row[there], kind.card.items[own], zone)
        for own, there in named.items()
        if own in fields and row.get(there) is not None
    }
    unit, department, account = place.unit, place.department, place.account
    bound = filling.registration(kind, unit, department, account, typed)
    matter = register(
        kind=kind,
        bound=bound,
        unit=unit,
        department=department,
        registrant=Person.objects.filter(pk=account.duty_person_id or 0).first(),
        by=place.actor,
    )
    values = {
        own: as_stored(row[there])
        for own, there in overlay.items.items()
        if row.get(there) is not None
    }
    source = source or Text(
        f"已导入的案卡“{card.name}”", f"the imported card “{card.name}”"
    )
    arriving.arrive(
        matter=matter, card=card.name, values=values, source=source, by=place.actor
    )


def _cards(
    card: CaseCard, unit: Procuratorate, wanted: WantedCards
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The wanted cards in force with their keys, in the order of keys."""
    table = CardTable.objects.filter(name=card.name).first()
    base = placing.base_version(table) if table is not None else None
    if base is None:
        return
    layout = card_layout.layout_of(card)
    found: dict[str, dict[str, Any]] = {}
    for path in base.paths:
        rows = _of_unit(card_files.read_rows(path), card, unit)
        texts = card_layout.key_texts(rows, layout).to_pylist()
        found |= dict(zip(texts, _rows(rows), strict=True))
    keys = sorted(
        key for key, row in found.items() if _is_wanted(card, row, unit, wanted)
    )
    for key in sealed.shown_keys(keys, card.name)[: wanted.most]:
        yield key, found[key]


def _of_unit(rows: pa.Table, card: CaseCard, unit: Procuratorate) -> pa.Table:
    """Before anything becomes Python's: the office's own cards, and those that say none."""
    if not card.unit or card.unit not in rows.column_names:
        return rows
    units = rows.column(card.unit).cast(pa.string())
    return rows.filter(pc.or_kleene(pc.equal(units, unit.code), pc.is_null(units)))


def _rows(rows: pa.Table) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = rows.to_pylist()
    return told


def _is_wanted(
    card: CaseCard, row: dict[str, Any], unit: Procuratorate, wanted: WantedCards
) -> bool:
    if card.unit and row.get(card.unit) not in (None, unit.code):
        return False
    if wanted.from_on is None and wanted.to_on is None:
        return True
    day = row.get(card.partition_date) if card.partition_date else None
    if isinstance(day, datetime):
        day = day.astimezone(ZoneInfo(card.timezone)).date()
    if day is None:
        return False
    after = wanted.from_on is None or day >= wanted.from_on
    return after and (wanted.to_on is None or day <= wanted.to_on)
