"""Row interpreter, DuckDB and Spark give the same answer for every published function.

``HENGJIAN_EXAMPLES`` sets how many expressions are tried: each example is one query with
an expression for every overload of every function, over many random cards.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.parsing import Expression, parse
from hengjian.engines.tables.duckdb_session import Session, quoted, session
from hengjian.warehouse.spark_session import SparkSession
from tests.agreement.expressions.card import PARAMETERS, SCHEMA, SCOPE, rows
from tests.agreement.expressions.generating import CALLS, any_expression, call
from tests.agreement.expressions.test_back_ends_agree import (
    ALLOWED_REFUSALS,
    CONSTANTS,
    EXAMPLES,
    by_row,
)


pytestmark = pytest.mark.spark
Cards = list[dict[str, Any]]

tried = settings(
    max_examples=max(2, EXAMPLES // 8),
    phases=set(Phase) - {Phase.shrink, Phase.explain},  # a query takes a second
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)
many_cards = st.lists(rows, min_size=4, max_size=6).map(
    lambda lists: [card for cards in lists for card in cards]
)


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Session]:
    with session(threads=1) as opened:
        yield opened


def parsed(texts: Sequence[str]) -> dict[str, Expression]:
    """The expressions that the language does not refuse by its own rules."""
    found = {}
    for text in texts:
        try:
            found[text] = parse(text, SCOPE)
        except ExpressionError as error:
            if not error.message.en.startswith(ALLOWED_REFUSALS):
                error.add_note(text)
                raise
    return found


def query(expressions: Sequence[Expression], dated: bool) -> str:
    columns = ", ".join(
        to_duckdb(
            expression,
            column=quoted,
            parameters=PARAMETERS,
            row_date_sql="row_on" if dated else None,
            constants=CONSTANTS,
        )
        + f" AS answer_{place}"
        for place, expression in enumerate(expressions)
    )
    return f"SELECT _n, {columns} FROM cards ORDER BY _n"


def answers(
    engine: Session | SparkSession, expressions: Sequence[Expression], dated: bool
) -> list[list[Any]]:
    table = engine.arrow(query(expressions, dated))
    return [
        table.column(f"answer_{place}").to_pylist()
        if expression.scale == 1
        else [
            None if value is None else Fraction(value) / expression.scale
            for value in table.column(f"answer_{place}").to_pylist()
        ]
        for place, expression in enumerate(expressions)
    ]


def assert_agree(
    engines: Sequence[Session | SparkSession],
    texts: Sequence[str],
    cards: Cards,
    dated: bool,
) -> None:
    expressions = parsed(texts)
    table = pa.Table.from_pylist(cards, schema=SCHEMA)
    table = table.append_column("_n", pa.array(range(len(cards)), pa.int64()))
    plain = [by_row(expression, cards, dated) for expression in expressions.values()]

    for engine in engines:
        engine.register("cards", table)
        found = answers(engine, list(expressions.values()), dated)
        for text, got, expected in zip(expressions, found, plain, strict=True):
            assert got == expected, f"{type(engine).__module__}: {text}"


def test_each_function_agrees(duckdb: Session, spark: SparkSession) -> None:
    @tried
    @given(
        texts=st.tuples(*[call(function, one, depth=1) for function, one in CALLS]),
        cards=many_cards,
        dated=st.booleans(),
    )
    def agree(texts: tuple[str, ...], cards: Cards, dated: bool) -> None:
        assert_agree([duckdb, spark], texts, cards, dated)

    agree()


def test_any_expression_agrees(duckdb: Session, spark: SparkSession) -> None:
    @tried
    @given(
        texts=st.lists(any_expression, min_size=40, max_size=40),
        cards=many_cards,
        dated=st.booleans(),
    )
    def agree(texts: list[str], cards: Cards, dated: bool) -> None:
        assert_agree([duckdb, spark], texts, cards, dated)

    agree()
