"""No rate of matters passes 100 %: whatever a numerator counts, its denominator counts.

Invented cards, drawn with a fixed seed and whole in nothing else, are asked of both sides
of every percentage that counts matters. (Rates of imported cards follow published
definitions, which set the acts of a period against each other: those may pass it.)
"""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hengjian.engines.deadlines.work_calendar import DEFAULT
from hengjian.engines.expressions.row import RowContext, compile_row
from hengjian.engines.forms.computing import with_computed
from hengjian.engines.pack_format.model import CaseCard, Item, ItemType, Loaded, Measure
from hengjian.engines.pack_format.reading import load


PACKS = Path(__file__).parents[2] / "packs"
AS_OF = date(2026, 6, 30)
LOADED = load([PACKS])
CARDS = 400


def rates(loaded: Loaded) -> list[tuple[str, str, Measure, Measure]]:
    """Pack, indicator, numerator and denominator of what counts one kind of matters."""
    found = []
    for pack in loaded.packs.values():
        measures = {each.full_name: each for each in pack.measures.values()}
        for indicator in pack.indicators.values() if pack.kind == "handled" else ():
            tree: Any = indicator.value[-1].formula.tree
            if tree[0] != "/" or indicator.unit != "percent":
                continue
            sides = [measures.get(side[1]) for side in tree[1:]]
            above, below = sides
            if above and below and above.agg == below.agg == "count":
                found.append((pack.name, indicator.name, above, below))
    return found


def invented(card: CaseCard, loaded: Loaded, drawn: random.Random) -> dict[str, Any]:
    given = {
        name: value(item, drawn)
        for name, item in card.items.items()
        if name not in card.computed
    }
    return with_computed(given, card, loaded.parameters_in(card.name), DEFAULT, AS_OF)


def value(item: Item, drawn: random.Random) -> Any:
    if not item.required and drawn.random() < 0.3:
        return None
    match item.type:
        case ItemType.DATE:
            return date(2026, 5, 1) + timedelta(days=drawn.randrange(80))
        case ItemType.DATETIME:
            return datetime(2026, 5, 1, tzinfo=UTC) + timedelta(
                hours=drawn.randrange(2_000)
            )
        case ItemType.BOOLEAN:
            return drawn.random() < 0.5
        case ItemType.CHOICE:
            return drawn.choice(sorted(item.choices))
        case ItemType.INTEGER:
            return drawn.randrange(6)
        case ItemType.DECIMAL | ItemType.MONEY:
            return Decimal(drawn.randrange(100))
        case _:
            return drawn.choice("ab")


def counted(measure: Measure, card: CaseCard, rows: list[dict[str, Any]]) -> set[int]:
    parameters = LOADED.parameters_in(card.name)
    where = compile_row(measure.where, parameters) if measure.where else None
    found = set()
    for at, row in enumerate(rows):
        context = RowContext(
            row_on=row.get(card.partition_date or ""),
            period_start=date(2026, 1, 1),
            period_end=AS_OF,
            as_of=AS_OF,
        )
        is_dated = measure.dated_by is None or row.get(measure.dated_by) is not None
        if is_dated and (where is None or where(row, context) is True):
            found.add(at)
    return found


@pytest.mark.parametrize("pack", sorted({rate[0] for rate in rates(LOADED)}))
def test_what_a_rate_counts_above_it_counts_below(pack: str) -> None:
    card = LOADED.packs[pack].card
    assert card is not None
    drawn = random.Random(pack)
    rows = [invented(card, LOADED, drawn) for _ in range(CARDS)]

    for name, indicator, above, below in rates(LOADED):
        if name != pack:
            continue
        assert above.dated_by == below.dated_by, indicator
        assert counted(above, card, rows) <= counted(below, card, rows), indicator
