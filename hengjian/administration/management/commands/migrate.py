"""Django's ``migrate``, in a quarter of its time."""

from typing import Any

from django.core.management.commands import migrate

from hengjian.administration.migration_states import rendered_one_by_one


class Command(migrate.Command):
    """As Django's."""

    def handle(self, *args: Any, **options: Any) -> None:
        with rendered_one_by_one():
            super().handle(*args, **options)
