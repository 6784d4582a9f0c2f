"""Stores chained entries in PostgreSQL, in as few round trips as can be.

A process that writes alone knows the head as it left it: one statement moves the head
from there and stores the entry, and changes nothing where the head is another. Among
many writers the head is locked first; then the commit travels with the last statement,
so that the head is free again without another word of ours.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import connection
from psycopg import Cursor

from hengjian.audit.prepared import rows_of
from hengjian.audit.statements import (
    COLUMNS,
    INSERT,
    INTO,
    MOVE,
    READ,
    Chained,
    Head,
    Row,
)


_TYPES = ["bigint", "timestamptz", *["text"] * (len(COLUMNS) - 2)]
_MOVE_FROM = f"{MOVE} AND number = %s AND link = %s"
_TYPED = f"({', '.join(f'%s::{each}' for each in _TYPES)})"
_MOST_TOGETHER = 8  # entries in one statement: an act of a person has two or three


@cache
def _together(move: str, entries: int) -> str:
    """One statement that moves the head and, where it did, inserts the entries."""
    return (
        f"WITH moved AS ({move} RETURNING id) {INTO}"  # noqa: S608 (our own names)
        f" SELECT entry.* FROM moved, (VALUES {', '.join([_TYPED] * entries)})"
        " AS entry"
    )


class _LastLeft:
    """The head as this process left it, and whether it was found like that again."""

    head: Head | None = None
    is_alone = False


def locked_head() -> Head | None:
    """The head, locked until the transaction ends. None without a row."""
    with connection.wrap_database_errors:
        row = _executed(f"{READ} FOR UPDATE", []).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def store(chain: Callable[[Head], Chained], read: Callable[[], Head]) -> Chained:
    """Chain entries to the head, move it, insert them; may commit, as its last word."""
    last = _LastLeft.head  # looked at once: another thread may move it meanwhile
    if _LastLeft.is_alone and last is not None:
        chained = chain(last)
        if _stored_from(last, chained):
            _LastLeft.head = chained.head
            return chained
    before = read()
    _LastLeft.is_alone = before == _LastLeft.head
    chained = chain(before)
    with connection.wrap_database_errors:
        if _is_outermost():
            with connection.connection.pipeline():
                _store(chained)
                # the commit of ``transaction.atomic`` then finds nothing to do
                connection.connection.commit()
        else:
            _store(chained)
    _LastLeft.head = chained.head
    return chained


def _stored_from(before: Head, chained: Chained) -> bool:
    """Store entries if the head is still ``before``; False, and nothing stored, if not."""
    entries = len(chained.rows)
    if entries > _MOST_TOGETHER:
        return False
    values = [*chained.move, *before, *_in_line(chained.rows)]
    with connection.wrap_database_errors:
        statement = _together(_MOVE_FROM, entries)
        return rows_of(statement, values, connection.connection) == entries


def _store(chained: Chained) -> None:
    if len(chained.rows) <= _MOST_TOGETHER:
        values = [*chained.move, *_in_line(chained.rows)]
        _executed(_together(MOVE, len(chained.rows)), values)
    else:
        _executed(MOVE, chained.move).executemany(INSERT, chained.rows)


def _in_line(rows: Sequence[Row]) -> list[Any]:
    return [value for row in rows for value in row]


def _is_outermost() -> bool:
    return connection.in_atomic_block and not connection.savepoint_ids


def _executed(statement: str, values: list[Any]) -> "Cursor[Any]":
    cursor = Cursor(connection.connection)
    cursor.execute(statement, values, prepare=True)
    return cursor
