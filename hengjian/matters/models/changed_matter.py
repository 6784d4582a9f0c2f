"""Matters whose cards the warehouse has still to take."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.matters.models.matter import Matter


class ChangedMatter(GuardedModel):
    """One row for a matter that changed, written in the transaction that changed it.

    However often it changes before the rows are taken, one row remains: what is merged is
    the net change.
    """

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["kind", "id"], name="changed_matter_kind"),)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.version}"
