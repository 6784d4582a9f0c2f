"""The two back ends of expressions give the same answer, function by function.

``HENGJIAN_EXAMPLES`` sets how many expressions are tried for each function.
"""

import os
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from hengjian.engines.expressions import nodes
from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.function_model import Function, Overload
from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.literals import value_sql
from hengjian.engines.expressions.parsing import Expression, parse
from hengjian.engines.expressions.row import RowContext, compile_row
from hengjian.engines.expressions.types import ValueType
from hengjian.engines.tables.duckdb_session import Session, quoted, session
from tests.agreement.expressions.card import PARAMETERS, SCHEMA, SCOPE, rows
from tests.agreement.expressions.generating import (
    CALLS,
    any_expression,
    call,
    forms,
    leaves,
)


EXAMPLES = int(os.environ.get("HENGJIAN_EXAMPLES", "25"))
PERIOD = {
    "period_start": date(2021, 1, 1),
    "period_end": date(2021, 12, 31),
    "as_of": date(2022, 7, 1),
}
CONSTANTS = {name: value_sql(day, ValueType.DATE) for name, day in PERIOD.items()}
# What the language refuses by its own rules, however it came about
ALLOWED_REFUSALS = (
    "a parameter's fractions",
    "the expression is too large",
    "outcome has no code",
)

tried = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Session]:
    with session(threads=1) as opened:
        yield opened


def parsed(text: str) -> Expression:
    try:
        return parse(text, SCOPE)
    except ExpressionError as error:
        assume(not error.message.en.startswith(ALLOWED_REFUSALS))
        error.add_note(text)
        raise


def by_duckdb(
    engine: Session, expression: Expression, cards: list[dict[str, Any]], dated: bool
) -> list[Any]:
    sql = to_duckdb(
        expression,
        column=quoted,
        parameters=PARAMETERS,
        row_date_sql="row_on" if dated else None,
        constants=CONSTANTS,
    )
    engine.register("cards", pa.Table.from_pylist(cards, schema=SCHEMA))
    # one column more, or a whole table of constants would come back as one row
    found = engine.arrow(f"SELECT {sql} AS answer, row_on FROM cards")
    answers = found.column("answer").to_pylist()
    if expression.scale == 1:
        return answers
    return [
        None if value is None else Fraction(value) / expression.scale
        for value in answers
    ]


def by_row(
    expression: Expression, cards: list[dict[str, Any]], dated: bool
) -> list[Any]:
    compute = compile_row(expression, PARAMETERS)
    return [
        compute(card, RowContext(row_on=card["row_on"], dated=dated, **PERIOD))
        for card in cards
    ]


def assert_agree(
    engine: Session, text: str, cards: list[dict[str, Any]], dated: bool
) -> None:
    expression = parsed(text)

    plain = by_row(expression, cards, dated)

    assert by_duckdb(engine, expression, cards, dated) == plain, text
    event("unknown" if None in plain else "known")


@pytest.mark.parametrize(
    ("function", "overload"),
    CALLS,
    ids=[f"{function.name}-{'-'.join(one.arguments)}" for function, one in CALLS],
)
def test_each_function_agrees(
    engine: Session, function: Function, overload: Overload
) -> None:
    @tried
    @given(text=call(function, overload, depth=1), cards=rows, dated=st.booleans())
    def agree(text: str, cards: list[dict[str, Any]], dated: bool) -> None:
        assert_agree(engine, text, cards, dated)

    agree()


@settings(tried, max_examples=EXAMPLES * 12)
@given(text=any_expression, cards=rows, dated=st.booleans())
def test_any_expression_agrees(
    engine: Session, text: str, cards: list[dict[str, Any]], dated: bool
) -> None:
    assert_agree(engine, text, cards, dated)


def test_every_published_function_is_generated() -> None:
    assert {function.name for function, _overload in CALLS} == set(FUNCTIONS)


def test_every_kind_of_node_is_generated() -> None:
    reached: set[type] = set()

    def gather(text: str) -> None:
        waiting = [parsed(text).tree]
        while waiting:
            node = waiting.pop()
            reached.add(type(node))
            waiting.extend(node.children)

    for kind in ValueType:
        for form in [leaves(kind), *forms(kind, 1)]:
            settings(tried, max_examples=15, derandomize=True)(given(form)(gather))()

    every = {
        one
        for one in vars(nodes).values()
        if isinstance(one, type) and issubclass(one, nodes.Node)
    }
    assert every - reached == {nodes.Node, nodes.Truth}
