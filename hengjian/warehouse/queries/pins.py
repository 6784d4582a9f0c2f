"""Pins of card tables, and the Parquet files behind them for the engines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.warehouse import card_store
from hengjian.warehouse.card_store import Snapshot, StoreFault
from hengjian.warehouse.models import NO_VERSION, CardTable


class PinBroken(StoreFault):
    """What a pin holds fast is no longer there, or no longer the same."""


@dataclass(frozen=True)
class Pin:
    """A card table held fast: its identity, a version, the digest of its file list."""

    table: str
    version: int
    digest: str

    @classmethod
    def read(cls, kept: Mapping[str, object]) -> "Pin":
        """A pin from its JSON form ``{table, version, digest}``."""
        return cls(str(kept["table"]), int(str(kept["version"])), str(kept["digest"]))


def pins(cards: Iterable[str] | None = None) -> dict[str, Pin]:
    """The versions in force, by card; tables without any import are left out."""
    found = CardTable.objects.exclude(current_version=NO_VERSION)
    if cards is not None:
        found = found.filter(name__in=list(cards))
    return {
        table.name: Pin(table.table_id, table.current_version, table.current_digest)
        for table in found
    }


def pinned_snapshot(card: str, pin: Pin) -> Snapshot:
    """A card's table exactly as pinned, however long ago. Raises ``PinBroken``."""
    table = CardTable.objects.filter(name=card).first()
    if table is None or pin.version > table.current_version:
        raise _broken(card, pin)
    snapshot = card_store.open_version(table.location, pin.version)
    if (snapshot.table_id, snapshot.digest) != (pin.table, pin.digest):
        raise _broken(card, pin)
    return snapshot


def sources_for(pinned: Mapping[str, Pin]) -> dict[str, list[Path]]:
    """The Parquet files of each pinned table, as ``RunRequest`` takes them."""
    return {
        card: pinned_snapshot(card, pin).paths for card, pin in sorted(pinned.items())
    }


def _broken(card: str, pin: Pin) -> PinBroken:
    return PinBroken(
        Text(
            f"案卡表“{card}”第 {pin.version} 版与固定时不一致",
            f"card table “{card}” at version {pin.version} is not what was pinned",
        )
    )
