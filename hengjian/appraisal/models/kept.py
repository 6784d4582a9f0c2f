"""Rows that are written once: no later act changes or deletes them."""

from typing import Any

from django.db import models

from hengjian.audit.guarded import GuardedModel, GuardedQuerySet


class KeptAsWritten(RuntimeError):
    """Something tried to change or delete a row that is written once."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(f"{model._meta.label} is kept as it was written")


class KeptQuerySet(GuardedQuerySet[Any]):
    """Rows are created, never updated or deleted."""

    def update(self, **values: Any) -> int:
        raise KeptAsWritten(self.model)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise KeptAsWritten(self.model)


KeptManager = models.Manager.from_queryset(KeptQuerySet)


class KeptModel(GuardedModel):
    """Base of what is written once."""

    objects = KeptManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None:
            raise KeptAsWritten(type(self))
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise KeptAsWritten(type(self))
