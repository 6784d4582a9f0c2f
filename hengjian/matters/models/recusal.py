"""Who keeps away from a matter."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.matters.models.matter import Matter
from hengjian.organisation.models import Person


class Recusal(GuardedModel):
    """A person to whom no work on the matter is given, and why."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="recusals")
    reason = models.TextField()
    by = models.CharField(max_length=200)
    recused_on = models.DateField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["matter", "person"], name="recusal_once"),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.person_id}"
