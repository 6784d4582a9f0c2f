"""The migrations make the tables that the models describe, however quickly."""

from contextlib import nullcontext
from typing import Any

from django.apps import apps
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import Model

from hengjian.administration.migration_states import rendered_one_by_one


MODELS = [m for m in apps.get_models() if m.__module__.startswith("hengjian.")]
# as much as takes a second: models that lean on each other, indexes and constraints added
LAST = [("access", "0005_rate_counts"), ("matters", "0002_national_records")]


def told(model: type[Model]) -> dict[str, Any]:
    about = model._meta
    return {
        "fields": sorted(repr(f.deconstruct()[1:]) for f in about.local_fields),
        "indexes": [index.deconstruct() for index in about.indexes],
        "constraints": [each.deconstruct() for each in about.constraints],
        "unique": [each.name for each in about.total_unique_constraints],
        "linked": sorted(
            (r.related_model._meta.label, r.name) for r in about.related_objects
        ),
    }


def models_of(*, one_by_one: bool) -> dict[str, dict[str, Any]]:
    """What the models of the last state are, the classes kept from the beginning."""
    loader = MigrationLoader(None)
    state = ProjectState(real_apps=loader.unmigrated_apps)
    assert state.apps
    with rendered_one_by_one() if one_by_one else nullcontext():
        for key in loader.graph._generate_plan(LAST, at_end=True):
            for operation in loader.graph.nodes[key].operations:
                if not isinstance(operation, migrations.RunPython):
                    operation.state_forwards(key[0], state)
    return {m._meta.label: told(m) for m in state.apps.get_models()}


def test_models_rendered_one_by_one_are_those_that_django_renders() -> None:
    quick = models_of(one_by_one=True)

    assert len(quick) > 20
    assert quick == models_of(one_by_one=False)


def test_tables_are_what_the_models_describe(db: None) -> None:
    with connection.cursor() as cursor:
        for model in MODELS:
            about = model._meta
            cursor.execute(f'PRAGMA table_info("{about.db_table}")')
            columns = {row[1] for row in cursor.fetchall()}
            cursor.execute(
                "SELECT group_concat(sql) FROM sqlite_master WHERE tbl_name = %s",
                [about.db_table],
            )
            [made] = cursor.fetchone()

            assert columns == {field.column for field in about.local_concrete_fields}
            names = [each.name for each in (*about.indexes, *about.constraints)]
            assert [name for name in names if f'"{name}"' not in made] == []
