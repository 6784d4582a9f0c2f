"""What is written for Spark where it means something else than DuckDB by the same words.

That the answers are the same is shown on Spark itself (``tests/spark``).
"""

from pathlib import Path

import pytest

from hengjian.engines.expressions.spark_sql import Kind, to_spark


def spark(expression: str) -> str:
    return to_spark(f"SELECT {expression} AS x FROM t").sql[7:-12]


@pytest.mark.parametrize(
    ("duckdb", "expected"),
    [
        ("TRY(a + b)", "(TRY_ADD(a, b))"),
        ("TRY(0 - a)", "(TRY_SUBTRACT(0, a))"),
        ("TRY(a % b)", "(TRY_MOD(a, b))"),
        ("TRY(abs(a))", "(TRY_CAST(ABS(CAST(a AS DECIMAL(20, 0))) AS BIGINT))"),
        (
            "TRY(CAST(a * b AS DECIMAL(30, 6)))",
            "(TRY_CAST(TRY_MULTIPLY(a, b) AS DECIMAL(30, 6)))",
        ),
        ("TRY(d + TRY_CAST(n AS INTEGER))", "(DATE_ADD(d, TRY_CAST(n AS INT)))"),
        ("TRY(d - TRY_CAST(n AS INTEGER))", "(DATE_SUB(d, TRY_CAST(n AS INT)))"),
        ("date_diff('day', a, b)", "CAST(DATEDIFF(b, a) AS BIGINT)"),
        ("isodow(d)", "(WEEKDAY(d) + 1)"),
        ("epoch_us(a)", "UNIX_MICROS(a)"),
        (
            "CAST(timezone('Asia/Shanghai', a) AS DATE)",
            "CAST(FROM_UTC_TIMESTAMP(a, 'Asia/Shanghai') AS DATE)",
        ),
        ("chr(12288)", "'\u3000'"),
        (r"a LIKE '%\x'", r"a LIKE '%\\\\x'"),
        ("regexp_full_match(a, '[0-9]+')", r"REGEXP_LIKE(a, '\\A(?:[0-9]+)\\z')"),
        ("sum(a)", "SUM(CAST(a AS DECIMAL(38, 6)))"),
        ("sum(_w)", "SUM(_w)"),
        (
            "first(a ORDER BY b NULLS LAST, _n)",
            "MIN_BY(a, STRUCT(b IS NULL, b, _n IS NULL, _n))",
        ),
        (
            "first(a ORDER BY _n DESC)",
            "MAX_BY(a, STRUCT(NOT _n IS NULL, _n))",
        ),
        ("'o''clock'", r"'o\'clock'"),
    ],
)
def test_what_differs_is_said_in_sparks_words(duckdb: str, expected: str) -> None:
    assert spark(duckdb) == expected


def test_a_quotient_is_one_division_of_decimals() -> None:
    whole = "CAST(a AS HUGEINT) * 10000000 // CAST(b AS HUGEINT)"
    tenths = "CAST(0.0000001 AS DECIMAL(7,7))"

    written = spark(
        f"TRY(CAST(CAST({whole} AS DECIMAL(38,0)) * {tenths} AS DECIMAL(30,6)))"
    )

    assert written == (
        "(TRY_CAST(TRY_DIVIDE(TRY_CAST(a AS DECIMAL(38, 6)), "
        "TRY_CAST(b AS DECIMAL(38, 6))) AS DECIMAL(30, 6)))"
    )


@pytest.mark.parametrize(
    "duckdb",
    [
        "CAST(a AS HUGEINT) // CAST(b AS HUGEINT)",
        "first(a)",
        "first(a ORDER BY b DESC, c)",
    ],
)
def test_a_form_without_translation_is_refused_not_guessed(duckdb: str) -> None:
    with pytest.raises(NotImplementedError):
        spark(duckdb)


def test_a_name_of_the_select_list_is_spelled_out_in_where() -> None:
    found = to_spark("SELECT t.*, coalesce(t.w, 1) AS _w FROM t WHERE _w > 0")

    assert (
        found.sql
        == "SELECT t.*, COALESCE(t.w, 1) AS _w FROM t WHERE (COALESCE(t.w, 1)) > 0"
    )


def test_pairs_are_looked_for_among_two_columns() -> None:
    found = to_spark("SELECT 1 FROM t WHERE (a, b) IN (SELECT (a, b) FROM u)")

    assert found.sql.endswith("WHERE (a, b) IN (SELECT a, b FROM u)")


def test_files_get_a_name_for_the_session() -> None:
    found = to_spark(
        'CREATE OR REPLACE VIEW "source_a.b" AS SELECT x, file_row_number AS _n'
        " FROM read_parquet(['/data/城市/1.parquet', '/data/2.parquet'],"
        " union_by_name = true)"
    )

    (name,) = found.files
    assert found.kind is Kind.VIEW
    assert found.name == "source_a.b"
    assert found.files[name] == (Path("/data/城市/1.parquet"), Path("/data/2.parquet"))
    assert found.sql == f"SELECT x, file_row_number AS _n FROM {name}"


def test_a_table_and_the_names_of_columns_are_asked_for() -> None:
    made = to_spark("CREATE OR REPLACE TABLE periods AS FROM given")
    described = to_spark("DESCRIBE SELECT * FROM given")

    assert (made.kind, made.name, made.sql) == (
        Kind.TABLE,
        "periods",
        "SELECT * FROM given",
    )
    assert (described.kind, described.sql) == (Kind.COLUMNS, "SELECT * FROM given")


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE cards",
        "INSERT INTO cards VALUES (1)",
        "COPY cards TO '/tmp/x'",
        "CREATE TABLE x AS SELECT 1",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_nothing_but_reading_goes_through(sql: str) -> None:
    with pytest.raises(PermissionError):
        to_spark(sql)
