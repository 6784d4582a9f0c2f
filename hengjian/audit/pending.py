"""Rows that an act has still to write: kept until something asks, then written together.

An act writes a dozen rows one after another and reads none of them again. They are kept
here in their order; whatever statement comes next has them written first, so that nobody
sees a difference but in time: two changes of one row are one ``UPDATE``, and PostgreSQL
is told of all rows in one statement.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models
from psycopg import Cursor


MOST_TOGETHER = 40  # rows in one statement


class Write(Protocol):
    """One row to be written: its SQL, its values, what to do with what came back."""

    def sql(self) -> str:
        """The statement, in the placeholders of both drivers' own kind (``%s``)."""
        ...

    def values(self) -> list[Any]:
        """Its values, as the database takes them, read when it is written."""
        ...

    def written(self, told: int | None) -> None:
        """Told the new key of an inserted row, the number of rows of a changed one."""
        ...


@cache
def _columns(
    model: type[models.Model], names: tuple[str, ...]
) -> tuple["models.Field[Any, Any]", ...]:
    meta = model._meta
    if names:
        return tuple(meta.get_field(name) for name in names)  # type: ignore[misc]
    return tuple(f for f in meta.concrete_fields if not f.primary_key)


def _prepared(row: models.Model, fields: Sequence[Any]) -> list[Any]:
    here = connections[DEFAULT_DB_ALIAS]  # each look through its proxy costs
    return [f.get_db_prep_save(getattr(row, f.attname), here) for f in fields]


@cache
def _insert(model: type[models.Model]) -> str:
    fields = _columns(model, ())
    names = ", ".join(f'"{f.column}"' for f in fields)
    places = ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})'  # noqa: S608


@cache
def _update(model: type[models.Model], names: tuple[str, ...]) -> str:
    changes = ", ".join(f'"{f.column}" = %s' for f in _columns(model, names))
    return f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "id" = %s'  # noqa: S608


@dataclass
class Inserted:
    """A new row; ``meeting`` are the columns of a key under which it may stand already."""

    row: models.Model
    meeting: tuple[str, ...] = ()
    changing: tuple[str, ...] = ()

    def sql(self) -> str:
        text = _insert(type(self.row))
        if self.meeting:
            model = type(self.row)
            key = ", ".join(f'"{f.column}"' for f in _columns(model, self.meeting))
            changes = ", ".join(
                f'"{f.column}" = EXCLUDED."{f.column}"'
                for f in _columns(model, self.changing)
            )
            text += f" ON CONFLICT ({key}) DO UPDATE SET {changes}"
        return f'{text} RETURNING "id"'

    def values(self) -> list[Any]:
        return _prepared(self.row, _columns(type(self.row), ()))

    def written(self, told: int | None) -> None:
        self.row.pk = told
        self.row._state.adding = False
        self.row._state.db = connection.alias


@dataclass
class Updated:
    """A row of which some columns moved."""

    row: models.Model
    names: dict[str, None] = field(default_factory=dict)  # in their order

    def sql(self) -> str:
        return _update(type(self.row), tuple(self.names)) + ' RETURNING "id"'

    def values(self) -> list[Any]:
        fields = _columns(type(self.row), tuple(self.names))
        return [*_prepared(self.row, fields), self.row.pk]

    def written(self, told: int | None) -> None:
        if told is None:
            raise DatabaseError(f"{self.row!r} is gone: nothing was changed")


@dataclass
class Deleted:
    """Rows of a table without dependents that have these values."""

    model: type[models.Model]
    having: Mapping[str, Any]

    def sql(self) -> str:
        fields = _columns(self.model, tuple(self.having))
        rule = " AND ".join(
            f'"{f.column}" IS NULL' if value is None else f'"{f.column}" = %s'
            for f, value in zip(fields, self.having.values(), strict=True)
        )
        table = self.model._meta.db_table
        return f'DELETE FROM "{table}" WHERE {rule}'  # noqa: S608

    def values(self) -> list[Any]:
        return [value for value in self.having.values() if value is not None]

    def written(self, told: int | None) -> None:
        del told


class Pending:
    """The rows of one act that are not written yet, in their order."""

    def __init__(self) -> None:
        self._writes: list[Write] = []
        self._changed: dict[tuple[type[models.Model], Any], Updated] = {}

    def insert(self, write: Inserted) -> None:
        """A new row; its key is known once it is written."""
        self._writes.append(write)

    def update(self, row: models.Model, names: Sequence[str]) -> None:
        """Columns of a row that moved, beside those that are kept of it already."""
        if not names:
            return
        if row.pk is None:
            self.write()  # it is among the new ones
        key = (type(row), row.pk)
        held = self._changed.get(key)
        if held is not None and held.row is not row:
            self.write()
            held = None
        if held is None:
            held = self._changed[key] = Updated(row)
            self._writes.append(held)
        held.names |= dict.fromkeys(names)

    def delete(self, write: Deleted) -> None:
        """Rows that go."""
        self._writes.append(write)

    def forget(self) -> None:
        """Drop what was kept: what it belonged to was rolled back."""
        self._writes, self._changed = [], {}

    def write(self) -> None:
        """Write everything that is kept."""
        if not self._writes:
            return
        writes = self._writes
        self.forget()
        if connection.vendor == "sqlite":
            _one_by_one(writes)
            return
        for first in range(0, len(writes), MOST_TOGETHER):
            _together(writes[first : first + MOST_TOGETHER])

    def first(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: dict[str, Any],
    ) -> Any:
        """Before any other statement of the act: a wrapper of Django's ``execute``.

        What is kept was said after the last statement, so a savepoint that is rolled back
        takes all of it along.
        """
        if self._writes and sql.startswith("ROLLBACK"):
            self.forget()
        elif self._writes:
            self.write()
        return execute(sql, params, many, context)


@cache
def _of_sqlite(sql: str) -> str:
    return sql.replace("%s", "?")


def _one_by_one(writes: Sequence[Write]) -> None:
    with connection.wrap_database_errors:
        for each in writes:
            told = connection.connection.execute(_of_sqlite(each.sql()), each.values())
            row = told.fetchone()
            each.written(row[0] if row is not None else None)


@cache
def _one_statement(parts: tuple[str, ...]) -> str:
    """Several writes as one statement: they begin in the order in which they are said."""
    named = ", ".join(f"w{nth} AS ({part})" for nth, part in enumerate(parts))
    told = ", ".join(
        f'(SELECT "id" FROM w{nth})'  # noqa: S608 (our own names)
        if part.endswith('RETURNING "id"')
        else "NULL"
        for nth, part in enumerate(parts)
    )
    return f"WITH {named} SELECT {told}"


def _together(writes: Sequence[Write]) -> None:
    parts = tuple(each.sql() for each in writes)
    values = [value for each in writes for value in each.values()]
    with connection.wrap_database_errors:
        cursor = Cursor(connection.connection)
        if len(parts) == 1:
            cursor.execute(parts[0], values, prepare=True)  # type: ignore[arg-type]
            told = cursor.fetchone() if cursor.description else None
            told = told or (None,)
        else:
            statement = _one_statement(parts)
            cursor.execute(statement, values, prepare=True)  # type: ignore[arg-type]
            told = cursor.fetchone() or ()
    for each, key in zip(writes, told, strict=True):
        each.written(key)
