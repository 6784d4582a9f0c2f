"""The database as it was at one moment, while others go on writing; and put back.

SQLite: a copy by the online backup of the database itself. PostgreSQL: every table as
text from one snapshot, put back into freshly migrated tables; no program of the server's
is needed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from hengjian.administration.backup.manifest import (
    SQLITE_FILE,
    TABLES_FOLDER,
    BackupFault,
)
from hengjian.lib.bilingual import Text
from hengjian.lib.own_files import own_folder


_HEAD = "SELECT number, link FROM audit_journalhead WHERE id = 1"
_POINTERS = "SELECT name, current_version FROM warehouse_cardtable ORDER BY name"
_MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


@dataclass(frozen=True)
class Moment:
    """Where the copied database stands."""

    head: tuple[int, str]
    tables: dict[str, int]
    migrations: list[str]


def copy_to(folder: Path) -> Moment:
    """Write the database of one moment into the folder."""
    if connection.vendor == "sqlite":
        return _copy_sqlite(folder / SQLITE_FILE)
    with _snapshot() as cursor:
        target = own_folder(folder / TABLES_FOLDER)
        for table in _tables():
            _copy_out(cursor, table, target / f"{table}.copy")
        return _moment(cursor)


def put_back(folder: Path, migrations: list[str]) -> None:
    """Fill an empty PostgreSQL from the folder. Raises ``BackupFault``."""
    if connection.introspection.table_names():
        raise BackupFault(
            Text(
                "目标数据库不是空的，不会覆盖",
                "the database is not empty: nothing is overwritten",
            )
        )
    call_command("migrate", interactive=False, verbosity=0)
    require_same_tables(migrations)
    with transaction.atomic(), connection.cursor() as cursor:
        tables = _tables()
        names = sql.SQL(", ").join(map(sql.Identifier, tables)).as_string(None)
        cursor.execute(f"TRUNCATE {names} CASCADE")
        for table in tables:
            _copy_in(cursor, table, folder / TABLES_FOLDER / f"{table}.copy")
        _follow_sequences(cursor)


def require_same_tables(migrations: list[str]) -> None:
    """Refuse a backup whose tables this program does not have. Raises ``BackupFault``."""
    if sorted(migrations) != sorted(_applied()):
        raise BackupFault(
            Text(
                "备份出自另一版程序：请用同一版恢复，再升级",
                "the backup is of another version: restore with that one, then upgrade",
            )
        )


def _applied() -> list[str]:
    return [f"{a}.{n}" for a, n in MigrationRecorder(connection).applied_migrations()]


def _copy_sqlite(target: Path) -> Moment:
    source = sqlite3.connect(
        f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True
    )
    target.touch(mode=0o600)  # says in the system's words why it cannot be written
    copied = sqlite3.connect(target)
    try:
        source.backup(copied)  # in one step: a reader's snapshot, writers go on
        copied.execute("PRAGMA journal_mode=DELETE")
        [answer] = copied.execute("PRAGMA quick_check").fetchone()
        if answer != "ok":
            raise BackupFault(Text("数据库已损坏", "the database is damaged"))
        return _moment(copied.cursor())
    finally:
        copied.close()
        source.close()


@contextmanager
def _snapshot() -> Iterator[Any]:
    """A cursor on a connection of its own, in one read-only snapshot."""
    reading = connection.copy()
    try:
        with reading.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield cursor
            cursor.execute("ROLLBACK")
    finally:
        reading.close()


def _moment(cursor: Any) -> Moment:
    def rows(statement: str) -> list[Any]:
        cursor.execute(statement)
        return list(cursor.fetchall())

    head = rows(_HEAD)
    return Moment(
        head=(int(head[0][0]), str(head[0][1])) if head else (0, ""),
        tables={str(name): int(version) for name, version in rows(_POINTERS)},
        migrations=[f"{app}.{name}" for app, name in rows(_MIGRATIONS)],
    )


def _tables() -> list[str]:
    """Every table; their references are checked when the transaction ends."""
    return sorted(connection.introspection.table_names())


def _copy_out(cursor: Any, table: str, target: Path) -> None:
    columns = _columns(cursor, table)
    wanted = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), columns)
    with target.open("wb") as file:
        target.chmod(0o600)
        with cursor.cursor.copy(wanted) as rows:
            for chunk in rows:
                file.write(chunk)


def _copy_in(cursor: Any, table: str, source: Path) -> None:
    columns = _columns(cursor, table)
    wanted = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    with source.open("rb") as file, cursor.cursor.copy(wanted) as rows:
        while chunk := file.read(1 << 20):
            rows.write(chunk)


def _columns(cursor: Any, table: str) -> sql.Composed:
    described = connection.introspection.get_table_description(cursor, table)
    return sql.SQL(", ").join(sql.Identifier(each.name) for each in described)


def _follow_sequences(cursor: Any) -> None:
    """New rows get numbers after those that were put back."""
    models = apps.get_models(include_auto_created=True)
    for statement in connection.ops.sequence_reset_sql(no_style(), models):
        cursor.execute(statement)
