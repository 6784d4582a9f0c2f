"""What a first person proposes and a second decides: only then it is an entry."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.ledger.models.entry import LedgerEntry
from hengjian.ledger.models.rule import LedgerRule
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person


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
    """Points proposed for a person by a rule with evidence; never by or for oneself."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
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
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.rule_id} {self.state}"

    @property
    def state_text(self) -> Text:
        """The state in both languages."""
        return PROPOSAL_STATES[ProposalState(self.state)]
