"""Stores chained entries in SQLite.

The statements go to the driver itself: whoever writes makes every other writer wait, and
the model layer with its cursors would double that time.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import connection

from hengjian.audit.statements import INSERT, MOVE, READ, Chained, Head


_MOVE, _INSERT = (each.replace("%s", "?") for each in (MOVE, INSERT))


def locked_head() -> Head | None:
    """The head; the transaction is IMMEDIATE and holds the only lock already."""
    with connection.wrap_database_errors:
        row = connection.connection.execute(READ).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def store(chain: Callable[[Head], Chained], read: Callable[[], Head]) -> Chained:
    """Chain entries to the head, move it, insert them."""
    chained = chain(read())
    rows = [(row[0], _stored(row[1]), *row[2:]) for row in chained.rows]
    with connection.wrap_database_errors:
        connection.connection.execute(_MOVE, chained.move)
        connection.connection.executemany(_INSERT, rows)
    return chained


def _stored(moment: datetime) -> str:
    """A moment as Django keeps it in SQLite."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
