"""Rows that are written once, inside an action, and never changed or deleted."""

from typing import Any, ClassVar

from django.db import models

from hengjian.audit.guarded import GuardedModel, GuardedQuerySet


class NeverAltered(RuntimeError):
    """Somebody tried to change or delete what is only added to."""


class AddedToQuerySet(GuardedQuerySet):  # type: ignore[type-arg]
    """Rows that are written once."""

    def update(self, **values: Any) -> int:
        raise NeverAltered(self.model._meta.label)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise NeverAltered(self.model._meta.label)


AddedToManager = models.Manager.from_queryset(AddedToQuerySet)


class AddedTo(GuardedModel):
    """A row that is written once and never changed."""

    objects: ClassVar[Any] = AddedToManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None:
            raise NeverAltered(str(self))
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise NeverAltered(str(self))
