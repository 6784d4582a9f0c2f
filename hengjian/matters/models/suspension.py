"""A time during which a matter's limits stand still."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.matters.models.matter import Matter


class Suspension(GuardedModel):
    """From a day until the day the count resumes; empty while it lasts. Only added to."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="suspensions")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reason = models.TextField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("from_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["matter"],
                condition=models.Q(until_on__isnull=True),
                name="suspension_one_lasting",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="suspension_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.from_on}–{self.until_on or ''}"
