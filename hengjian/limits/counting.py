"""The limits of a card table, counted from the version in force. Writes nothing."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.limits.counting import Counted, count
from hengjian.engines.limits.reading import Window, needed_sources, running_rows
from hengjian.engines.pack_format.limit_model import Deadline
from hengjian.engines.pack_format.model import CaseCard
from hengjian.lib import clock
from hengjian.limits.models import Standing
from hengjian.packs import queries as packs
from hengjian.warehouse import card_layout
from hengjian.warehouse.card_places import place_columns, placed
from hengjian.warehouse.queries.held_sources import HeldSources, held_sources


MET_SHOWN = timedelta(days=30)
"""How long a limit stays on the board after it was met."""


def countable_cards() -> list[str]:
    """The cards in force that show limits, in the packs' order."""
    loaded = packs.current().loaded
    return [p.name for p in loaded.packs.values() if p.deadlines and p.card is not None]


def readers_of(card: str) -> list[str]:
    """The cards whose deadlines read a card's table: itself, and those linking to it."""
    loaded = packs.current().loaded
    return [c for c in countable_cards() if card in needed_sources(loaded, c)]


def sources_of(card: str) -> HeldSources | None:
    """The tables in force for one card; None where nothing was imported.

    The calendar is not in the digest: whoever releases one moves the open limits.
    """
    needed = needed_sources(packs.current().loaded, card)
    return held_sources(card, needed, stated=needed)


def counted_rows(sources: HeldSources) -> Iterator[dict[str, Any]]:
    """Every limit of the table that runs or was met of late: the fields of its row."""
    loaded = packs.current().loaded
    card = loaded.packs[sources.card].card
    if card is None:
        return
    today = clock.today()
    layout = card_layout.layout_of(card)
    columns = place_columns(card, layout)
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
    due: Sequence[date | None] = limits.due.astype(object).tolist()
    for i, place in enumerate(placed(card, layout, rows)):
        facts, untold = limits.facts[i], limits.untold[i]
        suspended = bool(limits.standing[i])
        yield {
            **place,
            "deadline": deadline.name,
            "limit": deadline.limit,
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
