"""Models that are written only inside an action, so that every write is journaled."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

from hengjian.audit import act


M = TypeVar("M", bound=models.Model)


class WriteOutsideAction(RuntimeError):
    """A guarded model was written outside ``@journal.action``."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(
            f"{model._meta.label} is written only inside a @journal.action function"
        )


def require_action(model: type[models.Model]) -> None:
    """Raise ``WriteOutsideAction`` unless an action is under way."""
    if act.current() is None:
        raise WriteOutsideAction(model)


class GuardedQuerySet(models.QuerySet[M]):
    """Bulk writes are guarded like single ones."""

    def update(self, **values: Any) -> int:
        require_action(self.model)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        require_action(self.model)
        return super().delete()

    def bulk_create(self, objs: Iterable[M], *args: Any, **options: Any) -> list[M]:
        require_action(self.model)
        return super().bulk_create(objs, *args, **options)


GuardedManager = models.Manager.from_queryset(GuardedQuerySet)


class GuardedModel(models.Model):
    """Base of every model whose changes the journal keeps."""

    objects = GuardedManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        require_action(type(self))
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        require_action(type(self))
        return super().delete(*args, **options)
