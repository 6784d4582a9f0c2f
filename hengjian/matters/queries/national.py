"""The national record beside a matter, and the cards from which one may be registered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from hengjian.engines.forms.cells import Stored, from_stored, in_words
from hengjian.lib.bilingual import Text
from hengjian.lib.registers import registered
from hengjian.matters.kinds import Kind
from hengjian.matters.models import Matter, RecordOf
from hengjian.organisation.models import Procuratorate


OFFERED = "warehouse.national_cards"
MOST = 100


@dataclass(frozen=True)
class Compared:
    """One item: as the national record tells it, and as it was noted here."""

    label: Text
    there: Text
    here: Text
    differs: bool


@dataclass(frozen=True)
class RecordShown:
    """A national record with what brought it last."""

    source: Text
    arrived_at: datetime
    items: tuple[Compared, ...]


@dataclass(frozen=True)
class Offered:
    """One imported card from which a matter may be registered."""

    card: str
    key: str
    values: Mapping[str, Stored]  # by items of the matter's card

    def words(self, kind: Kind) -> list[Text]:
        """Its values as they are read, in the order of ``headings``."""
        zone = ZoneInfo(kind.card.timezone)
        return [
            in_words(from_stored(self.values.get(name), item), item, zone)
            for name in shown_items(kind)
            for item in (kind.card.items[name],)
        ]


def records_of(matter: Matter, kind: Kind) -> list[RecordShown]:
    """The national records of a matter, item by item beside what was noted here."""
    zone = ZoneInfo(kind.card.timezone)
    found = []
    for record in matter.national_records.all():
        items = []
        for name, item in kind.card.items.items():
            there = record.values.get(name)
            if there is None:
                continue
            here = matter.values.get(name)
            items.append(
                Compared(
                    item.label,
                    in_words(from_stored(there, item), item, zone),
                    in_words(from_stored(here, item), item, zone),
                    here != there,
                )
            )
        found.append(RecordShown(record.source, record.arrived_at, tuple(items)))
    return found


def shown_items(kind: Kind) -> list[str]:
    """The arriving items that tell somebody which card it is, at most five."""
    arriving = {name for each in kind.pack.overlays for name in each.items}
    return [n for n in kind.card.items if n in arriving][:5]


def offered(kind: Kind, unit: Procuratorate) -> list[Offered]:
    """Cards of an office that no matter of the kind overlays yet, the newest first."""
    taken = set(
        Matter.objects.filter(
            kind=kind.name, procuratorate=unit, record_of=RecordOf.NATIONAL
        ).values_list("national_number", flat=True)
    )
    return [
        Offered(card, key, values)
        for provider in registered("PROVIDERS", OFFERED)
        for card, key, values in provider(kind, unit, taken, MOST)
    ]


def offered_card(
    kind: Kind, unit: Procuratorate, card: str, key: str
) -> Offered | None:
    """One of them by its key."""
    return next(
        (e for e in offered(kind, unit) if (e.card, e.key) == (card, key)), None
    )
