"""The house's DuckDB SQL as Spark SQL that means the same.

Every statement that an engine of ours runs is written once, for DuckDB; this module takes
it apart with sqlglot and writes it for Spark in ANSI mode with the session's time zone at
UTC. What differs in meaning is in ``spark_meaning``; here are whole statements.

A statement reads tables that the session knows, or Parquet files that it names; for each
list of files ``Statement.files`` has the name under which Spark must know them, with two
more columns: ``file_index`` (the file's place in the list) and ``file_row_number``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from sqlglot import exp, parse

from hengjian.engines.expressions.spark_meaning import as_spark_means


class Kind(StrEnum):
    """What becomes of a statement's rows."""

    QUERY = "query"
    COLUMNS = "columns"  # the names of the columns alone
    VIEW = "view"  # kept as a name for the query
    TABLE = "table"  # kept as rows


@dataclass(frozen=True)
class Statement:
    """One statement for Spark: its ``sql`` is a query; ``name`` that of what is made."""

    kind: Kind
    sql: str
    name: str | None = None
    files: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)


def to_spark(sql: str) -> Statement:
    """Translate one statement; raises ``PermissionError`` for any that does not read.

    Let through are queries, DESCRIBE of a query, and CREATE OR REPLACE VIEW or TABLE of
    a query. Raises ``NotImplementedError`` for a form that has no translation yet.
    """
    trees = parse(sql, read="duckdb")
    if len(trees) != 1 or trees[0] is None:
        raise PermissionError("one reading statement expected")
    kind, query, name = _taken_apart(trees[0])
    files = _name_files(query)
    return Statement(kind, as_spark_means(query).sql("spark"), name, files)


def _taken_apart(tree: exp.Expr) -> tuple[Kind, exp.Expr, str | None]:
    match tree:
        case exp.Query():
            return Kind.QUERY, tree, None
        case exp.Describe(this=exp.Query() as query):
            return Kind.COLUMNS, query, None
        case exp.Create(this=exp.Table() as table, expression=exp.Query() as query):
            kind = Kind.VIEW if tree.kind == "VIEW" else Kind.TABLE
            if tree.kind in {"VIEW", "TABLE"} and tree.args.get("replace"):
                return kind, query, table.name
    raise PermissionError(f"one reading statement expected, not {tree.key.upper()}")


def _name_files(query: exp.Expr) -> dict[str, tuple[Path, ...]]:
    """Put a name in the place of each list of files."""
    named: dict[str, tuple[Path, ...]] = {}
    for table in list(query.find_all(exp.Table)):
        if not isinstance(table.this, exp.ReadParquet):
            continue
        listed = table.this.expressions[0]
        files = tuple(Path(one.name) for one in listed.expressions)
        digest = sha256("\0".join(map(str, files)).encode()).hexdigest()
        named[f"files_{digest[:16]}"] = files
        table.replace(exp.to_table(f"files_{digest[:16]}", alias=table.alias or None))
    return named
