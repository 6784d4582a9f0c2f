"""An item that the chair referred up against the majority."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.vote import Vote


class ReferredTo(models.TextChoices):
    """To whom: cases go to the procuratorate above alone."""

    HIGHER_PROCURATORATE = "higher_procuratorate", "上一级人民检察院"
    STANDING_COMMITTEE = "standing_committee", "本级人大常委会"


class Referral(GuardedModel):
    """One referral with its reason, and the answer when it comes."""

    vote = models.OneToOneField(Vote, models.PROTECT, related_name="referral")
    to = models.CharField(max_length=30, choices=ReferredTo)
    reason = models.TextField()
    referred_on = models.DateField()
    referred_by = models.CharField(max_length=150)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="referral_answered_with_its_day",
                condition=models.Q(answer="", answered_on__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_on__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.vote_id} {self.to}"
