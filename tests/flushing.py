"""Emptying a database some of whose rows may not be deleted, between tests that commit.

PostgreSQL truncates tables, which asks no trigger. SQLite deletes rows: triggers that
forbid it are taken away for the while.
"""

import pytest


def commits(item: pytest.Item) -> bool:
    """Whether a test writes for others to see, so that its database is emptied after."""
    mark = item.get_closest_marker("django_db")
    asked = "transactional_db" in getattr(item, "fixturenames", ())
    return asked or (mark is not None and bool(mark.kwargs.get("transaction")))


def empty() -> None:
    """Leave no row in any table; the triggers stand again."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        for _, made in triggers:
            cursor.execute(made)
