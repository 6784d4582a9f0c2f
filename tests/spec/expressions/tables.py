"""Tiny tables as text: one row for each card, the last column the expected answer.

An empty cell is an unknown value. Both back ends must give the answers.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.parsing import parse
from hengjian.engines.expressions.row import RowContext, compile_row
from hengjian.engines.expressions.types import (
    ParameterHistory,
    ParameterValue,
    Scope,
    ValueType,
)
from hengjian.engines.tables.duckdb_session import quoted, session


ITEMS = {
    "case_number": ValueType.TEXT,
    "charge": ValueType.TEXT,
    "outcome": ValueType.TEXT,
    "identity_number": ValueType.TEXT,
    "persons": ValueType.INTEGER,
    "months": ValueType.INTEGER,
    "amount": ValueType.DECIMAL,
    "accepted_on": ValueType.DATE,
    "concluded_on": ValueType.DATE,
    "birth_on": ValueType.DATE,
    "detained_at": ValueType.DATETIME,
    "questioned_at": ValueType.DATETIME,
    "is_minor": ValueType.BOOLEAN,
    "is_local": ValueType.BOOLEAN,
    "prosecution.outcome": ValueType.TEXT,
}
ARROW_TYPES = {
    ValueType.TEXT: pa.string(),
    ValueType.INTEGER: pa.int64(),
    ValueType.DECIMAL: pa.decimal128(24, 6),
    ValueType.DATE: pa.date32(),
    ValueType.DATETIME: pa.timestamp("us", "UTC"),
    ValueType.BOOLEAN: pa.bool_(),
}


def history(
    name: str, kind: ValueType, shape: str, **versions: Any
) -> ParameterHistory:
    """``history("days", INTEGER, "scalar", y2019=7)``: in force from that new year."""
    values = tuple(
        ParameterValue(date(int(year[1:]), 1, 1), value)
        for year, value in versions.items()
    )
    return ParameterHistory(name, kind, shape, values)


PARAMETERS = {
    one.name: one
    for one in (
        history("reply_days", ValueType.INTEGER, "scalar", y2019=7, y2023=10),
        history("share", ValueType.DECIMAL, "scalar", y2019=Fraction(2, 3)),
        history("violent", ValueType.TEXT, "list", y2019=("抢劫", "故意伤害")),
        history(
            "points",
            ValueType.DECIMAL,
            "map",
            y2019={"盗窃": 1, "抢劫": Fraction(3, 2), "诈骗": Fraction(1, 3)},
        ),
    )
}
SCOPE = Scope(
    names=ITEMS,
    parameters=PARAMETERS,
    constants=frozenset({"as_of", "period_start", "period_end"}),
    choices={"outcome": frozenset({"approved", "not_approved", "withdrawn"})},
)
PERIOD = {
    "period_start": date(2024, 1, 1),
    "period_end": date(2024, 3, 31),
    "as_of": date(2024, 3, 31),
}


def answers(expression: str, table: str) -> None:
    """Assert that both back ends give the last column of the table."""
    cards, expected = _read(table, parse(expression, SCOPE).type)
    assert _by_row(expression, cards) == expected
    assert _by_duckdb(expression, cards) == expected


def answer(expression: str, expected: str) -> None:
    """Assert the value of an expression that reads no card; written as in a table."""
    answers(expression, f"answer\n{expected or '-'}")


def _read(table: str, kind: ValueType) -> tuple[list[dict[str, Any]], list[Any]]:
    lines = [line.split("|") for line in table.strip().splitlines()]
    header = [cell.strip() for cell in lines[0]]
    kinds = [ITEMS.get(name, kind) for name in header]
    cards: list[dict[str, Any]] = []
    expected: list[Any] = []
    for line in lines[1:]:
        cells = [cell.strip() for cell in line] + [""] * (len(header) - len(line))
        values = [_value(cell, one) for cell, one in zip(cells, kinds, strict=True)]
        cards.append(dict(zip(header[:-1], values[:-1], strict=True)))
        expected.append(values[-1])
    return cards, expected


def _value(cell: str, kind: ValueType) -> Any:
    if cell in ("", "-"):
        return None
    match kind:
        case ValueType.TEXT:
            return cell.strip("'")
        case ValueType.INTEGER:
            return int(cell)
        case ValueType.DECIMAL:
            return Fraction(cell) if "/" in cell else Decimal(cell)
        case ValueType.DATE:
            return date.fromisoformat(cell)
        case ValueType.DATETIME:
            # as read on a clock in Shanghai
            return datetime.fromisoformat(f"{cell}+08:00").astimezone(UTC)
        case ValueType.BOOLEAN:
            return {"yes": True, "no": False}[cell]


def _by_row(text: str, cards: list[dict[str, Any]]) -> list[Any]:
    compute = compile_row(parse(text, SCOPE), PARAMETERS)
    return [
        compute(card, RowContext(row_on=card.get("accepted_on"), **PERIOD))
        for card in cards
    ]


def _by_duckdb(text: str, cards: list[dict[str, Any]]) -> list[Any]:
    expression = parse(text, SCOPE)
    sql = to_duckdb(
        expression,
        column=quoted,
        parameters=PARAMETERS,
        row_date_sql=quoted("accepted_on"),
        constants={name: f"DATE '{day}'" for name, day in PERIOD.items()},
    )
    schema = pa.schema([(name, ARROW_TYPES[kind]) for name, kind in ITEMS.items()])
    with session(threads=1) as engine:
        engine.register("cards", pa.Table.from_pylist(cards, schema=schema))
        found = engine.arrow(f"SELECT {sql} AS answer, accepted_on FROM cards")
    values = found.column("answer").to_pylist()
    if expression.scale == 1:
        return values
    return [None if one is None else Fraction(one) / expression.scale for one in values]
