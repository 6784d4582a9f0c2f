"""What a body decided."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.body import Body
from hengjian.meetings.models.vote import Vote


class Resolution(GuardedModel):
    """Numbered by body and year; made from one adopted vote."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="resolutions")
    vote = models.OneToOneField(Vote, models.PROTECT, related_name="resolution")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    decided_on = models.DateField()
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-decided_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["body", "year", "number"], name="resolution_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.body_id} {self.year}-{self.number}"
