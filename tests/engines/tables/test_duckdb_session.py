"""The engine reaches exactly what it was given."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hengjian.engines.tables.duckdb_session import (
    EngineError,
    TooLarge,
    literal,
    quoted,
    session,
)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "given.parquet"
    pq.write_table(pa.table({"x": [1, 2]}), path)
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({"x": [3]}), path)
    return path


def test_session_reads_the_file_it_was_given(given: Path) -> None:
    with session(files=[given]) as engine:
        rows = engine.rows(f"SELECT x FROM read_parquet([{literal(str(given))}])")

    assert rows == [(1,), (2,)]


def test_session_refuses_the_file_beside_it(given: Path, other: Path) -> None:
    with session(files=[given]) as engine, pytest.raises(EngineError):
        engine.rows(f"SELECT x FROM read_parquet({literal(str(other))})")


def test_session_without_files_reads_none(given: Path) -> None:
    with session() as engine, pytest.raises(EngineError):
        engine.rows(f"SELECT x FROM read_parquet({literal(str(given))})")


@pytest.mark.parametrize(
    "statement",
    [
        "COPY (SELECT 9 AS x) TO '{given}' (FORMAT parquet, USE_TMP_FILE false)",
        "COPY (SELECT 9 AS x) TO '{folder}/new.csv'",
        "ATTACH '{folder}/new.db'",
        "ATTACH ':memory:' AS aside",
        "SET threads = 1",
        "SET enable_external_access = true",
        "RESET allowed_paths",
        "SET VARIABLE x = 1",
        "PRAGMA enable_profiling",
        "INSTALL httpfs",
        "LOAD httpfs",
        "EXPORT DATABASE '{folder}/all'",
        "IMPORT DATABASE '{folder}/all'",
        "CALL enable_logging()",
        "SELECT 1; COPY (SELECT 1) TO '{folder}/new.csv'",
        "",
    ],
)
@pytest.mark.parametrize("way", ["execute", "rows", "arrow"])
def test_session_refuses_all_but_reading(
    given: Path, tmp_path: Path, statement: str, way: str
) -> None:
    sql = statement.format(given=given, folder=tmp_path)
    before = given.read_bytes()

    with session(files=[given]) as engine, pytest.raises(PermissionError):
        getattr(engine, way)(sql)

    assert given.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["given.parquet"]


def test_engine_itself_refuses_what_the_session_lets_through(given: Path) -> None:
    with session(files=[given]) as engine:
        for sql in [
            "SELECT * FROM read_text('/etc/passwd')",
            "SELECT * FROM read_csv('/etc/passwd')",
            "SELECT * FROM glob('/*')",
            "CREATE TABLE t AS SELECT * FROM '/etc/hostname'",
        ]:
            with pytest.raises(EngineError):
                engine.rows(sql)


def test_session_cannot_see_python_variables() -> None:
    hidden_table = pa.table({"x": [1]})

    with session() as engine, pytest.raises(EngineError):
        engine.rows("SELECT * FROM hidden_table")
    assert hidden_table.num_rows == 1


def test_registered_table_can_be_replaced_after_a_query() -> None:
    with session() as engine:
        engine.register("t", pa.table({"x": [1]}))
        first = engine.arrow("SELECT x FROM t")
        engine.register("t", pa.table({"x": [5]}))
        second = engine.rows("SELECT x FROM t WHERE x > $1", [2])
        engine.unregister("t")
        with pytest.raises(EngineError):
            engine.rows("SELECT x FROM t")

    assert first.column("x").to_pylist() == [1]
    assert second == [(5,)]


def test_moments_are_in_utc() -> None:
    moment = datetime(2026, 1, 1, 16, tzinfo=UTC)

    with session() as engine:
        engine.register("t", pa.table({"at": [moment]}))
        shown = engine.rows('SELECT CAST("at" AS VARCHAR) FROM t')
        arrow_type = engine.arrow('SELECT "at" FROM t').schema.field("at").type

    assert shown == [("2026-01-01 16:00:00+00",)]
    assert pa.types.is_timestamp(arrow_type)


_LARGE = (
    "SELECT max(n) FROM (SELECT row_number() OVER (ORDER BY h) AS n, h, g FROM"
    " (SELECT md5(range::VARCHAR) AS h, md5((range + 1)::VARCHAR) AS g"
    " FROM range(1000000)))"
)


def test_query_above_the_memory_limit_fails_without_a_spill_folder() -> None:
    with (
        session(memory_limit="60MB", threads=1) as engine,
        pytest.raises(EngineError, match="Memory"),
    ):
        engine.rows(_LARGE)


def test_query_above_the_memory_limit_spills_where_allowed(tmp_path: Path) -> None:
    spill = tmp_path / "spill"

    with session(memory_limit="60MB", threads=1, spill_folder=spill) as engine:
        rows = engine.rows(_LARGE)

    assert rows == [(1_000_000,)]
    assert not spill.exists() or not any(spill.iterdir())


def test_names_and_texts_are_quoted() -> None:
    with session() as engine:
        table = engine.arrow("SELECT " + literal("it's") + " AS " + quoted('a "b"'))

    assert table.to_pydict() == {'a "b"': ["it's"]}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT x * 3 AS y FROM numbers",
        "SELECT sum(x)::BIGINT AS y FROM numbers",
        "SELECT DATE '2025-01-01' + 2147483647 AS y FROM numbers",
    ],
)
def test_numbers_beyond_64_bits_are_told_to_whoever_can_mend_them(sql: str) -> None:
    with session() as engine:
        engine.register("numbers", pa.table({"x": [2**63 - 1, 2**63 - 1]}))

        for ask in (engine.arrow, engine.rows, engine.execute):
            with pytest.raises(TooLarge, match="18"):
                ask(sql)


def test_no_progress_bar_stands_in_what_a_command_writes() -> None:
    with session() as engine:
        shown = engine.rows("SELECT current_setting('enable_progress_bar')")

    assert shown == [(False,)]
