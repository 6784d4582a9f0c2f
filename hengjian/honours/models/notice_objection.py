"""An objection raised during the public notice."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.honours.models.candidate import Candidate
from hengjian.honours.models.honour_round import HonourRound
from hengjian.organisation.models import Person


class NoticeObjection(GuardedModel):
    """What somebody objects to; the award waits until it is answered.

    Who raised it is shown to those who answer it, to nobody else.
    """

    round = models.ForeignKey(HonourRound, models.PROTECT, related_name="objections")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="objections")
    words = models.TextField()
    raised_by = models.CharField(max_length=200)
    raised_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    raised_on = models.DateField()
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    is_upheld = models.BooleanField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("round_id", "pk")
        constraints = (
            models.CheckConstraint(
                name="honour_objection_answered_whole",
                condition=models.Q(
                    answered_by="", answered_at__isnull=True, is_upheld__isnull=True
                )
                | (
                    ~models.Q(answered_by="")
                    & ~models.Q(answer="")
                    & models.Q(answered_at__isnull=False, is_upheld__isnull=False)
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id}/{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its answer."""
        return not self.answered_by
