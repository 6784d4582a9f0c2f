"""An honour as it was given."""

from datetime import date

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.honours.models.candidate import Candidate
from hengjian.honours.models.honour_round import HonourRound
from hengjian.lib.bilingual import Text


class AwardState(models.TextChoices):
    """Whether it stands."""

    STANDING = "standing", "有效"
    PASSED_ON = "passed_on", "已流转"
    WITHDRAWN = "withdrawn", "已撤销"


AWARD_STATES = {
    AwardState.STANDING: Text("有效", "standing"),
    AwardState.PASSED_ON: Text("已流转", "passed on"),
    AwardState.WITHDRAWN: Text("已撤销", "withdrawn"),
}


class Award(GuardedModel):
    """One honour of one holder; a red flag passes on, any may be withdrawn with a reason.

    ``certificate`` is the number of the document; None until it is issued.
    """

    round = models.ForeignKey(HonourRound, models.PROTECT, related_name="awards")
    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="award")
    state = models.CharField(
        max_length=10, choices=AwardState, default=AwardState.STANDING
    )
    awarded_on = models.DateField()
    certificate = models.PositiveBigIntegerField(null=True, blank=True)
    passed_on_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-awarded_on", "-id")
        constraints = (
            models.CheckConstraint(
                name="honour_award_withdrawn_with_reason",
                condition=~models.Q(state="withdrawn")
                | (
                    ~models.Q(withdrawn_by="")
                    & ~models.Q(withdrawal_reason="")
                    & models.Q(withdrawn_on__isnull=False)
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.round} {self.candidate}"

    @property
    def state_text(self) -> Text:
        """The state in both languages."""
        return AWARD_STATES[AwardState(self.state)]

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.state == AwardState.WITHDRAWN

    def ended_on(self) -> date | None:
        """The day it ended, however it ended."""
        return self.withdrawn_on or self.passed_on_on
