"""The SQL never computes in floating point and never depends on the session's zone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import pyarrow as pa
import pytest

from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.literals import scaled, value_sql
from hengjian.engines.expressions.nodes import Node
from hengjian.engines.expressions.parsing import Expression, parse
from hengjian.engines.expressions.types import ParameterValue, ValueType
from hengjian.engines.tables.duckdb_session import Session, quoted, session
from tests.engines.expressions.cards import PARAMETERS, SCOPE


@pytest.fixture(scope="module")
def engine() -> Iterator[Session]:
    with session(threads=1) as opened:
        yield opened


def sql_of(expression: Expression, row_date: str | None = "accepted_on") -> str:
    return to_duckdb(
        expression,
        column=quoted,
        parameters=PARAMETERS,
        row_date_sql=row_date,
        constants={"as_of": "DATE '2024-06-30'"},
    )


@pytest.mark.parametrize(
    "text",
    [
        "1 / 3",
        "1.5 / 3",
        "7 % 2",
        "1.5 * 2.25",
        "round(2.345, 2)",
        "param.share * 2",
        *[function.example for function in FUNCTIONS.values()],
    ],
)
def test_no_value_is_floating(engine: Session, text: str) -> None:
    sql = sql_of(parse(text, SCOPE), row_date="DATE '2024-01-01'")

    answer = engine.arrow(f"SELECT {sql} AS answer").schema.field("answer").type

    assert not pa.types.is_floating(answer)
    assert " / " not in sql


def test_quote_in_a_text_stays_a_text(engine: Session) -> None:
    expression = parse("'it''s; DROP TABLE cards --' || ''''", SCOPE)

    assert engine.rows(f"SELECT {sql_of(expression)}") == [
        ("it's; DROP TABLE cards --'",)
    ]


def test_parameter_is_chosen_by_the_rows_date(engine: Session) -> None:
    cards = pa.table(
        {"accepted_on": [date(2018, 1, 1), date(2020, 1, 1), date(2023, 1, 1), None]}
    )
    engine.register("cards", cards.cast(pa.schema([("accepted_on", pa.date32())])))
    sql = sql_of(parse("param.reply_days", SCOPE))

    assert engine.rows(f"SELECT {sql} FROM cards") == [(None,), (7,), (10,), (None,)]


def test_parameter_without_a_date_is_that_of_as_of() -> None:
    sql = sql_of(parse("param.reply_days", SCOPE), row_date=None)

    assert "DATE '2024-06-30'" in sql


def test_parameter_with_neither_is_the_last() -> None:
    last: ParameterValue = PARAMETERS["reply_days"].values[-1]
    sql = to_duckdb(
        parse("param.reply_days", SCOPE), column=quoted, parameters=PARAMETERS
    )

    assert sql == str(last.value)


def test_fraction_comes_out_times_its_scale(engine: Session) -> None:
    expression = parse("lookup(param.coefficients, 'again') + 1", SCOPE)
    sql = sql_of(expression, row_date="DATE '2024-01-01'")

    (value,) = engine.rows(f"SELECT {sql}")[0]

    assert expression.scale == 3
    assert value == 5  # (2/3 + 1) × 3


def test_date_of_a_moment_does_not_follow_the_session(engine: Session) -> None:
    sql = sql_of(parse("date(timestamp '2024-02-01 00:30')", SCOPE))

    assert engine.rows("SELECT current_setting('TimeZone')") == [("UTC",)]
    assert engine.rows(f"SELECT {sql}") == [(date(2024, 2, 1),)]


@dataclass(frozen=True)
class Unheard(Node):
    """A node that no back end knows."""

    type: ValueType


@pytest.mark.parametrize("kind", [ValueType.BOOLEAN, ValueType.INTEGER])
def test_node_that_the_back_end_does_not_know_is_an_error(kind: ValueType) -> None:
    expression = replace(parse("1", SCOPE), tree=Unheard(kind))

    with pytest.raises(NotImplementedError, match="Unheard"):
        sql_of(expression)


def test_nul_never_gets_into_sql() -> None:
    with pytest.raises(ValueError, match="NUL"):
        value_sql("a\0b", ValueType.TEXT)


def test_value_that_its_scale_does_not_make_exact_is_an_error() -> None:
    with pytest.raises(ValueError, match="decimals"):
        scaled(Fraction(1, 3), 1)
