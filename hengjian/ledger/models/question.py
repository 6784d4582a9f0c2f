"""A person asks about an entry of the own account; somebody else answers in time."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.ledger.models.entry import LedgerEntry


class EntryQuestion(GuardedModel):
    """One question about one entry, answered by who neither entered nor confirmed it."""

    entry = models.ForeignKey(LedgerEntry, models.PROTECT, related_name="questions")
    words = models.CharField(max_length=1000)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reversal = models.OneToOneField(
        LedgerEntry, models.PROTECT, null=True, blank=True, related_name="answers"
    )

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["entry"],
                condition=models.Q(answered_at__isnull=True),
                name="entry_question_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry_id} {self.due_on}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its answer."""
        return self.answered_at is None
