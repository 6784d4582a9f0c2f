"""The cards behind a line of a sheet, readable: each part of a key under its own head."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from hengjian.access.doors import PageRequest
from hengjian.appraisal.queries.told_sheets import ToldSheet
from hengjian.engines.indicators.drilling import Cell, MeasureCards
from hengjian.engines.pack_format.model import CaseCard
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.behind import Counted, counted_cards
from hengjian.indicators.queries.own_cards import own_cards
from hengjian.lib.bilingual import Text
from hengjian.limits.wording import key_parts


AT_MOST = 200  # rows of a measure on the page


@dataclass(frozen=True)
class Listed:
    """One measure's cards: heads of the key's parts, and a row for each card shown."""

    counted: Counted
    heads: tuple[Text, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def more(self) -> int:
        """How many cards the page leaves out for their number."""
        return len(self.counted.keys) - len(self.rows)


def cards_context(
    request: PageRequest, shown: ToldSheet, place: int, *, is_own: bool
) -> dict[str, Any]:
    """What the page of cards shows of a line. Raises ``Http404`` for a line without any."""
    line = next((one for one in shown.lines if one.place == place), None)
    found = [one for one in line.evidence if one.kind == "run"] if line else []
    if line is None or not found:
        raise Http404(place)
    cells = []
    for one in found:
        run_id, indicator, period, unit, whose = one.reference.split("|")
        run = get_object_or_404(Run, pk=int(run_id))
        label = run_inputs.packs_of(run).indicators[indicator].label
        level = "person" if hasattr(shown.sheet, "person") else "department"
        cell = Cell(period, {"procuratorate": unit, level: whose})
        counted = counted_cards(run, indicator, cell, request.user)
        if is_own:
            counted = [own_cards(each) for each in counted]
        cells.append(
            {
                "evidence": one,
                "run": run,
                "label": label,
                "listed": [listed(each) for each in counted],
            }
        )
    return {"line": line, "cells": cells, "told": shown}


def listed(counted: Counted) -> Listed:
    """A measure's cards with the parts of their keys apart."""
    rows = tuple(tuple(key_parts(key)) for key in counted.keys[:AT_MOST])
    return Listed(counted, _heads(counted.measures), rows)


def _heads(found: MeasureCards) -> tuple[Text, ...]:
    card = found.shape.card
    if isinstance(card, CaseCard):
        return tuple(card.items[name].label for name in card.key)
    return tuple(Text.same(name) for name in card.key)
