"""The one door to DuckDB: an in-memory engine that can reach nothing it was not given.

Order matters. Paths are allowed first, then external access is switched off, then the
configuration is locked; after that the engine itself refuses other files, ATTACH, SET,
INSTALL and LOAD. It does not refuse ``COPY … TO`` one of the allowed files when told to
skip its temporary file (seen on 2.0.0), so the session lets only reading statements and
tables of its own through.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from hengjian.engines.tables.arrow_alone import keep_pandas_out
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


EngineError = duckdb.Error  # what a statement may raise, for callers without duckdb

KEPT_TABLE = "kept_"  # begins the names of tables that outlive a question
_LET_THROUGH = {
    duckdb.StatementType.SELECT,
    duckdb.StatementType.EXPLAIN,
    duckdb.StatementType.CREATE,
    duckdb.StatementType.INSERT,
    duckdb.StatementType.DROP,
}

Parameters = Sequence[Any] | Mapping[str, Any]


class TooLarge(UserFault):
    """A sum, a product or a date that the cards' numbers lead to is out of bounds."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "案卡里的数值过大，合计超出 18 位数字；请核对数值和人数",
                "numbers on the cards are too large to add up: beyond 18 digits",
            )
        )


@contextmanager
def _numbers_in_bounds() -> Iterator[None]:
    """The engine's words for an overflow, said to whoever can mend the numbers."""
    try:
        yield
    except (duckdb.Error, OSError) as error:  # OSError: from a stream of batches
        if "out of range" not in str(error).lower():
            raise
        raise TooLarge from error


class Session:
    """A locked-down DuckDB connection; results are always fetched whole.

    (An open result blocks the next ``register``.) Not for use by two threads at once:
    another thread takes a ``twin``.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._registered: dict[str, pa.Table] = {}
        self.notes: dict[str, object] = {}  # what the caller knows of views it made

    def twin(self) -> "Session":
        """A session on the same database for another thread.

        It sees tables and views, and what is registered by now; locked down alike.
        """
        twin = Session(self._connection.cursor())
        for name, table in self._registered.items():
            twin.register(name, table)
        return twin

    def close(self) -> None:
        """Close this session (not its twins)."""
        self._connection.close()

    def clear(self) -> None:
        """Forget tables, made or registered; views, notes and ``kept_…`` stay."""
        for name in list(self._registered):
            self.unregister(name)
        for (name,) in self.rows("SELECT table_name FROM duckdb_tables()"):
            if not name.startswith(KEPT_TABLE):
                self.execute(f"DROP TABLE {quoted(name)}")

    def register(self, name: str, table: pa.Table) -> None:
        """Let SQL see an Arrow table under this name, without a copy."""
        self._connection.register(name, table)
        self._registered[name] = table

    def unregister(self, name: str) -> None:
        """Forget a registered table, so that its memory can be freed."""
        self._connection.unregister(name)
        self._registered.pop(name, None)

    def execute(self, sql: str, parameters: Parameters | None = None) -> None:
        """Run one statement whose result does not matter (CREATE TABLE, INSERT).

        As the two below it raises ``TooLarge`` for a number beyond 64 bits, and else
        what the engine raises.
        """
        self._refuse_all_but_reading(sql)
        with _numbers_in_bounds():
            self._connection.execute(sql, parameters)

    def rows(
        self, sql: str, parameters: Parameters | None = None
    ) -> list[tuple[Any, ...]]:
        """Run one query; its rows as Python values."""
        self._refuse_all_but_reading(sql)
        with _numbers_in_bounds():
            return self._connection.execute(sql, parameters).fetchall()

    def arrow(self, sql: str, parameters: Parameters | None = None) -> pa.Table:
        """Run one query; its rows as an Arrow table in memory."""
        self._refuse_all_but_reading(sql)
        with _numbers_in_bounds():
            relation = self._connection.sql(sql, params=parameters)
            return relation.to_arrow_table()

    def batches(self, sql: str, rows: int) -> Iterator[pa.RecordBatch]:
        """Run one query and give its rows ``rows`` at a time, never all at once.

        A query without rows gives one empty batch. Until the last is taken this session
        can do nothing else (its twins can).
        """
        self._refuse_all_but_reading(sql)
        is_empty = True
        with _numbers_in_bounds():
            reader = self._connection.sql(sql).to_arrow_reader(rows)
            for batch in reader:
                is_empty = False
                yield batch
        if is_empty:
            yield pa.RecordBatch.from_pylist([], schema=reader.schema)

    def _refuse_all_but_reading(self, sql: str) -> None:
        statements = self._connection.extract_statements(sql)
        kinds = [statement.type for statement in statements]
        if len(kinds) != 1 or kinds[0] not in _LET_THROUGH:
            named = ", ".join(kind.name for kind in kinds) or "nothing"
            raise PermissionError(f"one reading statement expected, not {named}")


@contextmanager
def session(
    *,
    files: Sequence[Path] = (),
    threads: int | None = None,
    memory_limit: str | None = None,
    spill_folder: Path | None = None,
) -> Iterator[Session]:
    """Open an engine in memory that can read exactly ``files`` and write nothing.

    ``memory_limit`` reads ``"1GiB"``. Without ``spill_folder`` a query that needs more
    than that fails (``EngineError``); with it the engine may write temporary files
    there and removes them at the end. Paths in SQL must be the absolute ones.
    Moments are shown in UTC.
    """
    opened = open_session(
        files=files,
        threads=threads,
        memory_limit=memory_limit,
        spill_folder=spill_folder,
    )
    try:
        yield opened
    finally:
        opened.close()


def open_session(
    *,
    files: Sequence[Path] = (),
    threads: int | None = None,
    memory_limit: str | None = None,
    spill_folder: Path | None = None,
) -> Session:
    """As ``session``; whoever opens it must close it."""
    keep_pandas_out()
    configuration: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",  # no reading of our own variables
        "temp_directory": os.path.abspath(spill_folder) if spill_folder else "",
    }
    if threads is not None:
        configuration["threads"] = str(threads)
    if memory_limit is not None:
        configuration["memory_limit"] = memory_limit
    connection = duckdb.connect(":memory:", config=configuration)
    try:
        connection.execute("SET GLOBAL TimeZone = 'UTC'")  # of twins too
        # it would stand in the midst of what a command writes
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET GLOBAL parquet_metadata_cache = true")
        if files:
            allowed = [os.path.abspath(file) for file in files]
            connection.execute("SET allowed_paths = $1", [allowed])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return Session(connection)


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
