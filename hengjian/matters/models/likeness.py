"""By what another matter of the same thing may be found."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.matters.models.matter import Matter


class Likeness(GuardedModel):
    """One keyed digest over items that a pack names together, of one matter.

    Two matters with one digest are proposed to a person as duplicates, never merged by
    it. No value can be read from it; a sealed or erased value leaves none.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="likenesses")
    items = models.CharField(max_length=300)  # names, separated by spaces
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ("matter_id", "items")
        constraints = (
            models.UniqueConstraint(fields=["matter", "items"], name="likeness_once"),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.items}"
