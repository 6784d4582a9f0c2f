"""Counters of the rate limits, for all web processes together; nothing else reads them."""

from typing import Any

from django.db import migrations


TABLE = "access_rate_count"
COLUMNS = "name text NOT NULL, who text NOT NULL, period bigint NOT NULL"


def make(apps: Any, schema_editor: Any) -> None:
    """Beside SQLite they lie in a file of their own."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE UNLOGGED TABLE {TABLE} ({COLUMNS}, asked integer NOT NULL,"
            " PRIMARY KEY (name, who, period))"
        )


def unmake(apps: Any, schema_editor: Any) -> None:
    """Nothing is lost with them."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    """A table that is written to no log."""

    dependencies = (("access", "0004_column_choices"),)

    operations = (migrations.RunPython(make, unmake),)
