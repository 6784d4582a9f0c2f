"""The time line of a matter."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.matters.models.matter import Matter


class MatterEvent(GuardedModel):
    """One thing that happened, as people read it; written once, never changed.

    The journal holds the same act with its values; this is its sentence.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="events")
    at = models.DateTimeField()
    event = models.CharField(max_length=60)  # as in the journal: matters.claimed
    by = models.CharField(max_length=200)
    words_zh = models.CharField(max_length=500)
    words_en = models.CharField(max_length=500)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["matter", "id"], name="matter_event_line"),)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.event}"

    @property
    def words(self) -> Text:
        """What happened, in both languages."""
        return Text(self.words_zh, self.words_en)
