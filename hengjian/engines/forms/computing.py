"""Items that a card computes, for one row: ``derive`` and ``limit``, as at an import."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from hengjian.engines.deadlines.counting import due_many
from hengjian.engines.deadlines.lengths import Unit, parse_length
from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.engines.expressions.row import RowContext, compile_row
from hengjian.engines.expressions.types import ParameterHistory
from hengjian.engines.forms.cells import Value
from hengjian.engines.pack_format.model import CaseCard, Item, ItemType, Limit


_SCALES = {ItemType.DECIMAL: Decimal("0.000001"), ItemType.MONEY: Decimal("0.01")}

Parameters = Mapping[str, ParameterHistory]


def context_of(card: CaseCard, row: Mapping[str, Any], as_of: date) -> RowContext:
    """The row's date by the card's ``partition_date``; parameters follow it."""
    if card.partition_date is None:
        return RowContext(as_of=as_of, dated=False)
    on = row.get(card.partition_date)
    if isinstance(on, datetime):
        on = on.astimezone(ZoneInfo(card.timezone)).date()
    return RowContext(row_on=on, as_of=as_of)


def with_computed(
    row: Mapping[str, Value],
    card: CaseCard,
    parameters: Parameters,
    calendar: WorkCalendar,
    as_of: date,
) -> dict[str, Value]:
    """The row with its computed items; what needs another card stays as it is."""
    filled: dict[str, Value] = dict(row)
    for name in card.computed:
        item = card.items[name]
        if item.limit is not None:
            filled[name] = _due(filled, card, item, item.limit, calendar)
        elif item.derive is not None and item.derive.names <= card.items.keys():
            found = compile_row(item.derive, parameters)(
                filled, context_of(card, filled, as_of)
            )
            filled[name] = _fitted(found, item)
    return filled


def _fitted(value: Any, item: Item) -> Value:
    """The value in the item's column: rounded half up, once, to its places."""
    scale = _SCALES.get(item.type)
    if value is None or scale is None:
        found: Value = value
        return found
    if isinstance(value, Fraction):
        # one division, at more places than the column keeps
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value).quantize(scale, ROUND_HALF_UP)


def _due(
    row: Mapping[str, Value],
    card: CaseCard,
    item: Item,
    limit: Limit,
    calendar: WorkCalendar,
) -> Value:
    start = row.get(limit.start)
    if not isinstance(start, date):
        return None
    zone = ZoneInfo(card.timezone)
    length = parse_length(limit.length)
    if length.unit is Unit.HOURS:
        begun = start if isinstance(start, datetime) else _midnight(start, zone)
        return begun + timedelta(hours=length.number)
    day = start.astimezone(zone).date() if isinstance(start, datetime) else start
    if not date(2000, 1, 1) <= day <= date(2148, 12, 31):
        return None  # beyond the calendar, as at an import
    [due] = due_many(np.array([day], "datetime64[D]"), length, calendar)
    found: date = due.astype("datetime64[D]").item()
    if item.type is ItemType.DATETIME:
        return datetime.combine(found, time(), UTC)
    return found


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
