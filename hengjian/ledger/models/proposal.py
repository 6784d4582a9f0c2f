"""What a first person proposes and a second decides: only then it is an entry."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.ledger.models.entry import LedgerEntry
from hengjian.ledger.models.rule import LedgerRule
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Person


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    OPEN = "open", "待确认"
    CONFIRMED = "confirmed", "已确认"
    REFUSED = "refused", "未确认"


PROPOSAL_STATES = {
    ProposalState.OPEN: Text("待确认", "to be confirmed"),
    ProposalState.CONFIRMED: Text("已确认", "confirmed"),
    ProposalState.REFUSED: Text("未确认", "refused"),
}


class EntryProposal(GuardedModel):
    """Points of a person, or an award of a department, proposed by a rule with evidence.

    Never by or for oneself, nor for the own department.
    """

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    rule = models.ForeignKey(LedgerRule, models.PROTECT, related_name="proposals")
    hundredths = models.BigIntegerField()
    happened_on = models.DateField()
    words = models.CharField(max_length=500)
    evidence = models.JSONField(default=list, blank=True)
    state = models.CharField(
        max_length=10, choices=ProposalState, default=ProposalState.OPEN
    )
    proposed_by = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    entry = models.OneToOneField(
        LedgerEntry, models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=["state", "-id"], name="proposal_state"),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(proposed_by=models.F("decided_by")),
                name="proposal_of_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True, department__isnull=False)
                | models.Q(person__isnull=False, department__isnull=True),
                name="proposal_for_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.whose} {self.rule_id} {self.state}"

    @property
    def whose(self) -> Person | Department | None:
        """For whom it is proposed."""
        return self.person or self.department

    @property
    def state_text(self) -> Text:
        """The state in both languages."""
        return PROPOSAL_STATES[ProposalState(self.state)]
