"""The minutes of a meeting."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.meeting import Meeting


class Minutes(GuardedModel):
    """One making of the minutes as a Word file; the newest counts, the others are kept.

    Who held the meeting confirms it; from then on none is made.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    stored_as = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    template_digest = models.CharField(max_length=64)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    confirmed_by = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("meeting_id", "-number")
        verbose_name_plural = "minutes"
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "number"], name="minutes_number_once"
            ),
            models.CheckConstraint(
                name="minutes_confirmed_by_and_at",
                condition=models.Q(confirmed_by="", confirmed_at__isnull=True)
                | (~models.Q(confirmed_by="") & models.Q(confirmed_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.number}"
