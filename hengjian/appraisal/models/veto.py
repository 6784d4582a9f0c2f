"""A veto: cited basis, what happened, and a person's decision."""

from django.db import models

from hengjian.appraisal.models.round import AppraisalRound
from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.resolution import Resolution
from hengjian.organisation.models import Person


class Veto(GuardedModel):
    """Raised with a basis; bars grades only once a person has decided it holds."""

    class State(models.TextChoices):
        RAISED = "raised", "待决定"
        UPHELD = "upheld", "成立"
        NOT_UPHELD = "not_upheld", "不成立"
        LIFTED = "lifted", "已撤销"

    round = models.ForeignKey(AppraisalRound, models.PROTECT, related_name="vetoes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    item = models.CharField(max_length=100)  # the veto item of the scheme
    basis = models.CharField(max_length=500)  # the rule and article that it rests on
    occurrence = models.CharField(max_length=1000)  # what happened, and when
    evidence_link = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.RAISED)
    raised_by = models.CharField(max_length=150)
    raised_at = models.DateTimeField()
    # what the person said who is concerned; asked before anything is decided
    heard = models.CharField(max_length=1000, blank=True)
    heard_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = "vetoes"
        constraints = (
            models.CheckConstraint(
                name="veto_has_a_basis", condition=~models.Q(basis="")
            ),
            models.CheckConstraint(
                name="veto_decided_by_another_with_a_reason",
                condition=models.Q(state="raised")
                | (
                    models.Q(decided_on__isnull=False)
                    & ~models.Q(decided_by="")
                    & ~models.Q(reason="")
                    & ~models.Q(decided_by=models.F("raised_by"))
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id}: {self.person_id} {self.item}"
