"""What somebody reached in a contest of skill."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.honours.models.honour_round import HonourRound
from hengjian.organisation.models import Person


class ContestResult(GuardedModel):
    """One entrant's marks with the record they rest on; corrected by a later row."""

    round = models.ForeignKey(
        HonourRound, models.PROTECT, related_name="contest_results"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    marks = models.DecimalField(max_digits=8, decimal_places=2)
    record = models.CharField(max_length=300)
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("round_id", "person_id", "pk")

    def __str__(self) -> str:
        return f"{self.round_id} {self.person}"
