"""An expression reaches the card's items and the published functions, nothing else."""

import inspect
import sys

import pytest
import sqlglot

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.parsing import parse
from hengjian.engines.expressions.translating import Translator
from tests.engines.expressions.cards import SCOPE


ESCAPES = [
    # other statements
    "ATTACH 'other.db'",
    "COPY cards TO 'out.csv'",
    "PRAGMA database_list",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET threads = 1",
    "CALL duckdb_tables()",
    "EXPORT DATABASE 'folder'",
    "DROP TABLE cards",
    "persons; DROP TABLE cards",
    "persons = 1; --",
    # files, settings, the machine
    "read_csv('secret.csv')",
    "read_parquet('secret.parquet')",
    "read_text('secret.txt') = ''",
    "read_blob('/etc/passwd')",
    "glob('*')",
    "getenv('HOME')",
    "current_setting('allowed_paths')",
    "current_user",
    "session_user = 'x'",
    "version()",
    "current_database()",
    "query('select 1')",
    "query_table('cards')",
    "pg_read_file('x')",
    # other rows and tables
    "(SELECT 1)",
    "persons IN (SELECT persons FROM cards)",
    "EXISTS (SELECT 1)",
    "persons = ANY (SELECT 1)",
    "(FROM cards)",
    "WITH x AS (SELECT 1) SELECT * FROM x",
    "VALUES (1)",
    "(TABLE cards)",
    "count(*)",
    "sum(persons)",
    "sum(persons) OVER ()",
    "row_number() OVER (ORDER BY persons)",
    "lag(persons) OVER (PARTITION BY outcome)",
    "sum(persons) FILTER (WHERE is_minor)",
    "persons UNION SELECT 1",
    "*",
    "cards.*",
    "COLUMNS('.*')",
    "rowid",
    "cards.rowid",
    "main.cards.persons",
    "information_schema.tables",
    # names that are not in scope
    "salary",
    "name",
    "param",
    "param.secret",
    "param.coefficients.first",
    "period_start",
    "__class__",
    "persons.__class__",
    "case_number.__class__.__mro__",
    "__import__('os')",
    "case_number.format(persons)",
    "outcome.outcome",
    # structures, functions of functions
    "persons[1]",
    "[1, 2, 3]",
    "[x for x in persons]",
    "list_transform([1], x -> x)",
    "lambda x: x",
    "x -> x + 1",
    "{'a': 1}",
    "{'a': 1}.a",
    "struct_pack(a := 1)",
    "MAP {'a': 1}",
    "row(1, 2)",
    "(1, 2)",
    "(persons, outcome) = (1, 'approved')",
    "case_number->'a'",
    "case_number->>'a'",
    "unnest([1])",
    "apply([1], x -> x)",
    # parameters of prepared statements, variables
    "$1",
    "$name",
    "?",
    ":name",
    "@name",
    "getvariable('x')",
    "{{ persons }}",
    "${HOME}",
    # casts
    "persons::VARCHAR",
    "CAST(persons AS VARCHAR)",
    "TRY_CAST(case_number AS INTEGER)",
    "CAST('2024-01-01' AS INTERVAL)",
    "INTERVAL 1 DAY",
    "accepted_on + INTERVAL '1' MONTH",
    "'x'::BLOB",
    "x'00'",
    "DATE 'today'",
    # quotes and comments
    '"persons"',
    '"cards"."persons"',
    "`persons`",
    "E'\\x41'",
    "$$text$$",
    "U&'\\0041'",
    "persons -- more",
    "persons /* more */",
    "persons # more",
    "case_number = 'open",
    "case_number = 'a\0b'",
    # patterns and growth
    "regexp_matches(case_number, '(a+)+$')",
    "regexp_replace(case_number, 'a', 'b')",
    "case_number ~ 'a'",
    "case_number SIMILAR TO 'a'",
    "case_number GLOB '*'",
    "case_number ILIKE 'a'",
    "case_number LIKE case_number",
    "case_number LIKE 'a' ESCAPE '!'",
    "case_number LIKE '%a%b%c%d%e%'",
    "repeat('a', 1000000000)",
    "lpad('a', 1000000000, 'b')",
    "range(1000000000)",
    "generate_series(1, 1000000000)",
    "format('{:1000000000}', 1)",
    "printf('%1000000000d', 1)",
    "string_agg(case_number)",
    "replace(case_number, 'a', 'aaaaaaaa')",
    "replace(case_number, '', 'a')",
    "persons ** 99",
    "persons ^ 99",
    "2 ^ 62",
    "persons !",
    "persons << 60",
    "pow(10, 300)",
    "exp(700)",
    "1e308",
    "0x7fffffff",
    "1_000",
    "random()",
    "now()",
    "current_date",
    "uuid()",
    "nextval('s')",
    "sleep(1)",
    "error('x')",
    # grammar that means something else
    "persons AS p",
    "persons p",
    "persons, outcome",
    "NOT",
    "",
    "   ",
    "CASE END",
    "accepted_on AT TIME ZONE 'UTC'",
    "outcome COLLATE nocase",
    "persons IS DISTINCT FROM 1",
    "persons BETWEEN SYMMETRIC 1 AND 2",
    "extract(year FROM accepted_on)",
    "trim(LEADING 'a' FROM case_number)",
    "position('a' IN case_number)",
    "substring(case_number FROM 2 FOR 3)",
    "overlay(case_number PLACING 'x' FROM 1)",
    "if(is_minor, 1, 2)",
    "iif(is_minor, 1, 2)",
    "coalesce(DISTINCT persons, 1)",
    "grouping(persons)",
    "TRY(persons)",
    "persons NOTNULL",
    "persons ISNULL",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_escape_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(text, SCOPE)

    assert 0 <= refused.value.position <= max(len(text), 1)
    assert refused.value.message.zh
    assert refused.value.message.en


def test_at_least_thirty_escapes_are_tried() -> None:
    assert len(set(ESCAPES)) >= 30


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100 + "persons" + ")" * 100,
        "(" * 5_000 + "persons" + ")" * 5_000,
        "not " * 5_000 + "is_minor",
        "- " * 3_000 + "persons",
        "+".join(["persons"] * 5_000),
        "case when is_minor then " * 300 + "1" + " end" * 300,
        "nullif(" * 55 + "persons" + ", 1)" * 55,
        "accepted_on" + " + 1" * 55,
        "persons in (" + ", ".join(["1"] * 50_000) + ")",
        "'" + "长" * 5_000 + "'",
        "case_number = '" + "a" * 50_000 + "'",
        "replace(" * 55 + "case_number" + ", 'a', 'b')" * 61,
        "((((" * 400,
        "'" * 9_999,
        "9" * 9_999,
        "." * 9_999,
    ],
    ids=lambda text: text[:20],
)
def test_bomb_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text, SCOPE)


def test_long_chain_of_conditions_is_no_bomb() -> None:
    text = " or ".join(f"persons = {number}" for number in range(300))

    assert parse(text, SCOPE).names == {"persons"}


@pytest.mark.parametrize(
    "text",
    [
        "getenv('HOME')",
        "trim(LEADING 'a' FROM case_number)",
        "round(amount, 2, 1)",
        "persons IN (SELECT 1)",
        "persons IN UNNEST([1])",
        "(SELECT 1)",
        "persons::VARCHAR",
        "CAST('2024-01-01' AS INTERVAL)",
        "persons IS (1)",
        "sum(persons) OVER ()",
        "x -> x",
        "$1",
        "*",
    ],
)
def test_what_slips_past_the_words_is_refused_by_the_grammar(text: str) -> None:
    """The second line: every node of the grammar must be in the table."""
    tree = sqlglot.parse_one(text, dialect="duckdb")

    with pytest.raises(ExpressionError):
        Translator(text, SCOPE).translate(tree)


def test_long_sum_is_refused_and_not_followed_for_ever() -> None:
    with pytest.raises(ExpressionError, match="嵌套"):
        parse("persons" + " + 1" * 100, SCOPE)


def test_deepest_nesting_can_be_read_from_deep_within_a_request() -> None:
    text = "not (" * 20 + "is_minor" + ")" * 20

    def deep(frames: int) -> object:
        return deep(frames - 1) if frames else parse(text, SCOPE)

    assert deep(200)


def test_stack_that_does_not_suffice_is_a_refusal() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        with pytest.raises(ExpressionError, match="嵌套"):
            parse("(" * 20 + "persons" + ")" * 20, SCOPE)
    finally:
        sys.setrecursionlimit(limit)
