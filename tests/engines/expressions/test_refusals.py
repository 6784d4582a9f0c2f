"""What is wrong is said with its place and, where possible, with the mend."""

import pytest

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.parsing import parse
from hengjian.engines.expressions.types import ValueType
from tests.engines.expressions.cards import SCOPE


def refusal(text: str, expect: ValueType | None = None) -> ExpressionError:
    with pytest.raises(ExpressionError) as refused:
        parse(text, SCOPE, expect)
    return refused.value


@pytest.mark.parametrize(
    ("text", "place", "suggestion"),
    [
        ("outcom = 'approved'", "outcom", "did you mean outcome?"),
        ("persons > 1 and acepted_on is null", "acepted_on", "accepted_on"),
        ("outcome = 'aproved'", "'aproved'", "did you mean approved"),
        ("outcome <> 'rejected'", "'rejected'", "approved, not_approved, withdrawn"),
        ("outcome in ('approved', 'withdrown')", "'withdrown'", "withdrawn"),
        ("'aproved' = outcome", "'aproved'", "approved"),
        ("prosecution.outcome = 'approved'", "'approved'", "prosecuted"),
        ("persons = param.reply_day", "param.reply_day", "reply_days"),
        ("lenght(case_number) = 3", "lenght", "length"),
        ("len(case_number) = 3", "len", "length(a)"),
        ("ifnull(persons, 0)", "ifnull", "coalesce(a, b)"),
        ("if(is_minor, 1, 2)", "if", "case when"),
        ("persons = null", "persons", "is null"),
        ("persons = '3'", "persons", "to_integer"),
        ("case_number + 'x' = ''", "case_number", "||"),
        ("accepted_on > detained_at", "accepted_on", "date(…)"),
        ("detained_at - detained_at", "detained_at", "elapsed_days"),
        ("accepted_on > '2024/01/01'", "accepted_on", "'2025-01-31'"),
        ("accepted_on > '2024-02-30'", "accepted_on", "'2025-01-31'"),
        ("param.surplus = 'x'", "param", "in param.surplus"),
        ("param.coefficients > 1", "param", "lookup(param.coefficients, …)"),
        ("lookup(outcome, 'x')", "outcome", "lookup(param.map, x)"),
        ("lookup(param.coefficients)", "lookup", "lookup(param.map, item)"),
        ("outcome in outcome", "outcome", "x in param.list"),
        ('"outcome" = \'approved\'', '"', "single quotes"),
        ("sum(persons)", "sum", "measures.yaml"),
        ("current_date - accepted_on", "current_date", None),
        ("substring(case_number, 1)", "substring", "substring(text, integer, integer)"),
        ("add_months('2024-13-01', 1)", "add_months", "'2025-01-31'"),
        ("detained_at > '2024-01-31 25:00'", "detained_at", "08:30"),
        ("trial.outcome = 'x'", "trial", "outcome"),
        ("zz.persons = 1", "zz", "did you mean persons?"),
        ("length(persons)", "length", "length(text) → integer"),
    ],
)  # fmt: skip
def test_mistake_is_named_with_its_mend(
    text: str, place: str, suggestion: str | None
) -> None:
    error = refusal(text)

    assert text[error.position :].startswith(place)
    if suggestion is not None:
        assert error.suggestion is not None
        assert suggestion in error.suggestion.en


@pytest.mark.parametrize(
    "text",
    [
        "persons and is_minor",
        "not persons",
        "case when persons then 1 else 2 end",
        "case when is_minor then 1 else 'x' end",
        "coalesce(persons, 'x')",
        "persons between '1' and '2'",
        "is_minor + 1",
        "-case_number",
        "accepted_on * 2",
        "accepted_on + concluded_on",
        "accepted_on + amount",
        "3 - accepted_on",
        "amount % 2",
        "persons is true",
        "case_number like 3",
        "outcome in (1, 2)",
        "add_months(accepted_on, 1.5)",
        "substring(case_number, persons, 1)",
        "substring(case_number, 0, 1)",
        "left(case_number, -1)",
        "round(amount, 7)",
        "identity_number_valid(case_number || 'x')",
        "persons = amount_",
        "9223372036854775808",
        "0.1234567",
        "1 + null",
        "persons in (null)",
        "1 = '2'",
        "accepted_on % 2",
        "accepted_on - amount",
        "'x' - accepted_on",
        "outcome in param.coefficients",
        "lookup(param.surplus, outcome)",
        "replace(case_number, outcome, 'x')",
        "replace(case_number, 'a', outcome)",
        "coalesce(accepted_on, 'x', 3)",
        "add_months(accepted_on)",
        "accepted_on is 3",
        "persons not between symmetric 1 and 2",
    ],
)
def test_types_that_do_not_go_together_are_refused(text: str) -> None:
    refusal(text)


def test_name_out_of_bounds_gives_its_reason() -> None:
    error = refusal("persons > 1 and name = '张三'")

    assert error.message.en == "personal items may not stand in measures"
    assert error.position == 16


def test_constant_out_of_place_is_no_unknown_name() -> None:
    assert "period_end has no meaning here" in refusal("period_end").message.en


def test_place_counts_over_lines() -> None:
    text = "persons > 1\n  and outcome = 'aproved'"

    assert text[refusal(text).position :] == "'aproved'"


def test_place_of_what_is_missing_is_the_word_before_it() -> None:
    assert refusal("persons >").position == len("persons ")


def test_whole_value_must_be_of_the_expected_type() -> None:
    error = refusal("persons + 1", ValueType.BOOLEAN)

    assert error.message.en == "this should be boolean, but is integer"


def test_integer_may_stand_where_a_decimal_is_expected() -> None:
    assert parse("persons + 1", SCOPE, ValueType.DECIMAL).type is ValueType.DECIMAL


def test_two_texts_without_a_comma_are_a_slip() -> None:
    error = refusal("outcome in ('approved' 'withdrawn')")

    assert "comma" in error.message.en


@pytest.mark.parametrize(
    "text",
    [
        "round(param.share)",
        "param.share / 2",
        "persons / param.share",
        "floor(lookup(param.coefficients, 'first'))",
    ],
)
def test_fraction_in_what_is_not_linear_is_refused(text: str) -> None:
    assert "2/3" in refusal(text).message.en


def test_error_says_nothing_of_the_library_beneath() -> None:
    assert "sqlglot" not in str(refusal("persons ==== 1")).lower()


@pytest.mark.parametrize("text", ["param.odder", "param.odd * param.odd * persons"])
def test_fraction_with_a_monstrous_denominator_is_refused(text: str) -> None:
    assert "denominators" in refusal(text).message.en
