"""What somebody wants changed in the year: an amendment, work nobody planned, an end."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Person
from hengjian.targets.models.plan import TargetPlan
from hengjian.targets.models.target import Target, TargetVersion


class ProposalKind(models.TextChoices):
    """What is proposed."""

    AMENDMENT = "amendment", "目标调整"
    UNPLANNED = "unplanned", "新增工作"
    ENDING = "ending", "目标终止"


class ProposalState(models.TextChoices):
    """What became of it."""

    PROPOSED = "proposed", "待审批"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "不予批准"


PROPOSAL_KINDS = {
    ProposalKind.AMENDMENT: Text("目标调整", "amendment"),
    ProposalKind.UNPLANNED: Text("新增工作", "unplanned work"),
    ProposalKind.ENDING: Text("目标终止", "end of a target"),
}
PROPOSAL_STATES = {
    ProposalState.PROPOSED: Text("待审批", "waiting"),
    ProposalState.APPROVED: Text("已批准", "approved"),
    ProposalState.REFUSED: Text("不予批准", "refused"),
}


class TargetProposal(GuardedModel):
    """One proposal; somebody else decides on it, and both say why.

    ``content`` is what would be entered, as texts: the fields of a version and, for
    unplanned work, those of its target.
    """

    plan = models.ForeignKey(TargetPlan, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=10, choices=ProposalKind)
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField()
    content = models.JSONField(default=dict)
    reason = models.CharField(max_length=500)
    state = models.CharField(
        max_length=10, choices=ProposalState, default=ProposalState.PROPOSED
    )
    proposed_by = models.CharField(max_length=200)
    proposed_by_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_words = models.CharField(max_length=500, blank=True)
    version = models.OneToOneField(
        TargetVersion, models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="target_proposal_says_why", condition=~models.Q(reason="")
            ),
            models.CheckConstraint(
                name="target_proposal_decided_by_and_on",
                condition=models.Q(state="proposed", decided_by="")
                | (~models.Q(decided_by="") & models.Q(decided_on__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.plan_id} {self.pk}"

    @property
    def kind_text(self) -> Text:
        """What is proposed, in both languages."""
        return PROPOSAL_KINDS[ProposalKind(self.kind)]

    @property
    def state_text(self) -> Text:
        """What became of it, in both languages."""
        return PROPOSAL_STATES[ProposalState(self.state)]
