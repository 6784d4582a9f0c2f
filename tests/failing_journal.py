"""Makes every journal write fail in the database itself, and shows what has changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection


TABLE = "audit_journalentry"


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


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours, to compare before and after.

    But for the sessions: opening one to ask a question is no change of the work.
    """
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model.__module__.startswith("hengjian.")
        and not issubclass(model, AbstractBaseSession)
    }


def everything_but_the_journal() -> dict[str, list[Any]]:
    """The same where the refusal itself is entered in the journal."""
    return {
        label: rows
        for label, rows in everything().items()
        if not label.startswith("audit.")
    }


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
