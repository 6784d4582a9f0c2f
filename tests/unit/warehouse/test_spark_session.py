"""The session on Spark stands in for the one on DuckDB, call for call."""

from inspect import signature
from pathlib import Path
from typing import Any

from hengjian.engines.tables.duckdb_session import Session
from hengjian.engines.tables.duckdb_session import session as duckdb_session
from hengjian.warehouse.spark_session import SparkSession


def public(of: object) -> set[str]:
    return {name for name in dir(of) if not name.startswith("_")}


def test_spark_answers_every_call_that_a_run_makes_of_duckdb(tmp_path: Path) -> None:
    never_started: Any = None
    spark = SparkSession(never_started, tmp_path)

    with duckdb_session() as duckdb:
        assert public(duckdb) <= public(spark)


def test_the_calls_take_the_same_arguments() -> None:
    def asked(of: type, name: str) -> list[str]:
        # values beside the SQL are DuckDB's alone: a run writes none
        names = signature(getattr(of, name)).parameters
        return [one for one in names if one != "parameters"]

    for name in public(Session):
        assert asked(SparkSession, name) == asked(Session, name), name
