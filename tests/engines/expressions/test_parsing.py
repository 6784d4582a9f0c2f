"""What an expression reads and what it gives are known before any row."""

import pytest

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.parsing import parse
from hengjian.engines.expressions.types import Scope, ValueType
from tests.engines.expressions.cards import SCOPE


def test_expression_lists_what_it_reads() -> None:
    text = (
        "prosecution.outcome is null and as_of - accepted_on > param.reply_days "
        "and outcome in param.surplus and lookup(param.coefficients, case_number) > 0"
    )

    expression = parse(text, SCOPE)

    assert expression.text == text
    assert expression.names == {
        "prosecution.outcome", "accepted_on", "outcome", "case_number",
    }  # fmt: skip
    assert expression.parameters == {"reply_days", "surplus", "coefficients"}
    assert expression.constants == {"as_of"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("concluded_on - accepted_on", ValueType.INTEGER),
        ("accepted_on + 7", ValueType.DATE),
        ("persons + 1", ValueType.INTEGER),
        ("persons + 1.5", ValueType.DECIMAL),
        ("persons / 2", ValueType.DECIMAL),
        ("amount * persons", ValueType.DECIMAL),
        ("date(detained_at)", ValueType.DATE),
        ("outcome || 'x'", ValueType.TEXT),
        ("is_minor is not true", ValueType.BOOLEAN),
        ("case when is_minor then 1 else 2.5 end", ValueType.DECIMAL),
        ("case when is_minor then null else accepted_on end", ValueType.DATE),
        ("coalesce(accepted_on, '2024-01-01')", ValueType.DATE),
        ("detained_at", ValueType.DATETIME),
    ],
)
def test_type_follows_from_the_parts(text: str, kind: ValueType) -> None:
    assert parse(text, SCOPE).type is kind


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("persons", 1),
        ("param.rate", 1),
        ("param.share", 3),
        ("param.share + 1", 3),
        ("param.share * param.share", 9),
        ("param.share > 0.5", 1),
        ("case when is_minor then param.share else 0 end", 3),
        ("lookup(param.coefficients, outcome)", 3),
    ],
)
def test_scale_makes_fractions_whole(text: str, scale: int) -> None:
    assert parse(text, SCOPE).scale == scale


def test_spelling_and_spacing_of_words_do_not_matter() -> None:
    plain = parse("outcome is not null and length(outcome) > 3", SCOPE)
    shouted = parse("outcome IS NOT NULL\nAND  LENGTH( outcome )>3", SCOPE)

    assert plain.tree == shouted.tree


def test_item_may_be_called_what_is_a_word_of_sql_elsewhere() -> None:
    scope = type(SCOPE)(names={"limit": ValueType.INTEGER, "load": ValueType.INTEGER})

    assert parse("load + 1", scope).names == {"load"}


WORDS_OF_SQL = [
    "all", "any", "call", "current_user", "date", "distinct", "execute", "for",
    "from", "group", "map", "on", "only", "order", "timestamp", "union", "values",
]  # fmt: skip


@pytest.mark.parametrize("name", WORDS_OF_SQL)
@pytest.mark.parametrize(
    "text",
    [
        "{} = 'x'",
        "'x' = {}",
        "({}) like 'x%' and not {} is null",
        "coalesce({}, 'y') in ('x', {})",
        "case when {} = 'x' then {} else 'z' end = upper({})",
        "linked.{} = 'x'",
        "{}.item = 'x'",
    ],
)
def test_item_may_be_called_like_a_word_of_sql(name: str, text: str) -> None:
    names = [name, f"linked.{name}", f"{name}.item"]
    scope = Scope(names=dict.fromkeys(names, ValueType.TEXT))

    expression = parse(text.format(*[name] * 3), scope)

    assert expression.type is ValueType.BOOLEAN
    assert len(expression.names) == 1
    assert expression.names <= set(names)


def test_written_date_stays_one_beside_an_item_called_date() -> None:
    scope = Scope(names={"date": ValueType.DATE})

    expression = parse("date >= date '2025-01-01' and date is not null", scope)

    assert expression.names == {"date"}


@pytest.mark.parametrize("text", ["coalesce(all, 'y')", "coalesce(all outcome, 'y')"])
def test_word_that_no_item_has_is_not_passed_over(text: str) -> None:
    with pytest.raises(ExpressionError) as fault:
        parse(text, SCOPE)

    assert fault.value.position == len("coalesce(")
