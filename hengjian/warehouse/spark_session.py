"""The one door to Spark: a session that takes the house's SQL and gives Arrow tables.

It answers the calls of ``engines.tables.duckdb_session.Session``, so that a run's plan is
carried out by either. Every statement is written for DuckDB and translated by
``engines.expressions.spark_sql``, which lets only reading statements through.

ANSI mode is on: a sum that overflows is an error and never a wrong number, and where a
NULL is meant the SQL says ``try_``. One process has one Spark; sessions in it share
nothing but the machine.
"""

import atexit
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from hengjian.engines.expressions.spark_sql import Kind, Statement, to_spark
from hengjian.engines.tables.duckdb_session import TooLarge
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse.java_runtime import find_java
from hengjian.warehouse.spark_settings import SparkSettings


if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql import SparkSession as Spark

_PLACES = ("file_index", "file_row_number")
_TOO_LARGE = ("ARITHMETIC_OVERFLOW", "NUMERIC_VALUE_OUT_OF_RANGE")
_SCHEME = ("^file:/+", "/")  # Spark writes one slash here and three there
_starting = Lock()


class SparkSession:
    """Spark under the calls that a run makes of an engine; results are fetched whole.

    Several threads may use one at once.
    """

    def __init__(self, spark: "Spark", folder: Path) -> None:
        """``folder``: where tables in memory are laid down for Spark to read."""
        self._spark = spark
        self._folder = folder
        self._kept: dict[str, DataFrame] = {}
        self._files: set[str] = set()
        self._making = Lock()
        self.notes: dict[str, object] = {}  # the caller's, of views it made

    def twin(self) -> "SparkSession":
        """Spark takes several threads by itself: the same session."""
        return self

    def close(self) -> None:
        """Nothing: what is held goes with ``session``."""

    def register(self, name: str, table: pa.Table) -> None:
        """Let SQL see an Arrow table under this name."""
        with self._making:
            path = Path(tempfile.mkdtemp(dir=self._folder)) / "rows.parquet"
        pq.write_table(table, path)
        self._name(name, self._read([path], table.schema))

    def unregister(self, name: str) -> None:
        """Forget a registered table."""
        self._spark.catalog.dropTempView(name)

    def execute(self, sql: str) -> None:
        """Run CREATE OR REPLACE VIEW or TABLE; a table's rows are kept once made."""
        statement = self._understood(sql)
        if statement.name is None:
            raise PermissionError("a query has a result: rows() or arrow()")
        rows = self._spark.sql(statement.sql)
        if statement.kind is Kind.TABLE:
            rows = rows.persist()
            self._forget(statement.name)
            self._kept[statement.name] = rows
        self._name(statement.name, rows)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one query; its rows as Python values."""
        table = self.arrow(sql)
        columns = [column.to_pylist() for column in table.columns]
        return list(zip(*columns, strict=True))

    def arrow(self, sql: str) -> pa.Table:
        """Run one query; its rows as an Arrow table in memory.

        Raises ``TooLarge`` for a number out of bounds.
        """
        statement = self._understood(sql)
        with _faults_of_numbers():
            rows = self._spark.sql(statement.sql)
            if statement.kind is Kind.COLUMNS:
                names = [name for name in rows.columns if name not in _PLACES]
                return pa.table({"column_name": pa.array(names, pa.string())})
            return rows.toArrow()

    def batches(self, sql: str, rows: int) -> Iterator[pa.RecordBatch]:
        """Run one query; its rows by so many, at least one batch."""
        found = self.arrow(sql)
        empty = [pa.RecordBatch.from_pylist([], schema=found.schema)]
        return iter(found.to_batches(max_chunksize=rows) or empty)

    def _understood(self, sql: str) -> Statement:
        statement = to_spark(sql)
        for name, files in statement.files.items():
            with self._making:
                if name not in self._files:
                    self._name(name, self._placed(files))
                    self._files.add(name)
        return statement

    def _placed(self, files: Sequence[Path]) -> "DataFrame":
        """Rows of Parquet files, each with its file's place and its own in the file."""
        from pyspark.sql import functions as f

        schemas = [pq.read_schema(file) for file in files]
        rows = self._read(
            files, pa.unify_schemas(schemas, promote_options="permissive")
        )
        row = f.col("_metadata.row_index").alias("file_row_number")
        if len(files) == 1:
            return rows.select("*", f.lit(0).alias("file_index"), row)
        places = {str(file.absolute()): place for place, file in enumerate(files)}
        known = [(_bare(uri), places[unquote(_bare(uri))]) for uri in rows.inputFiles()]
        named = self._spark.createDataFrame(known, "_bare STRING, _place INT")
        bare = f.regexp_replace("_metadata.file_path", *_SCHEME).alias("_bare")
        joined = rows.select("*", row, bare).join(f.broadcast(named), "_bare", "left")
        unknown = f.raise_error(f.concat(f.lit("rows of no pinned file: "), "_bare"))
        place = f.coalesce("_place", unknown.cast("INT")).alias("file_index")
        return joined.select("*", place).drop("_bare", "_place")

    def _read(self, files: Sequence[Path], schema: pa.Schema) -> "DataFrame":
        """The files as they stand, with no look at the folders they lie in."""
        from pyspark.sql.pandas.types import from_arrow_schema

        plain = pa.schema([pa.field(one.name, _plain(one.type)) for one in schema])
        reader = self._spark.read.schema(from_arrow_schema(plain))
        reader = reader.option("recursiveFileLookup", "true")
        reader = reader.option("__globPaths__", "false")  # a * in a name is a *
        return reader.parquet(*[f"file://{file.absolute()}" for file in files])

    def _name(self, name: str, rows: "DataFrame") -> None:
        rows.createOrReplaceTempView(_ticked(name))

    def _forget(self, name: str) -> None:
        before = self._kept.pop(name, None)
        if before is not None:
            before.unpersist()

    def clear(self) -> None:
        """Forget the tables that were made; views and notes stay."""
        for name in list(self._kept):
            self._forget(name)
            self.unregister(name)


@contextmanager
def session(settings: SparkSettings | None = None) -> Iterator[SparkSession]:
    """A session of its own on this process's Spark, started when first asked for.

    Raises ``UserFault`` where Spark or Java are not installed or do not start.
    """
    settings = settings or SparkSettings.of_environment()
    check_installed()
    with tempfile.TemporaryDirectory(
        prefix="hengjian-spark-", dir=settings.folder
    ) as folder:
        spark = _started(settings).newSession()
        engine = SparkSession(spark, Path(folder))
        try:
            yield engine
        finally:
            engine.clear()


def check_installed() -> Path:
    """The home of Java; raises ``UserFault`` where Spark or Java are missing."""
    if find_spec("pyspark") is None:
        raise UserFault(
            Text(
                "没有安装 Spark：请按 requirements-spark.txt 安装(或 make"
                " spark-setup)，另需 Java 17 或更高版本",
                "Spark is not installed: install requirements-spark.txt (or make"
                " spark-setup); Java 17 or later is needed too",
            )
        )
    return find_java()


def _started(settings: SparkSettings) -> "Spark":
    """This process's Spark; what it has to say goes to a file."""
    from pyspark.sql import SparkSession as Spark

    with _starting:
        running = Spark._instantiatedSession
        if running is not None:
            return running
        os.environ["JAVA_HOME"] = str(find_java())
        os.environ.setdefault("SPARK_LOCAL_IP", settings.driver_host)
        # it would write each error to the terminal, as JSON, besides raising it
        logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
        home = Path(tempfile.mkdtemp(prefix="hengjian-spark-"))
        atexit.register(shutil.rmtree, home, ignore_errors=True)
        builder = Spark.builder.master(settings.master).appName("hengjian")
        for name, value in settings.configuration(home).items():
            builder = builder.config(name, value)
        log = home / "spark.log"
        try:
            with _errors_to(log):
                return builder.getOrCreate()
        except Exception as error:  # Java's, Spark's or the pipe's between us
            reason = _reason(log.read_text("utf-8", "replace")) or str(error)
            raise UserFault(
                Text(f"Spark 没有启动：{reason}", f"Spark did not start: {reason}")
            ) from error


def _reason(log: str) -> str:
    """The last thing Java said, without the list of where it stood."""
    said = [line for line in log.splitlines() if line and not line.startswith("\t")]
    return said[-1] if said else ""


@contextmanager
def _errors_to(log: Path) -> Iterator[None]:
    """Children started meanwhile write their errors to a file, not to the terminal."""
    sys.stderr.flush()
    kept = os.dup(2)
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.dup2(file, 2)
        yield
    finally:
        with suppress(OSError):
            sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)
        os.close(file)


@contextmanager
def _faults_of_numbers() -> Iterator[None]:
    from pyspark.errors import PySparkException

    try:
        yield
    except PySparkException as error:
        if not str(error.getCondition() or "").startswith(_TOO_LARGE):
            raise
        raise TooLarge from error


def _plain(kind: pa.DataType) -> pa.DataType:
    """The type in Parquet, whatever way it is held in memory."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _ticked(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _bare(uri: str) -> str:
    """A file's path, encoded as Spark encodes it."""
    return re.sub(*_SCHEME, uri)
