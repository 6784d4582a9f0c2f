"""Many new rows of a model at once, without an object for each.

Some eight times as fast as ``bulk_create``. Only for rows that are no facts yet: nothing
here asks whether an action is under way.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeAlias

from django.db import connection, models, transaction


CHUNK = 5_000  # some 50 ms in one transaction
_POSTGRESQL_TYPES = {
    "BigIntegerField": "int8",
    "ForeignKey": "int8",
    "PositiveIntegerField": "int4",
    "CharField": "text",
    "TextField": "text",
    "DateField": "date",
    "BinaryField": "bytea",
}


Fields: TypeAlias = "list[models.Field[Any, Any]]"
Rows = Iterable[Mapping[str, Any]]


def insert(batches: Iterable[tuple[type[models.Model], Rows]]) -> None:
    """Insert rows of several models, few transactions for many rows.

    A row maps field names as columns call them (``person_id``) to values; fields left
    out get their defaults. Small batches share a transaction.
    """
    waiting: list[tuple[type[models.Model], list[Mapping[str, Any]]]] = []
    number = 0
    for model, rows in batches:
        remaining = iter(rows)
        while chunk := list(islice(remaining, CHUNK)):
            waiting.append((model, chunk))
            number += len(chunk)
            if number >= CHUNK:
                _write(waiting)
                waiting, number = [], 0
    if waiting:
        _write(waiting)


def _write(
    batches: list[tuple[type[models.Model], list[Mapping[str, Any]]]],
) -> None:
    with transaction.atomic():
        for model, rows in batches:
            _write_chunk(model, rows)


def _write_chunk(model: type[models.Model], rows: list[Mapping[str, Any]]) -> None:
    fields = [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField)
    ]
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, columns, fields, rows)
            return
        places = ", ".join(["%s"] * len(fields))
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608
            list(_values(fields, rows, for_sqlite=True)),
        )


def _copy(
    cursor: Any,
    table: str,
    columns: str,
    fields: Fields,
    rows: list[Mapping[str, Any]],
) -> None:
    kinds = [_POSTGRESQL_TYPES.get(field.get_internal_type()) for field in fields]
    binary = None not in kinds
    way = " (FORMAT BINARY)" if binary else ""
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN{way}") as copy:
        if binary:
            copy.set_types(kinds)
        for row in _values(fields, rows, for_sqlite=False):
            copy.write_row(row)


def _values(
    fields: Fields,
    rows: list[Mapping[str, Any]],
    *,
    for_sqlite: bool,
) -> Iterator[list[Any]]:
    names = [field.attname for field in fields]
    defaults = [field.get_default() for field in fields]
    is_json = [isinstance(field, models.JSONField) for field in fields]
    columns = list(zip(names, defaults, is_json, strict=True))
    for row in rows:
        yield [
            _plain(row.get(name, default), as_json, for_sqlite)
            for name, default, as_json in columns
        ]


def _plain(value: Any, as_json: bool, for_sqlite: bool) -> Any:
    if as_json:
        return json.dumps(value, ensure_ascii=False)
    if for_sqlite and isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value
