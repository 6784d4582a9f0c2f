"""The minutes of a meeting."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.meeting import Meeting


class Minutes(GuardedModel):
    """One making of the minutes as a Word file; the newest counts, the others are kept."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    stored_as = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    template_digest = models.CharField(max_length=64)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("meeting_id", "-number")
        verbose_name_plural = "minutes"
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "number"], name="minutes_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.number}"
