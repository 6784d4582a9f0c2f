"""Prepared statements of PostgreSQL said straight to the driver's own library (libpq).

A cursor's way there and back costs a short statement as much as the database does. Here
nothing is adapted but numbers, texts and moments, and no row is fetched.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from psycopg import Connection, OperationalError
from psycopg.errors import InvalidSqlStatementName, error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult


Value = int | str | datetime

# by what name a connection knows a statement
_names: "WeakKeyDictionary[Connection[Any], dict[str, bytes]]" = WeakKeyDictionary()


def rows_of(statement: str, values: Sequence[Value], on: "Connection[Any]") -> int:
    """Carry out a statement with ``%s`` for each value; how many rows it touched.

    It joins the transaction under way, or opens one where a cursor of the connection
    would. Raises the driver's errors, as a cursor does.
    """
    if on.pgconn.transaction_status == TransactionStatus.IDLE:
        on.execute("SELECT 1")  # the driver alone knows how it begins a transaction
    names = _names.setdefault(on, {})
    name = names.get(statement)
    if name is None:
        name = f"hengjian_{len(names)}".encode()
        _sound(on.pgconn.prepare(name, _numbered(statement)), on)
        names[statement] = name
    told = on.pgconn.exec_prepared(
        name, [str(value).encode() for value in values], [_form(v) for v in values]
    )
    return _sound(told, on).command_tuples or 0


def _form(value: Value) -> int:
    """Texts go with their length: a NUL in one is refused and never cuts it short."""
    return 1 if isinstance(value, str) else 0


@cache
def _numbered(statement: str) -> bytes:
    """The statement with the places of libpq: ``$1``, ``$2``."""
    first, *others = statement.split("%s")
    places = [f"${nth}{part}" for nth, part in enumerate(others, start=1)]
    return "".join([first, *places]).encode()


def _sound(told: PGresult, on: "Connection[Any]") -> PGresult:
    if told.status in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
        return told
    if on.pgconn.status == ConnStatus.BAD:
        raise OperationalError(on.pgconn.get_error_message())
    error = error_from_result(told)
    if isinstance(error, InvalidSqlStatementName):
        _names.pop(on, None)  # somebody said DEALLOCATE: the next one prepares anew
    raise error
