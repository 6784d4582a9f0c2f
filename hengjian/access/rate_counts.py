"""Counts how often somebody asked in a window of time, for all web processes together.

PostgreSQL keeps the counters in a table of its own that is written to no log, so that a
count waits for no disk and is lost with a crash. Beside SQLite they lie in a file of their
own: the one writer's lock of the database is left to acts. Where neither answers, each
process counts for itself.
"""

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection


TABLE = "access_rate_count"
_FILE = "rate_counts.sqlite3"
_COLUMNS = "name text NOT NULL, who text NOT NULL, period bigint NOT NULL"
SCHEMA = (
    f"{TABLE} ({_COLUMNS}, asked integer NOT NULL, PRIMARY KEY (name, who, period))"
)
_COUNT = (
    f"INSERT INTO {TABLE} (name, who, period, asked) VALUES (%s, %s, %s, 1)"  # noqa: S608 (our own names)
    f" ON CONFLICT (name, who, period) DO UPDATE SET asked = {TABLE}.asked + 1"
    " RETURNING asked"
)
_FORGET = f"DELETE FROM {TABLE} WHERE period < %s"  # noqa: S608 (our own names)
_LOCKED_SECONDS = 0.5
_files = threading.local()


def count(name: str, who: str, period: int) -> int:
    """How many there were of this name, by this one, in the period: this one included.

    ``period`` is a number that grows with time; those before the last are forgotten.
    """
    asked = (name, who, period)
    try:
        if connection.vendor == "postgresql":
            return _in_table(asked)
        return _in_file(asked)
    except (DatabaseError, sqlite3.Error, OSError):
        return _in_memory(asked)


def forget() -> None:
    """Forget every count."""
    cache.clear()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 (our own name)
        return
    with suppress(sqlite3.Error, OSError):
        _opened().execute(f"DELETE FROM {TABLE}")  # noqa: S608 (our own name)


def _in_table(asked: tuple[str, str, int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, asked)
        found = int(cursor.fetchone()[0])
        if found == 1:
            cursor.execute(_FORGET, [asked[2] - 1])
    return found


def _in_file(asked: tuple[str, str, int]) -> int:
    opened = _opened()
    [found] = opened.execute(_COUNT.replace("%s", "?"), asked).fetchone()
    if found == 1:
        opened.execute(_FORGET.replace("%s", "?"), [asked[2] - 1])
    return int(found)


def _opened() -> sqlite3.Connection:
    """The thread's connection to the file, which is made where there is none."""
    path = Path(settings.HENGJIAN_HOME) / _FILE
    known = getattr(_files, "opened", None)
    if known is not None and known[0] == path and path.exists():
        return known[1]  # type: ignore[no-any-return]
    if known is not None:
        known[1].close()
        _files.opened = None
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(0o600)
    opened = sqlite3.connect(path, timeout=_LOCKED_SECONDS, isolation_level=None)
    # counters of a minute: what a crash takes is nothing to mourn
    opened.execute("PRAGMA synchronous = OFF")
    opened.execute("PRAGMA journal_mode = WAL")
    opened.execute(f"CREATE TABLE IF NOT EXISTS {SCHEMA}")
    _files.opened = (path, opened)
    return opened


def _in_memory(asked: tuple[str, str, int]) -> int:
    key = ":".join(("rate", *map(str, asked)))
    if cache.add(key, 1, timeout=300):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # forgotten between the two
        return 1
