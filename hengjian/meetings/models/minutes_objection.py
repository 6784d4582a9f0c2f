"""What somebody who was there holds against the minutes."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.minutes import Minutes
from hengjian.organisation.models import Person


class MinutesObjection(GuardedModel):
    """One objection to one making of the minutes.

    Whoever confirms them answers it; newer minutes leave it with those it was held
    against.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="objections")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("minutes_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["minutes", "person"], name="minutes_objection_once"
            ),
            models.CheckConstraint(
                name="minutes_objection_answered_with_words",
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.person_id}"
