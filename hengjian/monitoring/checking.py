"""What the rules hit in a card table, from the versions in force. Writes nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa

from hengjian.engines.monitoring.hits import hits, needed_sources, rules_over
from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.pack_format.monitoring_model import MonitoringRule
from hengjian.lib import clock
from hengjian.limits.models import CardLimit, Standing
from hengjian.monitoring.rules import monitored_cards
from hengjian.packs import queries as packs
from hengjian.warehouse import card_layout
from hengjian.warehouse.card_places import place_columns, placed
from hengjian.warehouse.queries.held_sources import HeldSources, held_sources


MOST_TEXT = 200  # characters kept of a value that a rule read


def readers_of(card: str) -> list[str]:
    """The cards whose rules read a card's table: itself, and those linking to it."""
    loaded = packs.current().loaded
    return [c for c in monitored_cards() if card in needed_sources(loaded, c)]


def sources_of(card: str) -> HeldSources | None:
    """The tables in force for one card; None where nothing was imported."""
    loaded = packs.current().loaded
    needed = needed_sources(loaded, card)
    stated = {*needed, *(rule.pack for rule in rules_over(loaded, card))}
    return held_sources(card, needed, stated)


def found_rows(sources: HeldSources) -> Iterator[dict[str, Any]]:
    """Every hit of every rule: the fields of its prompt."""
    loaded = packs.current().loaded
    card = loaded.packs[sources.card].card
    if card is None:
        return
    rules = rules_over(loaded, sources.card)
    today = clock.today()
    layout = card_layout.layout_of(card)
    columns = place_columns(card, layout)
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
    read = sorted(rule.when.names) if rule.when is not None else []
    values = rows.select(read).to_pylist() if read else [{}] * rows.num_rows
    for place, value in zip(placed(card, layout, rows), values, strict=True):
        yield {
            **place,
            **_of_rule(rule, version),
            "due_on": None,
            "custody": False,
            "facts": {name: _text(each) for name, each in value.items()},
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
