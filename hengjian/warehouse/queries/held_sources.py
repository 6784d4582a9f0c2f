"""The tables that something computed from a card rests on, held fast, with a digest."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hengjian.engines.indicators.request import CardFiles, CardSource
from hengjian.packs import queries as packs
from hengjian.warehouse.queries import pins


@dataclass(frozen=True)
class HeldSources:
    """A card's table and those it is linked to, and what the answer will rest on."""

    card: str
    files: Mapping[str, CardSource]
    version: int
    rests_on: str


def held_sources(
    card: str, needed: Collection[str], stated: Collection[str]
) -> HeldSources | None:
    """The tables in force of the cards ``needed``; None where nothing was imported.

    The digest names their versions and the releases of the packs ``stated``: the same
    digest gives the same answer.
    """
    pinned = pins.pins(needed)
    if card not in pinned:
        return None
    releases = packs.current().releases
    told = {
        "pins": {
            name: [pin.table, pin.version] for name, pin in sorted(pinned.items())
        },
        "packs": {name: r.digest for name, r in releases.items() if name in stated},
    }
    return HeldSources(
        card=card,
        files={
            name: CardFiles(tuple(paths))
            for name, paths in pins.sources_for(pinned).items()
        },
        version=pinned[card].version,
        rests_on=hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest(),
    )
