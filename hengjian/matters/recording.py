"""Whose record a matter is: the national system's, or this platform's."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hengjian.engines.pack_format.model import ItemType, Overlay
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import MatterFault
from hengjian.matters.kinds import NUMBER, Kind
from hengjian.matters.models import Matter, RecordOf, RecordSetting
from hengjian.organisation.models import Procuratorate


RECORD_OF = "record_of"
"""An item of a card that tells it, filled by the platform at registration."""


def record_of(kind: Kind, unit: Procuratorate, day: date) -> RecordOf:
    """Where an office keeps the record of a kind on a day.

    The setting of the nearest office, itself or above it, holds; else what the pack says.
    """
    if kind.pack.record_of != RecordOf.NATIONAL:
        return RecordOf.HERE
    settings = RecordSetting.objects.filter(
        kind=kind.name, from_on__lte=day, procuratorate__in=_upwards(unit)
    ).select_related("procuratorate")
    nearest = max(
        settings,
        key=lambda each: (len(each.procuratorate.path), each.from_on, each.pk),
        default=None,
    )
    return RecordOf(nearest.record_of) if nearest is not None else RecordOf.NATIONAL


def _upwards(unit: Procuratorate) -> list[int]:
    return [int(key) for key in unit.path.split("/") if key]


def national_number(kind: Kind, values: Mapping[str, Any]) -> str:
    """The number under which the national system knows a matter; empty: not known yet."""
    parts = [values.get(name) for name in number_items(kind)]
    return joined(parts) if all(parts) else ""


def number_items(kind: Kind) -> tuple[str, ...]:
    """The items of a kind's card that hold its number in the national system."""
    if kind.pack.record_of != RecordOf.NATIONAL:
        return ()
    place = {kind.card.unit, NUMBER}
    return tuple(name for name in kind.card.key if name not in place)


def key_there(overlay: Overlay, key: tuple[str, ...], values: Mapping[str, Any]) -> str:
    """A matter's key text on an imported card with the key ``key``; empty: not known."""
    own = {there: here for here, there in overlay.key.items()}
    parts = [values.get(own.get(name, "")) for name in key]
    return joined(parts) if parts and all(parts) else ""


def joined(parts: list[Any]) -> str:
    """One text of a key, as the card tables write it."""
    return "|".join(
        str(part).replace("\\", "\\\\").replace("|", "\\|") for part in parts
    )


def own_numbers(kind: Kind, unit: Procuratorate, number: str) -> dict[str, str]:
    """What stands for the national number of a matter whose record is kept here."""
    items = kind.card.items
    return {
        name: f"{unit.code}-{number}"
        for name in number_items(kind)
        if items[name].type is ItemType.TEXT
    }


def refuse_taken(matter: Matter) -> None:
    """Raise ``MatterFault`` where the office has the national number on another matter."""
    if not matter.national_number:
        return
    found = (
        Matter.objects.filter(
            kind=matter.kind,
            procuratorate=matter.procuratorate,
            national_number=matter.national_number,
            merged_into__isnull=True,
        )
        .exclude(pk=matter.pk)
        .first()
    )
    if found is not None:
        raise MatterFault(
            Text(
                f"全国系统编号 {matter.national_number} 已登记为 {found.number}",
                f"{matter.national_number} of the national system is registered"
                f" as {found.number}",
            )
        )
