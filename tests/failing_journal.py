"""Makes every journal write fail in the database itself, and shows what has changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection
from django.db.models import Model


TABLE = "audit_journalentry"
Rows = dict[str, list[Any]]  # model -> its rows


@contextmanager
def failing_journal() -> Iterator[None]:
    """Inside, the database refuses every new journal entry."""
    with connection.cursor() as cursor:
        for statement in _create():
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in _drop():
                cursor.execute(statement)


def everything() -> Rows:
    """Every row of every table of ours as it is stored, to compare before and after.

    But for the sessions: opening one to ask a question is no change of the work.
    """
    return _rows(lambda label: True)


def everything_but_the_journal() -> Rows:
    """The same where the refusal itself is entered in the journal."""
    return _rows(lambda label: not label.startswith("audit."))


def _rows(wanted: Callable[[str], bool]) -> Rows:
    found = {}
    with connection.cursor() as cursor:
        for label, statement in _statements().items():
            if wanted(label):
                cursor.execute(statement)
                found[label] = cursor.fetchall()
    return found


@cache
def _statements() -> dict[str, str]:
    """A question for each table; asking the models would take several times as long."""
    return {
        model._meta.label: _statement(model)
        for model in apps.get_models()
        if model.__module__.startswith("hengjian.")
        and not issubclass(model, AbstractBaseSession)
    }


def _statement(model: type[Model]) -> str:
    table, key = model._meta.db_table, model._meta.pk.column
    return f'SELECT * FROM "{table}" ORDER BY "{key}"'


def _create() -> list[str]:
    trigger = f"CREATE TRIGGER refuse_entries BEFORE INSERT ON {TABLE}"
    if connection.vendor == "sqlite":
        return [f"{trigger} BEGIN SELECT RAISE(ABORT, 'the journal is full'); END"]
    function = "CREATE FUNCTION refuse_entries() RETURNS trigger LANGUAGE plpgsql AS"
    return [
        f"{function} $$ BEGIN RAISE EXCEPTION 'the journal is full'; END $$",
        f"{trigger} EXECUTE FUNCTION refuse_entries()",
    ]


def _drop() -> list[str]:
    if connection.vendor == "sqlite":
        return ["DROP TRIGGER refuse_entries"]
    return [f"DROP TRIGGER refuse_entries ON {TABLE}", "DROP FUNCTION refuse_entries"]
