"""A state that many tests begin with is built once in each process and put back after.

``remembered("people", build, folder)`` lets ``build`` make the state by the product's own
actions the first time. What it wrote to the database and below ``folder`` is kept, and the
next test that asks from the same beginning gets the same rows and files again, which takes
a tenth of the time. A beginning is an empty journal or another remembered state to which
nothing has been added; from anywhere else the state is built as if nothing were kept.
"""

import io
import pickle
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

from hengjian.audit.models import JournalHead
from hengjian.lib import clock


T = TypeVar("T")
Rows = dict[str, Any]  # table -> its rows, as the database gives them


@dataclass(frozen=True)
class Beginning:
    """Where a state starts from: its name and the journal's last entry there."""

    name: tuple[object, ...]
    number: int


@dataclass(frozen=True)
class Kept:
    """What came with a state: rows of the tables it changed, files, what build gave."""

    rows: Rows
    files: Path | None
    checkpoints: bytes | None
    given: bytes
    number: int


_kept: dict[tuple[object, ...], Kept] = {}
_reached: Beginning | None = None


def forget() -> None:
    """A new test begins with nothing reached."""
    global _reached
    _reached = None


def remembered(
    name: str, build: Callable[[], T], folder: Path | None = None, *, once: object = ""
) -> T:
    """The state of this name: built, or put back as it was first built.

    ``once`` tells states of one name apart. What ``build`` gives is a copy each time.
    """
    global _reached
    number = _entries()
    before = _reached if _reached and _reached.number == number else None
    if before is None and number:
        return build()
    key = (before and before.name, name, once, clock._moved.get(), bool(folder))
    if key not in _kept:
        _kept[key] = _built(build, folder)
    else:
        _put_back(_kept[key], folder)
    _reached = Beginning(key, _kept[key].number)
    given: T = pickle.loads(_kept[key].given)
    return given


def _entries() -> int:
    # a flushed database has no head: the first action makes it anew
    return JournalHead.objects.values_list("number", flat=True).first() or 0


def _built(build: Callable[[], T], folder: Path | None) -> Kept:
    before = _tables()
    given = build()
    after = _tables()
    files = None
    if folder is not None:
        files = Path(tempfile.mkdtemp(dir=settings.TEST_HOME)) / "files"
        shutil.copytree(folder, files, symlinks=True)
    checkpoints: Path = settings.JOURNAL_CHECKPOINTS
    return Kept(
        rows={name: rows for name, rows in after.items() if rows != before[name]},
        files=files,
        checkpoints=checkpoints.read_bytes() if checkpoints.exists() else None,
        given=pickle.dumps(given),
        number=_entries(),
    )


def _put_back(kept: Kept, folder: Path | None) -> None:
    _fill(kept.rows)
    if folder is not None and kept.files is not None:
        shutil.copytree(kept.files, folder, symlinks=True, dirs_exist_ok=True)
    if kept.checkpoints is not None:
        checkpoints: Path = settings.JOURNAL_CHECKPOINTS
        checkpoints.parent.mkdir(parents=True, exist_ok=True)
        checkpoints.write_bytes(kept.checkpoints)


def _tables() -> Rows:
    names = sorted(connection.introspection.table_names())
    if connection.vendor == "postgresql":
        return {name: _copied_out(name) for name in names}
    # "+column" is the value as it is stored, without any conversion
    found = {}
    with closing(_raw().cursor()) as cursor:
        for name in names:
            columns = ", ".join(f'+"{each}"' for each in _columns(cursor, name))
            cursor.execute(f'SELECT {columns} FROM "{name}"')
            found[name] = cursor.fetchall()
    return found


def _fill(rows: Rows) -> None:
    """Whole tables at once: what stood there before stands in what was kept.

    The tables refer to each other; the database looks at that when the test asks.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for name in rows:
                cursor.execute(f'DELETE FROM "{name}"')
            for name, text in rows.items():
                with cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
                    copy.write(text)
        return
    with closing(_raw().cursor()) as cursor:
        for name, values in rows.items():
            cursor.execute(f'DELETE FROM "{name}"')
            if values:
                marks = ", ".join("?" * len(values[0]))
                cursor.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)


def _raw() -> sqlite3.Connection:
    connection.ensure_connection()
    raw: sqlite3.Connection = connection.connection
    return raw


def _columns(cursor: sqlite3.Cursor, table: str) -> list[str]:
    cursor.execute(f'PRAGMA table_info("{table}")')
    return [row[1] for row in cursor.fetchall()]


def _copied_out(table: str) -> bytes:
    text = io.BytesIO()
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table}" TO STDOUT') as copy,
    ):
        for part in copy:
            text.write(part)
    return text.getvalue()
