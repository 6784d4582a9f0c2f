"""Lists the limits that a release moved: a hundred thousand rows without an object each."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection

from hengjian.audit.guarded import require_action
from hengjian.calendars.models import CalendarRelease, MovedLimit
from hengjian.calendars.open_limits import Moving


_NAMES = (
    "release_id",
    "kind",
    "subject",
    "address",
    "unit_code",
    "person_id",
    "due_before",
    "due_after",
)
_TABLE = MovedLimit._meta.db_table
_INTO = f"{_TABLE} ({', '.join(_NAMES)})"
_INSERT = f"INSERT INTO {_INTO} VALUES ({', '.join('?' * len(_NAMES))})"  # noqa: S608
_COPY = f"COPY {_INTO} FROM STDIN"


def list_moved(release: CalendarRelease, kind: str, moved: Sequence[Moving]) -> None:
    """Write a row for each moved limit, inside an action, in their order."""
    require_action(MovedLimit)
    connection.ensure_connection()
    with connection.wrap_database_errors:
        if connection.vendor == "sqlite":
            rows = _rows(release, kind, moved, date.isoformat)
            connection.connection.executemany(_INSERT, rows)
            return
        with connection.connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for row in _rows(release, kind, moved, lambda day: day):
                copy.write_row(row)


def _rows(
    release: CalendarRelease, kind: str, moved: Sequence[Moving], day: Any
) -> Iterator[tuple[Any, ...]]:
    longest = {
        name: getattr(MovedLimit._meta.get_field(name), "max_length", 0)
        for name in ("subject", "address", "unit_code")
    }
    for each in moved:
        for name, most in longest.items():
            if len(getattr(each, name)) > most:
                raise ValueError(f"{name} of {each.subject} is too long")
        yield (
            release.pk,
            kind,
            each.subject,
            each.address,
            each.unit_code,
            each.person,
            day(each.due_before),
            day(each.due_after),
        )
