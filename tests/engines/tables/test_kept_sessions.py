"""Sessions kept between questions about the same files."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hengjian.engines.tables.duckdb_session import KEPT_TABLE, EngineError
from hengjian.engines.tables.kept_sessions import (
    KEPT,
    close_kept_sessions,
    kept_session,
)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    close_kept_sessions()
    yield
    close_kept_sessions()


def written(path: Path, *numbers: int) -> Path:
    pq.write_table(pa.table({"n": numbers}), path)
    return path


def test_a_session_is_lent_again_without_what_a_question_made(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", 1)
    with kept_session(files=[file]) as first:
        first.execute("CREATE TABLE made AS SELECT 1 AS n")
        first.execute(f"CREATE TABLE {KEPT_TABLE}it AS SELECT 2 AS n")
        first.register("given", pa.table({"n": [3]}))

    with kept_session(files=[file]) as second:
        assert second is first
        assert second.rows(f"SELECT n FROM {KEPT_TABLE}it") == [(2,)]
        with pytest.raises(EngineError):
            second.rows("SELECT n FROM made")


def test_two_questions_at_once_have_a_session_each(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", 1)

    with kept_session(files=[file]) as one, kept_session(files=[file]) as other:
        assert one is not other


def test_a_session_of_other_files_is_not_lent(tmp_path: Path) -> None:
    mine, secret = (
        written(tmp_path / "a.parquet", 1),
        written(tmp_path / "b.parquet", 2),
    )
    with kept_session(files=[mine, secret]) as wide:
        wide.rows(f"SELECT n FROM '{secret}'")

    with kept_session(files=[mine]) as narrow, pytest.raises(EngineError):
        narrow.rows(f"SELECT n FROM '{secret}'")


def test_a_session_in_which_something_failed_is_not_lent_again(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", 1)
    with (
        pytest.raises(EngineError),
        kept_session(files=[file]) as failed,
    ):
        failed.rows("SELECT missing")

    with kept_session(files=[file]) as fresh:
        assert fresh is not failed


def test_a_file_written_anew_is_read_anew(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", 1)
    with kept_session(files=[file]) as session:
        assert session.rows(f"SELECT sum(n) FROM '{file}'") == [(1,)]

    written(file, 1, 2, 3)

    with kept_session(files=[file]) as session:
        assert session.rows(f"SELECT sum(n) FROM '{file}'") == [(6,)]


def test_no_more_are_kept_than_said(tmp_path: Path) -> None:
    files = [written(tmp_path / f"{n}.parquet", n) for n in range(KEPT + 1)]
    lent = []
    for file in files:
        with kept_session(files=[file]) as session:
            lent.append(session)

    with kept_session(files=[files[0]]) as again:
        assert again is not lent[0]
    with kept_session(files=[files[-1]]) as last:
        assert last is lent[-1]
