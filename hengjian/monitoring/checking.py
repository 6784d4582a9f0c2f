"""What the rules hit in a card table, from the versions in force. Writes nothing."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from hengjian.engines.indicators.request import CardFiles, CardSource
from hengjian.engines.monitoring.hits import hits, needed_sources, rules_over
from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.pack_format.monitoring_model import MonitoringRule
from hengjian.lib import clock
from hengjian.limits.models import CardLimit, Standing
from hengjian.monitoring.rules import monitored_cards
from hengjian.packs import queries as packs
from hengjian.warehouse import card_layout
from hengjian.warehouse.importing.fillers import Fillers
from hengjian.warehouse.queries import pins


MOST_TEXT = 200  # characters kept of a value that a rule read


@dataclass(frozen=True)
class Sources:
    """The tables that the rules over a card read, held fast, and their digest."""

    card: str
    files: Mapping[str, CardSource]
    version: int
    rests_on: str


def readers_of(card: str) -> list[str]:
    """The cards whose rules read a card's table: itself, and those linking to it."""
    loaded = packs.current().loaded
    return [c for c in monitored_cards() if card in needed_sources(loaded, c)]


def sources_of(card: str) -> Sources | None:
    """The tables in force for one card; None where nothing was imported."""
    current = packs.current()
    rules = rules_over(current.loaded, card)
    needed = needed_sources(current.loaded, card)
    pinned = pins.pins(needed)
    if card not in pinned:
        return None
    stated = needed | {rule.pack for rule in rules}
    told = {
        "pins": {
            name: [pin.table, pin.version] for name, pin in sorted(pinned.items())
        },
        "packs": {n: r.digest for n, r in current.releases.items() if n in stated},
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


def found_rows(sources: Sources) -> Iterator[dict[str, Any]]:
    """Every hit of every rule: the fields of its prompt."""
    loaded = packs.current().loaded
    card = loaded.packs[sources.card].card
    if card is None:
        return
    rules = rules_over(loaded, sources.card)
    today = clock.today()
    layout = card_layout.layout_of(card)
    named = [n for n in (card.unit, card.department, card.handler) if n is not None]
    columns = [*layout.key, *(n for n in named if n not in layout.key)]
    for rule, rows in hits(loaded, rules, sources.files, columns, today):
        if rows.num_rows:
            yield from _rows(card, layout, rule, rows, sources.version)
    for rule in rules:
        if rule.late is not None:
            yield from _late(rule, today, sources.version)


def _rows(
    card: CaseCard,
    layout: card_layout.Layout,
    rule: MonitoringRule,
    rows: pa.Table,
    version: int,
) -> Iterator[dict[str, Any]]:
    keys = card_layout.key_texts(rows, layout)
    digests = card_layout.key_digests(keys)
    units, departments, handlers = (
        _texts(rows, name) for name in (card.unit, card.department, card.handler)
    )
    people = Fillers.of(units, clock.today())
    read = sorted(rule.when.names) if rule.when is not None else []
    values = rows.select(read).to_pylist() if read else [{}] * rows.num_rows
    for i, key in enumerate(keys.to_pylist()):
        yield {
            "card_digest": digests[i].tobytes().hex(),
            "card_key": key[:400],
            **_of_rule(rule, version),
            "due_on": None,
            "custody": False,
            "facts": {name: _text(value) for name, value in values[i].items()},
            "unit_code": units[i][:20],
            "procuratorate_id": people.procuratorates.get(units[i]),
            "department_id": people.department(units[i], departments[i]),
            "department_text": departments[i][:200],
            "person_id": people.person(units[i], handlers[i]),
            "handler": handlers[i][:200],
        }


def _late(rule: MonitoringRule, today: date, version: int) -> Iterator[dict[str, Any]]:
    """The limits of the rule's deadline that have passed without the act."""
    passed = CardLimit.bookkeeping.filter(
        table__name=rule.card,
        deadline=rule.late,
        standing=Standing.RUNNING,
        due_on__lt=today,
    ).order_by("due_on", "pk")
    for limit in passed.iterator():
        yield {
            "card_digest": limit.card_digest,
            "card_key": limit.card_key,
            **_of_rule(rule, version),
            "limit": rule.limit or limit.limit,
            "due_on": limit.due_on,
            "custody": bool(limit.custody),
            "facts": {"started_on": _text(limit.started_on)},
            "unit_code": limit.unit_code,
            "procuratorate_id": limit.procuratorate_id,
            "department_id": limit.department_id,
            "department_text": limit.department_text,
            "person_id": limit.person_id,
            "handler": limit.handler,
        }


def _of_rule(rule: MonitoringRule, version: int) -> dict[str, Any]:
    return {
        "rule": rule.full_name,
        "level": rule.level,
        "ground": rule.ground,
        "limit": rule.limit or "",
        "deadline": rule.late or "",
        "version": version,
    }


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value)
    return (value.isoformat() if isinstance(value, date) else str(value))[:MOST_TEXT]


def _texts(rows: pa.Table, name: str | None) -> Sequence[str]:
    if name is None:
        return [""] * rows.num_rows
    return [str(value) if value is not None else "" for value in rows[name].to_pylist()]
