"""Conditions taken apart into atoms say the same as the conditions."""

from datetime import date
from itertools import product

import pyarrow as pa
import pytest

from hengjian.engines.expressions.duckdb_sql import to_duckdb
from hengjian.engines.expressions.parsing import Expression, parse
from hengjian.engines.expressions.row import RowContext, compile_row
from hengjian.engines.expressions.types import Scope, ValueType
from hengjian.engines.indicators.atoms import (
    AllOf,
    InClasses,
    Signature,
    compared,
    logic_of,
)
from hengjian.engines.indicators.narrowing import narrowings_of
from hengjian.engines.indicators.signatures import column
from hengjian.engines.tables.duckdb_session import quoted, session


SCOPE = Scope(
    names={
        "outcome": ValueType.TEXT,
        "charge": ValueType.TEXT,
        "is_minor": ValueType.BOOLEAN,
        "days": ValueType.INTEGER,
    }
)
CONDITIONS = (
    "outcome = 'a'",
    "'a' = outcome",
    "outcome <> 'a'",
    "not outcome = 'a'",
    "not outcome <> 'b'",
    "outcome in ('a', 'b')",
    "outcome not in ('a', 'b')",
    "outcome in ('a', charge)",
    "outcome is null",
    "outcome is not null",
    "not (outcome is null or charge = 'x')",
    "(outcome = 'a') is true",
    "not ((outcome = 'a') is true)",
    "(outcome = 'a') is false",
    "(outcome = 'a') is not false",
    "is_minor",
    "not is_minor",
    "is_minor is null",
    "is_minor is not null and not (is_minor and days > 3)",
    "days > 3 or outcome = 'c'",
    "not (days > 3 and outcome = 'a')",
    "coalesce(outcome, 'a') = 'a'",
    "outcome = charge",
    "case when is_minor then outcome = 'a' else charge = 'y' end",
    "outcome = 'it''s'",
    "true",
    "false or days = 5",
)
ROWS = [
    {"outcome": o, "charge": c, "is_minor": m, "days": d}
    for o, c, m, d in product(
        (None, "a", "b", "c", "it's", ""),
        (None, "x", "y", "a"),
        (None, True, False),
        (None, 3, 5),
    )
]


def written(expression: Expression) -> str:
    return to_duckdb(expression, column=quoted, parameters={})


def test_atoms_are_true_where_the_conditions_are() -> None:
    expressions = [parse(text, SCOPE) for text in CONDITIONS]
    signature = Signature(logic_of(one, written) for one in expressions)
    words = ", ".join(f"{w} AS _s{i}" for i, w in enumerate(signature.words_sql()))

    with session() as engine:
        engine.register("rows", pa.Table.from_pylist(ROWS))
        found = engine.arrow(f"SELECT {words} FROM rows")
    packed = [column(found, f"_s{i}") for i in range(signature.word_count)]

    context = RowContext(row_on=date(2025, 1, 1))
    for place, expression in enumerate(expressions):
        function = compile_row(expression, {})
        expected = [function(row, context) is True for row in ROWS]
        assert signature.holds(place, packed).tolist() == expected, expression.text


def test_comparisons_with_one_column_share_its_class() -> None:
    texts = ["outcome = 'a'", "outcome <> 'b'", "outcome in ('a', 'c')"]
    signature = Signature(logic_of(parse(text, SCOPE), written) for text in texts)

    (word,) = signature.words_sql()
    assert word == (
        "CASE \"outcome\" WHEN 'a' THEN 2::BIGINT WHEN 'b' THEN 3::BIGINT"
        " WHEN 'c' THEN 4::BIGINT ELSE CASE WHEN \"outcome\" IS NULL THEN 0::BIGINT"
        " ELSE 1::BIGINT END END"
    )


def test_a_column_that_is_only_asked_whether_it_is_known_takes_one_bit() -> None:
    signature = Signature([logic_of(parse("outcome is null", SCOPE), written)])

    assert signature.words_sql() == [
        'CASE WHEN "outcome" IS NULL THEN 0::BIGINT ELSE 1::BIGINT END'
    ]


def test_a_measure_without_a_condition_holds_everywhere() -> None:
    signature = Signature([AllOf(())])

    with session() as engine:
        found = engine.arrow(f"SELECT {signature.words_sql()[0]} AS _s0")

    assert signature.holds(0, [column(found, "_s0")]).tolist() == [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outcome = 'a' and is_minor", ["\"outcome\" IN ('a')"]),
        (
            "outcome in ('b', 'a') and charge = 'x'",
            ["\"outcome\" IN ('a', 'b')", "\"charge\" IN ('x')"],
        ),
        ("outcome <> 'a' and days > 3", []),
        ("outcome = 'a' or is_minor", []),
        ("outcome = 'a'", ["\"outcome\" IN ('a')"]),
    ],
)
def test_a_condition_narrows_by_what_it_demands_of_single_items(
    text: str, expected: list[str]
) -> None:
    found = narrowings_of(parse(text, SCOPE))

    assert [one.sql(quoted(one.item)) for one in found] == [f"({e})" for e in expected]


def test_other_nodes_compare_nothing() -> None:
    assert compared(parse("days > 3", SCOPE).tree) is None
    assert isinstance(logic_of(parse("outcome = 'a'", SCOPE), written), InClasses)
