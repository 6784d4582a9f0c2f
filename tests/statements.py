"""Which statements an act sends to the database, for tests that say how many there may be."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


# what a test's own transaction adds, and what is told but once in five seconds
_LEFT_OUT = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT", "ROLLBACK")
_TOLD = "jobs_job"


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements of a block, but for savepoints and the outbox.

    SQLite tells every one; on PostgreSQL those that go to the driver itself, written
    together or asked as composed, are not among them.
    """
    found: list[str] = []

    def seen(sql: str) -> None:
        if not sql.startswith(_LEFT_OUT) and _TOLD not in sql:
            found.append(sql)

    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.set_trace_callback(seen)
        try:
            yield found
        finally:
            connection.connection.set_trace_callback(None)
        return

    def wrapper(execute: Any, sql: str, *rest: Any) -> Any:
        seen(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(wrapper):
        yield found
