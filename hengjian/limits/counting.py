"""The limits of a card table, counted from the version in force. Writes nothing."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.indicators.request import CardFiles, CardSource
from hengjian.engines.limits.counting import Counted, count
from hengjian.engines.limits.reading import Window, needed_sources, running_rows
from hengjian.engines.pack_format.limit_model import Deadline
from hengjian.engines.pack_format.model import CaseCard
from hengjian.lib import clock
from hengjian.limits.models import Standing
from hengjian.packs import queries as packs
from hengjian.warehouse import card_layout
from hengjian.warehouse.importing.fillers import Fillers
from hengjian.warehouse.queries import pins


MET_SHOWN = timedelta(days=30)
"""How long a limit stays on the board after it was met."""


@dataclass(frozen=True)
class Sources:
    """The tables that the deadlines of a card read, held fast, and their digest."""

    card: str
    files: Mapping[str, CardSource]
    version: int
    rests_on: str


def countable_cards() -> list[str]:
    """The cards in force that show limits, in the packs' order."""
    loaded = packs.current().loaded
    return [p.name for p in loaded.packs.values() if p.deadlines and p.card is not None]


def readers_of(card: str) -> list[str]:
    """The cards whose deadlines read a card's table: itself, and those linking to it."""
    loaded = packs.current().loaded
    return [c for c in countable_cards() if card in needed_sources(loaded, c)]


def sources_of(card: str) -> Sources | None:
    """The tables in force for one card; None where nothing was imported.

    The calendar is not in the digest: whoever releases one moves the open limits.
    """
    current = packs.current()
    needed = needed_sources(current.loaded, card)
    pinned = pins.pins(needed)
    if card not in pinned:
        return None
    told = {
        "pins": {
            name: [pin.table, pin.version] for name, pin in sorted(pinned.items())
        },
        "packs": {n: r.digest for n, r in current.releases.items() if n in needed},
    }
    return Sources(
        card=card,
        files={
            name: CardFiles(tuple(paths))
            for name, paths in pins.sources_for(pinned).items()
        },
        version=pinned[card].version,
        rests_on=hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest(),
    )


def counted_rows(sources: Sources) -> Iterator[dict[str, Any]]:
    """Every limit of the table that runs or was met of late: the fields of its row."""
    loaded = packs.current().loaded
    card = loaded.packs[sources.card].card
    if card is None:
        return
    today = clock.today()
    layout = card_layout.layout_of(card)
    named = [n for n in (card.unit, card.department, card.handler) if n is not None]
    columns = [*layout.key, *(n for n in named if n not in layout.key)]
    calendar = calendar_in_force()
    window = Window(as_of=today, met_from=today - MET_SHOWN)
    for deadline, rows in running_rows(
        loaded, sources.card, sources.files, columns, window
    ):
        law = loaded.limits.get(deadline.limit)
        if law is not None and rows.num_rows:
            limits = count(rows, deadline, law, calendar)
            yield from _rows(card, layout, deadline, rows, limits)


def _rows(
    card: CaseCard,
    layout: card_layout.Layout,
    deadline: Deadline,
    rows: pa.Table,
    limits: Counted,
) -> Iterator[dict[str, Any]]:
    keys = card_layout.key_texts(rows, layout)
    digests = card_layout.key_digests(keys)
    units, departments, handlers = (
        _texts(rows, name) for name in (card.unit, card.department, card.handler)
    )
    due: Sequence[date | None] = limits.due.astype(object).tolist()
    people = Fillers.of(units, clock.today())
    for i, key in enumerate(keys.to_pylist()):
        facts, untold = limits.facts[i], limits.untold[i]
        suspended = bool(limits.standing[i])
        yield {
            "card_digest": digests[i].tobytes().hex(),
            "card_key": key[:400],
            "deadline": deadline.name,
            "limit": deadline.limit,
            "unit_code": units[i][:20],
            "procuratorate_id": people.procuratorates.get(units[i]),
            "department_id": people.department(units[i], departments[i]),
            "department_text": departments[i][:200],
            "person_id": people.person(units[i], handlers[i]),
            "handler": handlers[i][:200],
            "standing": _standing(facts.done, untold=untold, suspended=suspended),
            "acts": deadline.acts,
            "custody": facts.custody,
            "started_on": facts.start,
            "due_on": due[i],
            "done_on": facts.done,
            "provisional": bool(limits.provisional[i]),
            "untold": untold.value if untold is not None else "",
            "facts": facts.as_json(),
        }


def _standing(done: date | None, *, untold: object, suspended: bool) -> Standing:
    if untold is not None:
        return Standing.UNTOLD
    if done is not None:
        return Standing.MET
    return Standing.SUSPENDED if suspended else Standing.RUNNING


def _texts(rows: pa.Table, name: str | None) -> list[str]:
    if name is None:
        return [""] * rows.num_rows
    return [value or "" for value in rows[name].cast(pa.string()).to_pylist()]
