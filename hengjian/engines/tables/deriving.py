"""Items that a card computes from its others: ``derive`` first, then ``limit``."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.deadlines.counting import due_many
from hengjian.engines.deadlines.lengths import Unit, parse_length
from hengjian.engines.deadlines.work_calendar import WorkCalendar
from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import ParameterHistory
from hengjian.engines.pack_format.model import CaseCard, Item, ItemType
from hengjian.engines.tables.conversion.column import TYPES
from hengjian.engines.tables.duckdb_session import Session, quoted, session
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


# days whose limit the working-day calendar can reach
_FIRST_START = np.datetime64("2000-01-01", "D")
_LAST_START = np.datetime64("2148-12-31", "D")


def row_date_sql(card: CaseCard) -> str | None:
    """SQL of the date by which a row's parameters are chosen; None for dateless cards."""
    if card.partition_date is None:
        return None
    name = quoted(card.partition_date)
    if card.items[card.partition_date].type is ItemType.DATETIME:
        return f"CAST(timezone('{card.timezone}', {name}) AS DATE)"
    return name


def with_derived(
    table: pa.Table,
    card: CaseCard,
    parameters: Mapping[str, ParameterHistory],
    calendar: WorkCalendar,
) -> tuple[pa.Table, list[Text]]:
    """The table with its derived items and limits filled in, and notices.

    A value that the file gave for a computed item stays only where nothing can be
    computed. Raises ``UserFault`` for items that are derived from each other.
    """
    items = in_order(card)
    notices: list[Text] = []
    if not items:
        return table, notices
    with session() as engine:
        for item in items:
            if item.derive is not None:
                values = _derived(engine, table, card, item.derive, parameters)
            else:
                values, refused = _due(table, card, item, calendar)
                if refused:
                    notices.append(_not_counted(item, refused))
            table = _filled(table, card, item, values)
    return table, notices


def in_order(card: CaseCard) -> list[Item]:
    """Computed items, each after those it reads."""
    computed = {i.name: i for i in card.items.values() if i.derive or i.limit}
    ordered: dict[str, Item] = {}

    def add(item: Item, waiting: tuple[str, ...]) -> None:
        if item.name in waiting:
            raise UserFault(_circle((*waiting, item.name)))
        for name in sorted(_reads(item) & computed.keys()):
            if name not in ordered:
                add(computed[name], (*waiting, item.name))
        ordered.setdefault(item.name, item)

    for item in computed.values():
        add(item, ())
    return list(ordered.values())


def _reads(item: Item) -> frozenset[str]:
    if item.derive is not None:
        return item.derive.names
    return frozenset([item.limit.start]) if item.limit else frozenset()


def _circle(names: tuple[str, ...]) -> Text:
    chain = " → ".join(names)
    return Text(
        f"项目互相推算，没有起点：{chain}", f"items derived in a circle: {chain}"
    )


def _derived(
    engine: Session,
    table: pa.Table,
    card: CaseCard,
    expression: Expression,
    parameters: Mapping[str, ParameterHistory],
) -> pa.ChunkedArray:
    sql = to_duckdb(
        expression,
        column=quoted,
        parameters=parameters,
        row_date_sql=row_date_sql(card),
        constants={},
    )
    engine.register("cards", table)
    query = f"SELECT {sql} AS value FROM cards"  # noqa: S608 (compiled, not given)
    values = engine.arrow(query).column("value")
    engine.unregister("cards")
    return values if expression.scale == 1 else _divided(values, expression.scale)


def _divided(values: pa.ChunkedArray, scale: int) -> pa.ChunkedArray:
    """Exact division, once, rounded half up: SQL yields value × scale."""
    encoded = values.combine_chunks().dictionary_encode()
    decimal = TYPES[ItemType.DECIMAL]
    smallest = Decimal(1).scaleb(-decimal.scale)
    with localcontext(prec=60):
        found = [
            None
            if value is None
            else (Decimal(value) / scale).quantize(smallest, ROUND_HALF_UP)
            for value in encoded.dictionary.to_pylist()
        ]
    return pa.chunked_array([pa.array(found, decimal).take(encoded.indices)])


def _due(
    table: pa.Table, card: CaseCard, item: Item, calendar: WorkCalendar
) -> tuple[pa.ChunkedArray, int]:
    """Due dates, and how many could not be counted for lack of a calendar."""
    assert item.limit is not None  # noqa: S101 (for the type checker)
    length = parse_length(item.limit.length)
    starts = table.column(item.limit.start)
    if length.unit is Unit.HOURS:
        hours = pa.scalar(timedelta(hours=length.number), pa.duration("us"))
        return pc.add(_moments(starts, card.timezone), hours), 0
    days = np.asarray(_local_days(starts, card.timezone).combine_chunks())
    days = days.astype("datetime64[D]")
    outside = ~np.isnat(days) & ((days < _FIRST_START) | (days > _LAST_START))
    days[outside] = np.datetime64("NaT")
    due = due_many(days, length, calendar)
    return pa.chunked_array([pa.array(due, pa.date32())]), int(outside.sum())


def _local_days(starts: pa.ChunkedArray, timezone: str) -> pa.ChunkedArray:
    if pa.types.is_timestamp(starts.type):
        return pc.local_timestamp(starts.cast(pa.timestamp("us", timezone))).cast(
            pa.date32(), safe=False
        )
    return starts


def _moments(starts: pa.ChunkedArray, timezone: str) -> pa.ChunkedArray:
    """Moments as they are; days as their first moment in the card's zone."""
    if pa.types.is_timestamp(starts.type):
        return starts
    midnight = starts.cast(pa.timestamp("us"))
    placed = pc.assume_timezone(
        midnight, timezone, ambiguous="earliest", nonexistent="latest"
    )
    return placed.cast(TYPES[ItemType.DATETIME])


def _filled(
    table: pa.Table, card: CaseCard, item: Item, values: pa.ChunkedArray
) -> pa.Table:
    wanted = TYPES[item.type]
    if pa.types.is_timestamp(values.type) and wanted == pa.date32():
        values = _local_days(values, card.timezone)
    computed = values.cast(wanted)
    index = table.column_names.index(item.name)
    given = table.column(index)
    if given.null_count < len(given):
        computed = pc.coalesce(computed, given)
    return table.set_column(index, item.name, computed)


def _not_counted(item: Item, rows: int) -> Text:
    return Text(
        f"{rows} 行的起算日期不在 2000 年至 2148 年之间，未推算“{item.label.zh}”",
        f'{rows} rows start outside the years 2000 to 2148: "{item.label.en}" is not'
        " computed there",
    )
