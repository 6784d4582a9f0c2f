"""A paper that belongs to an agenda item."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.agenda_item import AgendaItem


class ItemPaper(GuardedModel):
    """One file; ``stored_as`` its name under the home, held to ``digest`` at every opening.

    ``part`` says which required paper it is; empty for any other.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    part = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("item_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "digest"], name="item_paper_once_in_an_item"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}/{self.pk}"
